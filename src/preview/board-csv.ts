import type { Dashboard, Panel } from '../model/dashboard.ts';
import type { BoardSeen, Grid, PanelSeen } from './seen.ts';

const COLUMNS = ['section', 'panel', 'series', 'unit', 'time', 'value'];
/** A spreadsheet would take a text that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** What a board's panels were answered with: a line for each value, and for each line of a log. https://www.rfc-editor.org/rfc/rfc4180 */
export function boardCsv({ sections }: Dashboard, { grid, panels }: BoardSeen): string {
  const rows = sections.flatMap(({ title, panels: inside }) =>
    inside.flatMap((panel) => rowsOf(panel, panels.get(panel.key), grid).map((row) => [title, panel.title, ...row])),
  );
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

type Row = readonly (string | number)[];

function rowsOf({ unit }: Panel, seen: PanelSeen | undefined, grid: Grid): Row[] {
  const values = (seen?.series ?? []).flatMap(({ name, values: all }) =>
    all.flatMap((value, index): Row[] => (value === null ? [] : [[name, unit, timeAt(seen?.grid ?? grid, index), value]])),
  );
  return [...values, ...(seen?.lines ?? []).map((line): Row => ['', '', '', line])];
}

function timeAt({ from, stepSeconds }: Grid, index: number): string {
  return new Date((from + index * stepSeconds) * 1000).toISOString();
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
