import type { FileChange } from './changes.ts';

export type PanelMark = 'new' | 'changed';

/** What a comparison with a commit says about a board and its panels. */
export interface BoardMarks {
  readonly board: PanelMark | undefined;
  readonly differs: readonly string[];
  /** By title, the only name Grafana's JSON keeps. */
  readonly panels: ReadonlyMap<string, { readonly mark: PanelMark; readonly differs: readonly string[] }>;
}

/** The marks of one board: environments may differ, so all that is said of any of them. */
export function marksOf(uid: string, changes: readonly FileChange[]): BoardMarks {
  const about = changes.filter((one) => one.uid === uid && one.action !== 'removed');
  const created = about.some(({ action }) => action === 'created');
  const said = about.flatMap(({ differences }) => differences);
  const titles = new Set(said.flatMap(({ panel, action, text }) => (panel === undefined || isGone(action, text) ? [] : [panel])));
  const panels = [...titles].map((title) => {
    const own = said.filter(({ panel }) => panel === title);
    const isNew = own.some(({ action, text }) => action === 'add' && text === 'new');
    return [title, { mark: isNew ? 'new' : 'changed', differs: unique(own.map(({ text }) => text)) }] as const;
  });
  const ofBoard = said.filter(({ panel, action, text }) => panel === undefined || isGone(action, text));
  return {
    board: created ? 'new' : about.length > 0 ? 'changed' : undefined,
    differs: unique(ofBoard.map(({ of, text }) => (of === '' ? text : `${of}: ${text}`))),
    panels: new Map(panels),
  };
}

function isGone(action: string, text: string): boolean {
  return action === 'remove' && text === 'gone';
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
