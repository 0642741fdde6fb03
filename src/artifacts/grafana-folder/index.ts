import { canonicalJson, compact, sortedBy } from '../../kernel/canonical.ts';
import { type Diagnostic, error } from '../../kernel/diagnostic.ts';
import { type Outcome, outcome } from '../../kernel/outcome.ts';
import type { Folder, FolderPermission } from '../../model/dashboard.ts';
import { ALERTS_FOLDER } from '../grafana-alerting/folder.ts';
import { reachedByApi, sharedPanels } from '../grafana-dashboard/library.ts';
import type { ArtifactKind, CompileInput, Draft } from '../kind.ts';
import { disagreements } from './permissions.ts';
import type { Group, Lying } from './wire.ts';

interface FolderContent {
  readonly uid: string;
  readonly title: string;
  readonly permissions?: readonly FolderPermission[];
}

/** A folder as Grafana's API takes it; the uid never changes, so a new title is a rename. Who may do what is set apart. */
export const grafanaFolder: ArtifactKind<FolderContent> = {
  kind: 'grafana-folder',
  server: 'grafana',
  of: 'each-tenant',
  compile: compileFolders,
  print: (folder) => `${canonicalJson(folder, 2)}\n`,
  // the server adds rights, dates, version and parents; none of them is ours
  comparable: ({ uid, title, permissions }) => compact({ uid, title, permissions }),
  applyAfter: ['grafana-team'],
};

/** The folders of dashboards, shared panels and rules, once each. */
function compileFolders(input: CompileInput): Outcome<readonly Draft<FolderContent>[]> {
  if (!input.environment.servers.grafana) return outcome([]);
  const groups = groupByUid(lyingIn(input));
  const drafts = [...groups].map(([uid, all]) => ({
    path: `grafana/folders/${uid}.json`,
    content: compact({ uid, title: all[0].folder.title, permissions: permissionsOf(all) }),
    from: [...new Set(all.map(({ address }) => address))],
  }));
  return outcome(
    sortedBy(drafts, ({ path }) => path),
    [...groups.values()].flatMap((group) => [...reserved(group), ...clashes(group), ...disagreements(group)]),
  );
}

function lyingIn(input: CompileInput): readonly Lying[] {
  const shared = reachedByApi(input) ? sharedPanels(input.derived) : [];
  const panels = shared.map(({ library, board, panel }) => ({
    folder: library.folder,
    address: board.address,
    origin: panel.origin,
  }));
  return [...input.derived.dashboards, ...panels, ...rulesOf(input)];
}

/** Files name the folder of rules by its title, and Grafana makes it; the API wants it to be there. */
function rulesOf(input: CompileInput): readonly Lying[] {
  const { address, origin, servers } = input.environment;
  const managed = servers.grafana?.managedAlerts && input.derived.alerts.length > 0 && reachedByApi(input);
  return managed ? [{ folder: ALERTS_FOLDER, address, origin }] : [];
}

function groupByUid(all: readonly Lying[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const one of all) {
    const group = groups.get(one.folder.uid);
    if (group) group.push(one);
    else groups.set(one.folder.uid, [one]);
  }
  return groups;
}

/** Where only some say who may do what, they say it for all. */
function permissionsOf(group: Group): Folder['permissions'] {
  return group.find(({ folder }) => folder.permissions)?.folder.permissions;
}

/** Grafana keeps these for itself: creating them is refused. */
const RESERVED = new Set(['general', 'sharedwithme']);

function reserved([{ folder, address, origin }]: Group): readonly Diagnostic[] {
  if (!RESERVED.has(folder.uid)) return [];
  const message = `Grafana keeps the folder ${folder.title} for itself.`;
  return [error('dashboard/folder-reserved', address, message, { fix: 'give the folder another title', origin })];
}

/** `Phoenix` and `phoenix` make one uid: Grafana would keep whichever title came last. */
function clashes([first, ...rest]: Group): readonly Diagnostic[] {
  const { title, uid } = first.folder;
  return rest
    .filter(({ folder }) => folder.title !== title)
    .map(({ folder, address, origin }) =>
      error('dashboard/folder-clash', address, `The folders ${folder.title} and ${title} have the same uid, ${uid}.`, {
        fix: `write \`folder: '${title}'\`, or a title that differs in more than case and punctuation`,
        related: [{ at: first.address, message: `lies in ${title}`, origin: first.origin }],
        origin,
      }),
    );
}
