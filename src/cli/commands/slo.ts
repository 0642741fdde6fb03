import type { Slo } from '../../model/slo.ts';
import type { ReadSlo, SloReport } from '../../program.ts';
import { asking, askingOptions, type Question } from '../ask/asking.ts';
import { lasting, percent, short } from '../ask/numbers.ts';
import type { Column } from '../ask/output.ts';
import type { CommandKind } from '../command.ts';
import type { ExitCode } from '../exit.ts';
import { count } from '../print.ts';
import { unknownName } from '../refuse.ts';

const NEEDS = { engines: ['prometheus'], definitions: true, since: undefined } as const;
type Asked = Question<'prometheus'>;

/** How the objectives stand, by what their rules have recorded. */
export const sloCommand: CommandKind = {
  name: 'slo',
  summary: 'how each objective stands: attained, error budget left, burn rate, when it is spent, the worst hours',
  configure: (command) =>
    askingOptions(command.argument('[slo...]', 'only these: service/name'), NEEDS)
      .option('--service <name>', 'only those of this service')
      .option('--period <duration>', "compliance over this long (default: each objective's own window)"),
  run: asking(NEEDS, async (question) => {
    const { nameOfReport, readSlos } = await import('../../program.ts');
    const { servers, span, show } = question;
    const slos = await meant(question);
    if (typeof slos === 'number') return slos;
    const periodMs = await periodIn(question, slos);
    if (typeof periodMs === 'string') return question.refuse(periodMs);
    const progress = (done: number) => question.progress(`${done} of ${slos.length} objectives …`);
    const read = await readSlos(servers.prometheus, { slos, at: span.to, periodMs, progress });
    const rows = read.flatMap((one) => rowsOf(one, periodMs, nameOfReport));
    return show({
      json: { at: span.to.toISOString(), slos: rows.map(jsonOf) },
      columns: COLUMNS,
      rows,
      more: worstHours(question, rows),
      summary: summaryOf(rows),
    });
  }),
};

interface Row {
  readonly slo: Slo;
  readonly name: string;
  readonly windowMs: number;
  readonly calendar: Slo['calendar'];
  /** undefined where nothing is recorded. */
  readonly report: SloReport | undefined;
  readonly state: 'met' | 'missed' | 'no data';
}

const STYLE = { met: 'green', missed: 'red', 'no data': 'yellow' } as const;

const COLUMNS: readonly Column<Row>[] = [
  { name: 'slo', value: ({ name }) => name },
  { name: 'state', value: ({ state }) => state, style: ({ state }) => STYLE[state] },
  { name: 'objective', value: ({ slo }) => slo.objectiveText, side: 'right' },
  { name: 'window', value: windowOf },
  number('attained', ({ attained }) => attained, percent),
  number('budget_left', ({ remaining }) => remaining, (value) => percent(value, 2)),
  number('minutes_left', ({ minutesLeft }) => minutesLeft, short),
  number('events_left', ({ eventsLeft }) => eventsLeft, short),
  number('burn_rate', ({ burnRate }) => burnRate, short),
  number('spent_in_seconds', ({ exhaustedInSeconds }) => exhaustedInSeconds, lasting),
];

function number(name: string, read: (report: SloReport) => number | undefined, print: (value: number | null) => string): Column<Row> {
  const value = ({ report }: Row) => (report && read(report)) ?? null;
  return { name, value, text: (row) => print(value(row)), side: 'right' };
}

async function meant({ derived, invocation, refuse }: Asked): Promise<readonly Slo[] | ExitCode> {
  const { sloKey } = await import('../../program.ts');
  const { slos = [], services = [] } = derived?.estate ?? {};
  const { service } = invocation.options;
  const names = services.map(({ name }) => name);
  if (service !== undefined && !names.includes(String(service)))
    return refuse(await unknownName('service', String(service), names));
  const keys = slos.map(sloKey);
  const stranger = invocation.args.find((key) => !keys.includes(key));
  if (stranger !== undefined) return refuse(await unknownName('SLO', stranger, keys));
  const chosen = slos.filter((slo) => service === undefined || slo.service.name === service);
  return invocation.args.length === 0 ? chosen : chosen.filter((slo) => invocation.args.includes(sloKey(slo)));
}

