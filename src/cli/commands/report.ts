import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ReportData, ReportRow } from '../../program.ts';
import { asking, askingOptions } from '../ask/asking.ts';
import type { CommandKind } from '../command.ts';
import type { ExitCode } from '../exit.ts';
import { everyPeriod } from './report/every.ts';
import { type Asked, gathered } from './report/gathered.ts';

const NEEDS = { engines: ['prometheus'], definitions: true, since: '7d' } as const;
const STYLE: Readonly<Record<string, 'red' | 'green'>> = { missed: 'red', degrading: 'red', met: 'green', improving: 'green' };

export const reportCommand: CommandKind = {
  name: 'report',
  summary: 'a period on a page: objectives, performance, usage, health, and which way each goes',
  configure: (command) =>
    askingOptions(command, NEEDS)
      .option('--service <names...>', 'only these services')
      .option('--title <text>', 'what it is called', 'Service report')
      .option('--markdown <file>', 'write it as Markdown')
      .option('--html <file>', 'write it as one page with charts')
      .option('--every <duration>', 'one report for each period of so long, as it ends, until it is interrupted')
      .option('--into <folder>', 'where those go: Markdown, a page and CSV for each period')
      .option('--periods <count>', 'end after so many; 1: the last one that is over, for cron'),
  run: asking(NEEDS, told),
};

async function told(question: Asked): Promise<ExitCode> {
  const { every, into, periods } = question.invocation.options;
  if (every !== undefined || into !== undefined || periods !== undefined) return everyPeriod(question);
  const data = await gathered(question);
  if (typeof data === 'string') return question.refuse(data);
  return shown(question, data);
}

async function shown(question: Asked, data: ReportData): Promise<ExitCode> {
  const { printReportValue, reportRows, reportSummary } = await import('../../program.ts');
  const { show, span } = question;
  const rows = reportRows(data);
  await written(question, rows);
  return show({
    json: jsonOf(data, rows),
    columns: [
      { name: 'section', value: ({ section }) => section },
      { name: 'service', value: ({ service }) => service },
      { name: 'what', value: ({ what }) => what },
      { name: 'value', value: ({ value }) => value, text: printReportValue, side: 'right' },
      { name: 'unit', value: ({ unit }) => unit },
      { name: 'objective', value: ({ objective }) => objective, side: 'right' },
      { name: 'verdict', value: ({ verdict }) => verdict, style: ({ verdict }) => STYLE[verdict] },
    ],
    rows,
    summary: rows.length === 0 ? `Nothing was measured since ${span.print(span.from)}.` : reportSummary(rows),
  });
}

async function written({ invocation, span }: Asked, rows: readonly ReportRow[]): Promise<void> {
  const { reportHtml, reportMarkdown } = await import('../../program.ts');
  const { io, options } = invocation;
  const frame = { title: String(options['title']), period: `${span.print(span.from)} to ${span.print(span.to)}` };
  const forms = [
    { file: options['markdown'], text: () => reportMarkdown(frame, rows) },
    { file: options['html'], text: () => reportHtml(frame, rows) },
  ];
  for (const { file, text } of forms) {
    if (file === undefined) continue;
    const path = resolve(io.cwd, String(file));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text());
    io.err(`Wrote ${String(file)}.\n`);
  }
}

function jsonOf({ from, stepSeconds, to }: ReportData, rows: readonly ReportRow[]): object {
  const plain = rows.map((row) => ({ ...row, values: row.values.map((value) => value ?? null) }));
  return { from: from.toISOString(), to: to.toISOString(), stepSeconds, rows: plain };
}
