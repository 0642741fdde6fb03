import { comparableDashboard } from '../../artifacts/grafana-dashboard/comparable.ts';
import { comparableDatasource } from '../../artifacts/grafana-datasource/comparable.ts';
import { canonicalJson, isRecord } from '../../kernel/canonical.ts';
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

export function folderState(folder: { readonly title: string }): string {
  return canonicalJson({ title: folder.title }, 2);
}
