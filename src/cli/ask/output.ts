import { csvOf } from '../../kernel/csv.ts';
import type { Invocation } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import type { Io } from '../io.ts';
import { json, styled } from '../print.ts';
import { printable } from '../printable.ts';
import type { Terminal } from '../terminal.ts';

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

export async function showFindings<Row>({ io, options }: Invocation, format: Format, findings: Findings<Row>): Promise<ExitCode> {
  const { terminal } = io;
  if (terminal && format === 'table') {
    if (options['interactive'] === true && findings.rows.length > 0) return browsed(io, terminal, findings);
    const text = printers.table(io, findings);
    const isLong = text.split('\n').length > terminal.rows;
    if (isLong && options['pager'] !== false && (await terminal.page(text))) return EXIT.done;
  }
  io.out(printers[format](io, findings));
  return EXIT.done;
}

async function browsed<Row>(io: Io, terminal: Terminal, findings: Findings<Row>): Promise<ExitCode> {
  const [head = '', ...rows] = tableLines(io, findings);
  const left = await terminal.browse({ head, rows, summary: findings.summary });
  if (left === 'interrupted') return EXIT.interrupted;
  if (left !== 'left') io.out([head, ...left].map((line) => `${line}\n`).join(''));
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
    const table =
      findings.chart ??
      (findings.rows.length > 0
        ? tableLines(io, findings)
            .map((line) => `${line}\n`)
            .join('')
        : '');
    const parts = [table, findings.more ?? '', `${findings.summary}\n`];
    return parts.filter((part) => part !== '').join('\n');
  },
};

/** A column is padded no further: one long text would make every line as long. */
const WIDEST = 200;

/** Spread over arguments, many cells would not fit on the stack. */
function widestOf(texts: readonly string[]): number {
  return texts.reduce((widest, { length }) => Math.max(widest, length), 0);
}

/** Names first, then a line for each row. */
function tableLines<Row>(io: Io, { columns, rows }: Findings<Row>): string[] {
  const cells = rows.map((row) => columns.map((column) => shown(column, row)));
  const heads = columns.map(({ name }) => printable(name.replaceAll('_', ' ')));
  const widths = heads.map((head, at) => Math.min(WIDEST, widestOf([head, ...cells.map((row) => row[at] ?? '')])));
  const pad = (text: string, at: number) =>
    columns[at]?.side === 'right'
      ? text.padStart(widths[at] ?? 0)
      : text.padEnd(at === columns.length - 1 ? 0 : (widths[at] ?? 0));
  const head = heads.map((name, at) => styled(io, 'bold', pad(name, at)));
  const lines = rows.map((row, index) =>
    columns.map(({ style }, at) => inStyle(io, style?.(row), pad(cells[index]?.[at] ?? '', at))),
  );
  return [head, ...lines].map((line) => line.join('  ').trimEnd());
}

function inStyle(io: Io, style: Parameters<typeof styled>[1] | undefined, text: string): string {
  return style === undefined ? text : styled(io, style, text);
}

function shown<Row>({ value, text }: Column<Row>, row: Row): string {
  const said = text ? text(row) : String(value(row) ?? '–');
  return printable(said);
}
