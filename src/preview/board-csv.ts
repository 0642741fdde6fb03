import { csvOf } from '../kernel/csv.ts';
import type { Dashboard, Panel } from '../model/dashboard.ts';
import type { BoardSeen, Grid, PanelSeen } from './seen.ts';

const COLUMNS = ['section', 'panel', 'series', 'unit', 'time', 'value'];

/** What a board's panels were answered with: a line for each value, and for each line of a log. */
export function boardCsv({ sections }: Dashboard, { grid, panels }: BoardSeen): string {
  const rows = sections.flatMap(({ title, panels: inside }) =>
    inside.flatMap((panel) => rowsOf(panel, panels.get(panel.key), grid).map((row) => [title, panel.title, ...row])),
  );
  return csvOf(COLUMNS, rows);
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
