import type { Slo } from '../../../model/slo.ts';
import type { ReadSlo, TrendingReport } from '../../../program.ts';
import type { Question } from '../../ask/asking.ts';
import { events, lasting, percent, short } from '../../ask/numbers.ts';
import type { Column } from '../../ask/output.ts';
import { TREND_STYLE } from '../../ask/trend.ts';
import { count } from '../../print.ts';

/** An objective, or one group of it, as it is shown. */
export interface Row {
  readonly slo: Slo;
  readonly name: string;
  readonly windowMs: number;
  readonly calendar: Slo['calendar'];
  /** undefined where nothing is recorded. */
  readonly report: TrendingReport | undefined;
  readonly state: 'met' | 'missed' | 'within budget' | 'no data';
}

const STYLE = { met: 'green', missed: 'red', 'within budget': 'yellow', 'no data': 'yellow' } as const;

export const SLO_COLUMNS: readonly Column<Row>[] = [
  { name: 'slo', value: ({ name }) => name },
  { name: 'state', value: ({ state }) => state, style: ({ state }) => STYLE[state] },
  { name: 'objective', value: ({ slo }) => slo.objectiveText, side: 'right' },
  { name: 'window', value: windowOf },
  number('attained', ({ attained }) => attained, percent),
  number('measured_seconds', ({ measuredSeconds }) => measuredSeconds, lasting),
  number(
    'budget_left',
    ({ remaining }) => remaining,
    (value) => percent(value, 2),
  ),
  number('minutes_left', ({ minutesLeft }) => minutesLeft, short),
  number('events_left', ({ eventsLeft }) => eventsLeft, events),
  {
    name: 'trend',
    value: ({ report }) => report?.trend ?? null,
    style: ({ report }) => report?.trend && TREND_STYLE[report.trend],
  },
  number('burn_rate', ({ burnRate }) => burnRate, short),
  number('spent_in_seconds', ({ exhaustedInSeconds }) => exhaustedInSeconds, lasting),
];

function number(
  name: string,
  read: (report: TrendingReport) => number | undefined,
  print: (value: number | null) => string,
): Column<Row> {
  const value = ({ report }: Row) => (report && read(report)) ?? null;
  return { name, value, text: (row) => print(value(row)), side: 'right' };
}

export function rowsOf(
  { slo, reports }: ReadSlo,
  periodMs: number | undefined,
  { nameOfReport: nameOf, stateOf }: Pick<typeof import('../../../program.ts'), 'nameOfReport' | 'stateOf'>,
): Row[] {
  const of = { slo, windowMs: periodMs ?? slo.windowMs, calendar: periodMs === undefined ? slo.calendar : undefined };
  if (reports.length === 0) return [{ ...of, name: `${slo.service.name}/${slo.name}`, report: undefined, state: 'no data' }];
  return reports.map((report) => ({ ...of, name: nameOf(slo, report), report, state: stateOf(report) }));
}

function windowOf({ windowMs, calendar }: Row): string {
  return calendar ? `this ${calendar.unit}` : lasting(windowMs / 1000);
}

export function jsonOf(row: Row): object {
  const { slo, report, state, windowMs, calendar } = row;
  const { attained, measuredSeconds, met, remaining, minutesLeft, eventsLeft, burnRate, exhaustedInSeconds, trend } =
    report ?? {};
  const known = { attained, measuredSeconds, met, remaining, minutesLeft, eventsLeft, burnRate, exhaustedInSeconds, trend };
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
export function worstHours({ span, invocation }: Question<'prometheus'>, rows: readonly Row[]): string {
  const told = rows.filter(({ state }) => invocation.args.length > 0 || state === 'missed');
  return told
    .flatMap(({ name, report }) => {
      const hours = report?.worstHours ?? [];
      if (hours.length === 0) return [];
      const lines = hours.map(
        ({ untilSeconds, badEvents, errorRatio, spent }) =>
          `  ${span.print(new Date((untilSeconds - 3600) * 1000))}  ${events(badEvents)} bad, ${percent(errorRatio, 2)} of the hour, ${percent(spent, 2)} of the budget`,
      );
      return [`Worst hours of ${name}:`, ...lines];
    })
    .map((line) => `${line}\n`)
    .join('');
}

export function summaryOf(rows: readonly Row[], stretchSeconds: number): string {
  if (rows.length === 0) return 'The definitions have no SLO.';
  const of = (state: Row['state']) => rows.filter((row) => row.state === state).length;
  const parts = (['met', 'missed', 'within budget', 'no data'] as const).flatMap((state) =>
    of(state) > 0 ? [`${of(state)} ${state}`] : [],
  );
  const known = rows.flatMap(({ name, report }) => (report?.remaining === undefined ? [] : [{ name, left: report.remaining }]));
  const [least] = known.toSorted((a, b) => a.left - b.left);
  const said = `${count(rows.length, 'objective')}: ${parts.join(', ')}.`;
  const early = rows.some(({ report }) => report?.burnRate !== undefined);
  if (!least && early)
    return `${said} Only the burn rate is recorded yet; the rest comes with the first evaluation of the group that counts the window (every ${lasting(stretchSeconds)}).`;
  if (!least) return `${said} No error budget is recorded: are the rules deployed, and are there events?`;
  return `${said} Least budget: ${least.name}, ${percent(least.left, 2)} left.`;
}
