import type { PreviewBoard } from './boards.ts';
import { html } from './escape.ts';

/** How many panels of a board answered with what. */
export function seenCounts(board: PreviewBoard): { readonly empty: number; readonly failed: number } {
  const states = board.sections.flatMap(({ panels }) => panels.map(({ seen }) => seen?.state));
  const count = (state: string) => states.filter((one) => one === state).length;
  return { empty: count('empty'), failed: count('failed') };
}

/** The panels that showed nothing when their servers were asked. */
export function seenList(boards: readonly PreviewBoard[]): string {
  const rows = boards.flatMap((board) =>
    board.sections.flatMap(({ panels }) =>
      panels.flatMap(({ title, seen }) =>
        seen === undefined || seen.state === 'data'
          ? []
          : [
              `<tr><td><span class="tag ${seen.state}">${seen.state}</span></td><td><a href="#board/${encodeURIComponent(board.id)}">${html(board.title)}</a></td><td>${html(title)}</td><td>${html(seen.message)}</td></tr>`,
            ],
      ),
    ),
  );
  if (rows.length === 0) return '<p>Every panel showed something.</p>';
  return `<table><thead><tr><th>state</th><th>board</th><th>panel</th><th>why</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}
