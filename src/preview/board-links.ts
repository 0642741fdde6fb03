import { byText } from '../kernel/canonical.ts';
import type { PreviewBoard } from './boards.ts';
import { html } from './escape.ts';
import { seenCounts } from './seen-list.ts';

/** The boards by folder; what the search looks through besides titles is on the link. */
export function boardLinks(boards: readonly PreviewBoard[]): string {
  const folders = [...new Set(boards.map(({ folder }) => folder))].sort(byText);
  return folders
    .map((name) => {
      const links = boards.filter(({ folder }) => folder === name).map(linkOf);
      return `<details open><summary>${html(name)}</summary><ul class="boards">${links.join('')}</ul></details>`;
    })
    .join('\n');
}

function linkOf(board: PreviewBoard): string {
  const words = board.sections.flatMap(({ panels }) => panels.map(({ title }) => title)).join('\n');
  const { empty, failed } = seenCounts(board);
  const tags = [
    ...(board.change === undefined ? [] : [tag(board.change, board.change)]),
    ...(empty > 0 ? [tag('empty', `${empty} empty`)] : []),
    ...(failed > 0 ? [tag('failed', `${failed} failed`)] : []),
  ];
  return `<li data-words="${html(words)}"><a href="#board/${encodeURIComponent(board.id)}">${html(board.title)}${tags.join('')}</a></li>`;
}

function tag(name: string, text: string): string {
  return ` <span class="tag ${name}">${text}</span>`;
}
