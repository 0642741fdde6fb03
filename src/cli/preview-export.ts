import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Built, Snapshot } from '../program.ts';
import { directoryOf, type Invocation } from './command.ts';
import { count } from './print.ts';

type Boards = Built['derived']['dashboards'];

/** The boards `--board` names by uid, title or name, or all; undefined where there is none of that name. */
export function boardsToExport({ options }: Invocation, boards: Boards): Boards | undefined {
  const { board } = options;
  if (board === undefined) return boards;
  const found = boards.filter(({ uid, title, name }) => [uid, title, name].includes(String(board)));
  return found.length === 0 ? undefined : found;
}

interface Exported {
  readonly derived: Built['derived'];
  readonly boards: Boards;
  readonly snapshot: Snapshot | undefined;
  /** The page, absolute. */
  readonly page: string;
}

/** Of each board its JSON as Grafana's API takes it, its data as CSV where a target was asked, and a picture where there is a browser. */
export async function exportBoards(invocation: Invocation, { derived, boards, snapshot, page }: Exported): Promise<void> {
  const { boardCsv, classicDashboard } = await import('../program.ts');
  const { io, options } = invocation;
  const folder = resolve(directoryOf(invocation), String(options['export']));
  await mkdir(folder, { recursive: true });
  const left: string[] = snapshot ? [] : ['CSV (without --target values are made up)'];
  for (const board of boards) {
    await writeFile(join(folder, `${board.uid}.json`), classicDashboard(board, derived));
    const seen = snapshot?.boards.get(board.uid);
    if (seen) await writeFile(join(folder, `${board.uid}.csv`), boardCsv(board, seen));
  }
  if (!(await writePictures(invocation, { folder, boards, page }))) left.push('PNG (no Chromium or Chrome is on the PATH)');
  io.err(
    `Exported ${count(boards.length, 'board')} to ${relative(io.cwd, folder)}${left.length === 0 ? '' : `, without ${left.join(' and ')}`}.\n`,
  );
}

/** Whether there is a browser to make them. */
async function writePictures(
  { io }: Invocation,
  { folder, boards, page }: { readonly folder: string; readonly boards: Boards; readonly page: string },
): Promise<boolean> {
  const { boardPictures, findChromium } = await import('../program.ts');
  const program = await findChromium({ env: io.env });
  if (program === undefined) return false;
  const sandbox = process.getuid?.() !== 0; // Chromium refuses root a sandbox
  const uids = boards.map(({ uid }) => uid);
  for (const { board, png } of await boardPictures(program, pathToFileURL(page).href, uids, { sandbox })) {
    await writeFile(join(folder, `${board}.png`), png);
  }
  return true;
}
