import { comparableDashboard } from '../../artifacts/grafana-dashboard/comparable.ts';
import { comparableDatasource } from '../../artifacts/grafana-datasource/comparable.ts';
import { comparableLibraryPanel } from '../../artifacts/grafana-library-panel/comparable.ts';
import { canonicalJson, isRecord, sortedBy } from '../../kernel/canonical.ts';
import type { FolderPermission } from '../../model/dashboard.ts';
import { withoutJsonMark, withoutTags } from './ownership.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A dashboard without what the server adds, and without our marks. */
export function dashboardState(dashboard: Fields): string {
  const tags = Array.isArray(dashboard['tags']) ? withoutTags(dashboard['tags'].map(String)) : [];
  return canonicalJson(comparableDashboard({ ...dashboard, tags }), 2);
}

/** A data source without what the server adds, and without our mark. Which one is the default is decided by who was there first. */
export function datasourceState({ isDefault: _, ...datasource }: Fields): string {
  const jsonData = isRecord(datasource['jsonData']) ? withoutJsonMark(datasource['jsonData']) : {};
  return canonicalJson(comparableDatasource({ ...datasource, jsonData }), 2);
}

/** A panel of the library, without what the server adds. */
export function libraryPanelState(panel: { readonly name: string; readonly model: Fields }): string {
  return canonicalJson(comparableLibraryPanel(panel), 2);
}

/** Who may do what, by name; grants to single users are nobody's business here. */
export function permissionsState(permissions: readonly FolderPermission[]): string {
  const named = permissions.map(({ to, name, may }) => ({ name: `${to} ${name}`, may }));
  return canonicalJson({ permissions: sortedBy(named, ({ name }) => name) }, 2);
}

export function folderState(folder: { readonly title: string }): string {
  return canonicalJson({ title: folder.title }, 2);
}

/** A team that is there is the right one: who is in it is none of ours. */
export function teamState({ name }: { readonly name: string }): string {
  return canonicalJson({ name }, 2);
}

export function teamEmailState({ email = '' }: { readonly email?: string | undefined }): string {
  return canonicalJson({ email }, 2);
}

export function accountState({ role, disabled }: { readonly role: string; readonly disabled: boolean }): string {
  return canonicalJson({ role, disabled }, 2);
}
