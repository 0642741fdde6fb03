import { METHODS } from './methods.ts';
import { NOTHING, type Score, together } from './score.ts';
import { DAY_MINUTES, JUDGED_FROM, LENGTH, PATTERNS } from './synthetic.ts';

/** What was measured, by `keyOf`. */
export type Measured = Readonly<Record<string, Score>>;

const JUDGED_DAYS = (LENGTH - JUDGED_FROM) / DAY_MINUTES;

/** Method by pattern, as docs/alerting-anomalies.md shows it. */
export function tableOf(measured: Measured): string {
  const rows = Object.entries(METHODS).map(([name, { says }]) => [
    `\`${says}\``,
    ...PATTERNS.map((pattern) => cellOf(measured, name, pattern)),
  ]);
  const head = ['', ...PATTERNS];
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function cellOf(measured: Measured, method: string, pattern: string): string {
  const scores = Object.entries(measured).flatMap(([key, score]) => (key.startsWith(`${method} ${pattern} `) ? [score] : []));
  const { incidents, detected, delays, falseAlarms } = scores.reduce((sum, one) => together([sum, one]), NOTHING);
  const perWeek = (falseAlarms * 7) / (JUDGED_DAYS * scores.length);
  const quiet = `${Number(perWeek.toPrecision(2))} false a week`;
  if (incidents === 0) return quiet;
  const delay = delays[Math.floor(delays.length / 2)];
  const precision = detected + falseAlarms === 0 ? '–' : percent(detected / (detected + falseAlarms));
  return `${percent(detected / incidents)} / ${precision}${delay === undefined ? '' : `, ${delay} min`}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
