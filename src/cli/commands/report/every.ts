import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { countIn, namesIn, unknownService } from '../../ask/service-names.ts';
import { spanBetween } from '../../ask/span.ts';
import { EXIT, type ExitCode } from '../../exit.ts';
import { type Asked, gathered } from './gathered.ts';

/** Shorter ones would overlap with the making of them. */
const SHORTEST_MS = 300_000;

/** A report for each period as it ends, three files each, until it is interrupted or has made as many as were asked for. */
export async function everyPeriod(question: Asked): Promise<ExitCode> {
  const { describeFailure, OutsideFailure, reportPeriods } = await import('../../../program.ts');
  const { io } = question.invocation;
  const asked = await askedIn(question);
  if (typeof asked === 'string') return question.refuse(asked);
  const { everyMs, folder, most } = asked;
  await mkdir(folder, { recursive: true });
  const failed = (failure: unknown) => {
    if (!(failure instanceof OutsideFailure)) throw failure;
    io.err(`${describeFailure(failure)}. It is tried again in a minute.\n`);
  };
  const periods = {
    everyMs,
    most,
    signal: io.signal,
    report: (period: { readonly from: Date; readonly to: Date }) => reportOf(question, folder, period),
    ...(most === undefined ? { failed } : {}),
  };
  await reportPeriods(periods, { now: () => new Date(), wait: (milliseconds) => waitOr(io.signal, milliseconds) });
  return io.signal.aborted ? EXIT.interrupted : EXIT.done;
}

interface Every {
  readonly everyMs: number;
  readonly folder: string;
  readonly most: number | undefined;
}

async function askedIn({ derived, invocation }: Asked): Promise<Every | string> {
  const { parseDuration } = await import('../../../program.ts');
  const { options } = invocation;
  const { every, html, into, json, markdown, periods } = options;
  if (every === undefined || into === undefined) return 'Reports of each period want both: --every 24h --into FOLDER.';
  if (markdown !== undefined || html !== undefined || json === true)
    return '`--every` writes its own files into --into: leave --markdown, --html and --json out.';
  const everyMs = parseDuration(String(every));
  if (everyMs === undefined || everyMs < SHORTEST_MS) return `\`--every ${every}\` is no duration of 5m at least. Write '24h'.`;
  const most = periods === undefined ? undefined : countIn(options, 'periods');
  if (typeof most === 'string') return most;
  const unknown = await unknownService(derived, namesIn(options['service']));
  return unknown ?? { everyMs, most, folder: resolve(invocation.io.cwd, String(into)) };
}

async function reportOf(
  question: Asked,
  folder: string,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<void> {
  const { periodName, reportCsv, reportHtml, reportMarkdown, reportRows } = await import('../../../program.ts');
  const { invocation } = question;
  const span = spanBetween(question.span, from, to);
  const data = await gathered({ ...question, span });
  if (typeof data === 'string') throw new Error('checked before');
  const rows = reportRows(data);
  const frame = { title: String(invocation.options['title']), period: `${span.print(from)} to ${span.print(to)}` };
  const name = periodName({ from, to });
  const forms = { md: reportMarkdown(frame, rows), html: reportHtml(frame, rows), csv: reportCsv(rows) };
  for (const [ending, text] of Object.entries(forms)) await writeAtOnce(join(folder, `${name}.${ending}`), text);
  question.progress('');
  invocation.io.err(`Wrote ${join(String(invocation.options['into']), name)}.md, .html and .csv.\n`);
}

/** Who reads the folder meanwhile never sees half a file. */
async function writeAtOnce(path: string, text: string): Promise<void> {
  const temporary = `${path}.new`;
  await writeFile(temporary, text);
  await rename(temporary, path);
}

function waitOr(signal: AbortSignal, milliseconds: number): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) return done();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end, { once: true });
  });
}
