import type { Address } from '../../kernel/address.ts';
import { canonicalJson, sortedBy } from '../../kernel/canonical.ts';
import { type Diagnostic, error } from '../../kernel/diagnostic.ts';
import { type Outcome, outcome } from '../../kernel/outcome.ts';
import { datasourcesOf } from '../grafana-dashboard/datasources.ts';
import { reachedByApi, type SharedPanel, sharedPanels } from '../grafana-dashboard/library.ts';
import { drawnPanel } from '../grafana-dashboard/panel.ts';
import type { CompileInput, Draft } from '../kind.ts';
import type { LibraryPanelContent } from './wire.ts';

/** One file per shared panel, where Grafana's library can be filled. */
export function compileLibraryPanels(input: CompileInput): Outcome<readonly Draft<LibraryPanelContent>[]> {
  if (!input.environment.servers.grafana) return outcome([]);
  const groups = groupByUid(sharedPanels(input.derived));
  const diagnostics = [...[...groups.values()].flatMap(clashes), ...sameNames([...groups.values()].map(([first]) => first))];
  return outcome(reachedByApi(input) ? libraryDrafts(input) : [], diagnostics);
}

/** Each panel of the library once. */
export function libraryDrafts({ derived }: CompileInput): readonly Draft<LibraryPanelContent>[] {
  return sortedBy([...groupByUid(sharedPanels(derived)).values()].map(draftOf), ({ path }) => path);
}

type Group = [SharedPanel, ...SharedPanel[]];

function groupByUid(all: readonly SharedPanel[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const one of all) {
    const group = groups.get(one.library.uid);
    if (group) group.push(one);
    else groups.set(one.library.uid, [one]);
  }
  return groups;
}

function draftOf(group: Group): Draft<LibraryPanelContent> {
  const content = contentOf(group[0]);
  const from = [...new Set(group.map(({ board }) => board.address))].sort() as Address[];
  return { path: `grafana/library-panels/${content.uid}.json`, content, from };
}

function contentOf({ panel, library, board }: SharedPanel): LibraryPanelContent {
  const { uid, name, folder } = library;
  return { uid, name, folderUid: folder.uid, kind: 1, model: drawnPanel(panel, datasourcesOf(board)) };
}

/** The library keeps one: boards on which it would be another would show the first. */
function clashes([first, ...rest]: Group): readonly Diagnostic[] {
  const known = canonicalJson(contentOf(first));
  const differs = rest.filter((one) => canonicalJson(contentOf(one)) !== known);
  return differs.map((one) => {
    const message = `The library panel ${first.library.name} is another on this board than on ${first.board.title}.`;
    return clash(one, first, message, 'write it once, and let all its boards choose data sources by variables of the same names');
  });
}

/** Grafana refuses two panels of one name in one folder. */
function sameNames(all: readonly SharedPanel[]): readonly Diagnostic[] {
  const seen = new Map<string, SharedPanel>();
  return all.flatMap((one) => {
    const key = `${one.library.folder.uid}/${one.library.name}`;
    const first = seen.get(key);
    if (!first) seen.set(key, one);
    const message = `Two library panels of the folder ${one.library.folder.title} are called ${one.library.name}.`;
    return first ? [clash(one, first, message, 'give each a name of its own, or put them into different folders')] : [];
  });
}

function clash({ panel, board }: SharedPanel, first: SharedPanel, message: string, fix: string): Diagnostic {
  const related = [{ at: first.board.address, message: 'the other one', origin: first.panel.origin }];
  return error('dashboard/library-clash', board.address, message, { fix, related, origin: panel.origin });
}
