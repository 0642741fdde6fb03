import { csvOf } from '../../kernel/csv.ts';
import type { Invocation } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import type { Io } from '../io.ts';
import { json, styled } from '../print.ts';

export const FORMATS = ['table', 'summary', 'json', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** One column, of a table for people and of a CSV for machines. */
export interface Column<Row> {
  /** As the CSV names it; the table has spaces for underscores. */
  readonly name: string;
  readonly value: (row: Row) => string | number | null;
  /** What the table says; without it the value. */
  readonly text?: (row: Row) => string;
  readonly style?: (row: Row) => Parameters<typeof styled>[1] | undefined;
  readonly side?: 'right';
}

/** What a command found out, in every form it can be asked for. */
export interface Findings<Row> {
  readonly json: object;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** One or a few lines that say what it comes to; below the table too. */
  readonly summary: string;
  /** Instead of the table, where it says more. */
  readonly chart?: string;
  /** Between the table and the summary: explanations. */
  readonly more?: string;
}

export function showFindings<Row>({ io }: Invocation, format: Format, findings: Findings<Row>): ExitCode {
  io.out(printers[format](io, findings));
  return EXIT.done;
}

const printers: Record<Format, <Row>(io: Io, findings: Findings<Row>) => string> = {
  json: (_, findings) => json(findings.json),
  csv: (_, { columns, rows }) =>
    csvOf(
      columns.map(({ name }) => name),
      rows.map((row) => columns.map(({ value }) => value(row))),
    ),
  summary: (_, { summary }) => `${summary}\n`,
  table: (io, findings) => {
    const table = findings.chart ?? (findings.rows.length > 0 ? tableOf(io, findings) : '');
    const parts = [table, findings.more ?? '', `${findings.summary}\n`];
    return parts.filter((part) => part !== '').join('\n');
  },
};

function tableOf<Row>(io: Io, { columns, rows }: Findings<Row>): string {
  const cells = rows.map((row) => columns.map((column) => shown(column, row)));
  const widths = columns.map(({ name }, at) => Math.max(name.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const pad = (text: string, at: number) =>
    columns[at]?.side === 'right'
      ? text.padStart(widths[at] ?? 0)
      : text.padEnd(at === columns.length - 1 ? 0 : (widths[at] ?? 0));
  const head = columns.map(({ name }, at) => styled(io, 'bold', pad(name.replaceAll('_', ' '), at)));
  const lines = rows.map((row, index) =>
    columns.map(({ style }, at) => inStyle(io, style?.(row), pad(cells[index]?.[at] ?? '', at))),
  );
  return [head, ...lines].map((line) => `${line.join('  ').trimEnd()}\n`).join('');
}

function inStyle(io: Io, style: Parameters<typeof styled>[1] | undefined, text: string): string {
  return style === undefined ? text : styled(io, style, text);
}

function shown<Row>({ value, text }: Column<Row>, row: Row): string {
  const said = text ? text(row) : String(value(row) ?? '–');
  return printable(said);
}

/** What servers say may hold anything: nothing of it moves the cursor. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (one) => (one === '\n' ? '⏎' : one === '\t' ? ' ' : '�'));
}
