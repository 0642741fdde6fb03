import { canonicalJson, sortedBy } from '../../kernel/canonical.ts';
import { type Diagnostic, error } from '../../kernel/diagnostic.ts';
import { type Outcome, outcome } from '../../kernel/outcome.ts';
import type { Dashboard, Folder } from '../../model/dashboard.ts';
import type { ArtifactKind, CompileInput, Draft } from '../kind.ts';

/** A folder as Grafana's API takes it; the uid never changes, so a new title is a rename. */
export const grafanaFolder: ArtifactKind<Folder> = {
  kind: 'grafana-folder',
  server: 'grafana',
  compile: compileFolders,
  print: (folder) => `${canonicalJson(folder, 2)}\n`,
  // the server adds rights, dates, version and parents; none of them is ours
  comparable: ({ uid, title }) => ({ uid, title }),
  applyAfter: [],
};

/** The folders dashboards lie in, once each. */
function compileFolders({ derived, environment }: CompileInput): Outcome<readonly Draft<Folder>[]> {
  if (!environment.servers.grafana) return outcome([]);
  const groups = groupByUid(derived.dashboards);
  const drafts = [...groups].map(([uid, dashboards]) => ({
    path: `grafana/folders/${uid}.json`,
    content: { uid, title: dashboards[0].folder.title },
    from: dashboards.map(({ address }) => address),
  }));
  return outcome(
    sortedBy(drafts, ({ path }) => path),
    [...groups.values()].flatMap((group) => [...reserved(group), ...clashes(group)]),
  );
}

type Group = [Dashboard, ...Dashboard[]];

function groupByUid(dashboards: readonly Dashboard[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const dashboard of dashboards) {
    const group = groups.get(dashboard.folder.uid);
    if (group) group.push(dashboard);
    else groups.set(dashboard.folder.uid, [dashboard]);
  }
  return groups;
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
