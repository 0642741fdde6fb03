import { setTimeout as pause } from 'node:timers/promises';
import type { LogSearch } from '../../program.ts';
import { asking, askingOptions, type Question } from '../ask/asking.ts';
import { percent } from '../ask/numbers.ts';
import { countIn } from '../ask/service-names.ts';
import type { CommandKind } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { count } from '../print.ts';
import { columnsOf, jsonOf, rowsOf, textOf } from './logs/lines.ts';
import { searchIn, searchOptions } from './logs/search.ts';

const NEEDS = { engines: ['loki'], definitions: false, since: '1h' } as const;
type Asked = Question<'loki'>;

/** Lines of the declared streams, by what they are and not by how Loki has them. */
export const logsCommand: CommandKind = {
  name: 'logs',
  summary: 'lines by service, level, correlation id or text; as they come; how many by level, service or pattern',
  configure: (command) =>
    searchOptions(askingOptions(command, NEEDS))
      .option('--limit <count>', 'the newest so many lines', '100')
      .option('--follow', 'go on with what comes, until Ctrl+C')
      .option('--stats <by>', 'how many: by level, service, pattern, or any label or field'),
  run: asking(NEEDS, async (question) => {
    const search = await searchIn(question);
    if (typeof search === 'string') return question.refuse(search);
    const limit = countIn(question.invocation.options, 'limit');
    if (typeof limit === 'string') return question.refuse(limit);
    const { follow, stats } = question.invocation.options;
    if (follow === true && stats !== undefined)
      return question.refuse('`--follow` shows lines and `--stats` counts them: write one.');
    if (follow === true) return followed(question, search, limit);
    if (stats === 'pattern') return patterns(question, search, limit);
    return stats === undefined ? listed(question, search, limit) : counted(question, search, String(stats));
  }),
};

async function listed(question: Asked, search: LogSearch, limit: number): Promise<ExitCode> {
  const { logsQuery, readLines } = await import('../../program.ts');
  const { servers, show, span } = question;
  const rows = await rowsOf(await readLines(servers.loki, logsQuery(search), { from: span.from, to: span.to, limit }));
  const more = rows.length === limit ? ` These are the newest: \`--limit\` takes more.` : '';
  const found =
    rows.length === 0 ? await nothing(question, search) : `${count(rows.length, 'line')} since ${span.print(span.from)}.`;
  const ends = { from: span.from.toISOString(), to: span.to.toISOString() };
  return show({ json: { ...ends, lines: rows.map(jsonOf) }, columns: columnsOf(span), rows, summary: `${found}${more}` });
}

interface Counted {
  readonly name: string;
  readonly lines: number;
}

async function counted(question: Asked, search: LogSearch, by: string): Promise<ExitCode> {
  const { servers, show, span } = question;
  if (!/^[A-Za-z_][A-Za-z0-9_.]*$/.test(by))
    return question.refuse(`\`--stats ${by}\` is no label or field. Write level, service, pattern or a name.`);
  const rows = await countsBy(question, search, by);
  const all = rows.reduce((sum, { lines }) => sum + lines, 0);
  const of = (lines: number) => (all === 0 ? null : lines / all);
  return show({
    json: { from: span.from.toISOString(), to: span.to.toISOString(), by, lines: all, counts: rows },
    columns: [
      { name: by, value: ({ name }) => name, text: ({ name }) => name || '(none)' },
      { name: 'lines', value: ({ lines }) => lines, side: 'right' },
      { name: 'share', value: ({ lines }) => of(lines), text: ({ lines }) => percent(of(lines), 1), side: 'right' },
    ],
    rows,
    summary:
      rows.length === 0
        ? await nothing(question, search)
        : `${count(all, 'line')} since ${span.print(span.from)}, at ${servers.loki.url}.`,
  });
}