/** Milliseconds; undefined where none was asked for; what is wrong with it. */
async function periodIn({ invocation }: Asked, slos: readonly Slo[]): Promise<number | undefined | string> {
  const { parseDuration, shortestPeriodMs, sloKey } = await import('../../program.ts');
  const { period } = invocation.options;
  if (period === undefined) return undefined;
  const periodMs = parseDuration(String(period));
  if (!periodMs) return `\`--period ${period}\` is no duration. Write '24h' or '7d'.`;
  const finer = slos.find((slo) => shortestPeriodMs(slo) > periodMs);
  if (!finer) return periodMs;
  return `\`--period ${period}\` is shorter than what ${sloKey(finer)} records (${lasting(shortestPeriodMs(finer) / 1000)}).`;
}

function rowsOf({ slo, reports }: ReadSlo, periodMs: number | undefined, nameOf: (slo: Slo, report: SloReport) => string): Row[] {
  const of = { slo, windowMs: periodMs ?? slo.windowMs, calendar: periodMs === undefined ? slo.calendar : undefined };
  if (reports.length === 0) return [{ ...of, name: `${slo.service.name}/${slo.name}`, report: undefined, state: 'no data' }];
  return reports.map((report) => {
    const state = report.met === undefined ? 'no data' : report.met ? 'met' : 'missed';
    return { ...of, name: nameOf(slo, report), report, state };
  });
}

function windowOf({ windowMs, calendar }: Row): string {
  return calendar ? `this ${calendar.unit}` : lasting(windowMs / 1000);
}

function jsonOf(row: Row): object {
  const { slo, report, state, windowMs, calendar } = row;
  const { attained, met, remaining, minutesLeft, eventsLeft, burnRate, exhaustedInSeconds } = report ?? {};
  const known = { attained, met, remaining, minutesLeft, eventsLeft, burnRate, exhaustedInSeconds };
  return {
    slo: `${slo.service.name}/${slo.name}`,
    group: report?.group ?? {},
    state,
    objective: slo.objectiveText,
    windowSeconds: windowMs / 1000,
    calendar: calendar?.unit ?? null,
    ...Object.fromEntries(Object.entries(known).map(([name, value]) => [name, value ?? null])),
    worstHours: (report?.worstHours ?? []).map(({ untilSeconds, badEvents, errorRatio, spent }) => ({
      until: new Date(untilSeconds * 1000).toISOString(),
      badEvents,
      errorRatio: errorRatio ?? null,
      spent: spent ?? null,
    })),
  };
}

/** Of what was asked for by name, or has missed its objective. */
function worstHours({ span, invocation }: Asked, rows: readonly Row[]): string {
  const told = rows.filter(({ state }) => invocation.args.length > 0 || state === 'missed');
  return told
    .flatMap(({ name, report }) => {
      const hours = report?.worstHours ?? [];
      if (hours.length === 0) return [];
      const lines = hours.map(
        ({ untilSeconds, badEvents, errorRatio, spent }) =>
          `  ${span.print(new Date((untilSeconds - 3600) * 1000))}  ${short(badEvents)} bad, ${percent(errorRatio, 2)} of the hour, ${percent(spent, 2)} of the budget`,
      );
      return [`Worst hours of ${name}:`, ...lines];
    })
    .map((line) => `${line}\n`)
    .join('');
}

function summaryOf(rows: readonly Row[]): string {
  if (rows.length === 0) return 'The definitions have no SLO.';
  const of = (state: Row['state']) => rows.filter((row) => row.state === state).length;
  const parts = (['met', 'missed', 'no data'] as const).flatMap((state) => (of(state) > 0 ? [`${of(state)} ${state}`] : []));
  const known = rows.flatMap(({ name, report }) => (report?.remaining === undefined ? [] : [{ name, left: report.remaining }]));
  const [least] = known.toSorted((a, b) => a.left - b.left);
  const said = `${count(rows.length, 'objective')}: ${parts.join(', ')}.`;
  if (!least) return `${said} No error budget is recorded: are the rules deployed, and are there events?`;
  return `${said} Least budget: ${least.name}, ${percent(least.left, 2)} left.`;
}
