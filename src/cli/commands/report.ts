import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ReportData, ReportRow } from '../../program.ts';
import { asking, askingOptions, type Question } from '../ask/asking.ts';
import { namesIn, unknownService } from '../ask/service-names.ts';
import type { CommandKind } from '../command.ts';
import type { ExitCode } from '../exit.ts';

const NEEDS = { engines: ['prometheus'], definitions: true, since: '7d' } as const;
/** Slices of the period: enough to see a trend, few enough to compute each pair of them. */
const SLICES = 48;
const STYLE: Readonly<Record<string, 'red' | 'green'>> = { missed: 'red', degrading: 'red', met: 'green', improving: 'green' };

export const reportCommand: CommandKind = {
  name: 'report',
  summary: 'a period on a page: objectives, performance, usage, health, and which way each goes',
  configure: (command) =>
    askingOptions(command, NEEDS)
      .option('--service <names...>', 'only these services')
      .option('--title <text>', 'what it is called', 'Service report')
      .option('--markdown <file>', 'write it as Markdown')
      .option('--html <file>', 'write it as one page with charts'),
  run: asking(NEEDS, told),
};

async function told(question: Question<'prometheus'>): Promise<ExitCode> {
  const { gatherReport, printReportValue, reportRows, reportSummary, shortestPeriodMs } = await import('../../program.ts');
  const { derived, invocation, progress, scrapeSeconds, servers, show, span } = question;
  const names = namesIn(invocation.options['service']);
  const unknown = await unknownService(derived, names);
  if (unknown !== undefined) return question.refuse(unknown);
  const { services = [], slos = [] } = derived?.estate ?? {};
  const meant = (name: string) => names.length === 0 || names.includes(name);
  const stepSeconds = span.step(SLICES, scrapeSeconds * 4);
  const data = await gatherReport(servers.prometheus, {
    services: services.filter(({ name }) => meant(name)),
    // an objective that records less often than the period is long has nothing to say about it
    slos: slos.filter((slo) => meant(slo.service.name) && shortestPeriodMs(slo) <= span.seconds * 1000),
    from: span.from,
    to: span.to,
    stepSeconds,
    progress,
  });
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

async function written({ invocation, span }: Question<'prometheus'>, rows: readonly ReportRow[]): Promise<void> {
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