async function countsBy({ servers, span }: Asked, search: LogSearch, by: string): Promise<Counted[]> {
  const { countQuery, levelLabel } = await import('../../program.ts');
  const label = by === 'level' ? levelLabel(search) : by === 'service' ? 'service_name' : by;
  const answer = await servers.loki.instant(countQuery(search, span.seconds, [label]), span.to);
  const samples = answer.kind === 'samples' ? answer.samples : [];
  const rows = samples.map(({ labels, value }) => ({ name: Object.values(labels)[0] ?? '', lines: value }));
  return rows.sort((a, b) => b.lines - a.lines || (a.name < b.name ? -1 : 1));
}

const MOST_PATTERNS = 5000;

async function patterns(question: Asked, search: LogSearch, limit: number): Promise<ExitCode> {
  const { logsQuery, messageOf, patternsOf, readLines } = await import('../../program.ts');
  const { servers, show, span } = question;
  const wanted = { from: span.from, to: span.to, limit: MOST_PATTERNS };
  const lines = await readLines(servers.loki, logsQuery(search), wanted);
  const found = patternsOf(lines.map(messageOf));
  const newest = lines.length === MOST_PATTERNS ? `the newest ${MOST_PATTERNS} lines` : count(lines.length, 'line');
  return show({
    json: { from: span.from.toISOString(), to: span.to.toISOString(), lines: lines.length, patterns: found.slice(0, limit) },
    columns: [
      { name: 'lines', value: (row) => row.count, side: 'right' },
      {
        name: 'share',
        value: (row) => row.count / lines.length,
        text: (row) => percent(row.count / lines.length, 1),
        side: 'right',
      },
      { name: 'pattern', value: ({ pattern }) => pattern },
    ],
    rows: found.slice(0, limit),
    summary:
      found.length === 0
        ? await nothing(question, search)
        : `${count(found.length, 'pattern')} in ${newest} since ${span.print(span.from)}.`,
  });
}

async function followed(question: Asked, search: LogSearch, limit: number): Promise<ExitCode> {
  const { followLines, logsQuery, readLines } = await import('../../program.ts');
  const { invocation, servers, span } = question;
  const { io, options } = invocation;
  const asJson = options['json'] === true || options['format'] === 'json';
  if (!asJson && options['format'] !== 'table')
    return question.refuse('`--follow` prints lines, or one JSON object each with --json.');
  if (options['to'] !== 'now') return question.refuse('`--follow` has no end: leave --to out.');
  const said = async (lines: Parameters<typeof rowsOf>[0]) => {
    for (const row of await rowsOf(lines)) io.out(asJson ? `${JSON.stringify(jsonOf(row))}\n` : textOf(io, span, row));
  };
  const query = logsQuery(search);
  await said(await readLines(servers.loki, query, { from: span.from, to: span.to, limit }));
  const wait = (milliseconds: number) => pause(milliseconds, undefined, { signal: io.signal });
  try {
    await followLines(servers.loki, query, { from: span.to, signal: io.signal, said, now: () => new Date(), wait });
  } catch (failure) {
    if (!io.signal.aborted) throw failure;
  }
  return EXIT.interrupted;
}

/** Why there may be none: services of which nothing is there are told from lines that are not. */
async function nothing({ servers, span }: Asked, search: LogSearch): Promise<string> {
  const { countQuery, didYouMean } = await import('../../program.ts');
  const everything = { services: [], streams: [], where: [], contains: [] };
  const answer = await servers.loki.instant(countQuery(everything, span.seconds, ['service_name']), span.to);
  const known = answer.kind === 'samples' ? answer.samples.map(({ labels }) => labels['service_name'] ?? '').sort() : [];
  const since = `since ${span.print(span.from)}`;
  if (known.length === 0) return `There are no lines of any service ${since}.`;
  const missing = search.services.find((name) => !known.includes(name));
  if (missing === undefined) return `No line is like that ${since}. There are lines of ${known.slice(0, 10).join(', ')}.`;
  const hint = didYouMean(missing, known);
  return `There are no lines of ${missing} ${since}${hint === undefined ? `, only of ${known.slice(0, 10).join(', ')}.` : `: ${hint}`}`;
}
