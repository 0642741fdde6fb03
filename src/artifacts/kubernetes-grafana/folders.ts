import type { Address } from '../../kernel/address.ts';
import { canonicalJson, sortedBy } from '../../kernel/canonical.ts';
import type { Folder } from '../../model/dashboard.ts';
import { ALERTS_FOLDER } from '../grafana-alerting/folder.ts';
import { sharedPanels } from '../grafana-dashboard/library.ts';
import type { CompileInput } from '../kind.ts';

export interface FolderOf {
  readonly folder: Folder;
  /** What lies in it. */
  readonly from: readonly Address[];
}

/** The folders of boards and of the panels they share, once each, and that of managed alerts where there are some. */
export function foldersOf({ derived, environment }: CompileInput, alerts: boolean): readonly FolderOf[] {
  const folders = new Map<string, { folder: Folder; from: Address[] }>();
  const boards = derived.dashboards.map(({ folder, address }) => ({ folder, address }));
  const shared = sharedPanels(derived).map(({ library, board }) => ({ folder: library.folder, address: board.address }));
  const lying = [...boards, ...shared];
  for (const { folder, address } of [...lying, ...(alerts ? [{ folder: ALERTS_FOLDER, address: environment.address }] : [])]) {
    const known = folders.get(folder.uid);
    if (!known) folders.set(folder.uid, { folder, from: [address] });
    else known.from.push(address);
    if (known && !known.folder.permissions) known.folder = { ...known.folder, permissions: folder.permissions };
  }
  return sortedBy(folders.values(), ({ folder }) => folder.uid);
}

/** https://grafana.com/docs/grafana/latest/developers/http_api/folder_permissions/ */
const LEVELS = { view: 1, edit: 2, admin: 4 } as const;

/** As Grafana's API takes them; teams have numbers there that nobody knows before. */
export function permissionsText({ permissions }: Folder): string | undefined {
  const roles = permissions?.filter(({ to }) => to === 'role');
  return roles && canonicalJson({ items: roles.map(({ name, may }) => ({ role: name, permission: LEVELS[may] })) });
}
