import type { LogExpr } from '../authored/log.ts';
import type { LabelName, UnitOf } from '../authored/vector.ts';
import type { Duration, Quantity } from '../kernel/literals.ts';
import type { Measured } from '../sli/measured.ts';
import { authoredAlert } from './authored-alert.ts';
import { type Bounds, boundFields, boundOf, boundProblems } from './bound.ts';
import { boundCases } from './bound-cases.ts';
import { feedOfText } from './feed.ts';
import { choice, duration, labelNames, measuredOrLogs, needed } from './field.ts';
import type { AlertKind, AlertOptions, AlertParts, AlertProblem, AlertRule, AlertScope } from './kind.ts';
import { operandOf } from './operand.ts';
import { forMsOf, holdsText, labelsText, nameText, sentence, seriesLabelsIn, setting, unitIn, valueText } from './texts.ts';

type OverTime = 'avg' | 'sum' | 'min' | 'max' | 'count';
type OverSeries = 'avg' | 'sum' | 'min' | 'max' | 'count';

type Common<M> = AlertOptions & {
  /** Over time first, each series by itself. A query is recorded ahead, and its answers are looked at. @default none: the value of the moment */
  readonly window?: Duration;
  /** What becomes of the window. @default 'avg' */
  readonly overTime?: OverTime;
  /** Over all series. @default none: one alert for each series */
  readonly aggregate?: OverSeries;
  /** Keep the series apart by these labels while they are aggregated. @default []: one value for all */
  readonly by?: readonly LabelName<NoInfer<M>>[];
};

export type ThresholdOptions<M extends Measured> = Common<M> & { readonly of: M } & Bounds<Quantity<UnitOf<NoInfer<M>>>>;
export type LogThresholdOptions = Omit<Common<never>, 'by' | 'window' | 'overTime'> & {
  /** A metric query in LogQL, which holds its own window: count_over_time, rate, a number out of lines by `unwrap`. */
  readonly of: LogExpr;
  readonly by?: readonly string[];
} & Bounds<number>;

/**
 * Fires while a measurement is beyond a bound, which is written in the metric's own unit; `above` and `below` leave the bound itself out.
 * Compiles to a Prometheus alerting rule with tests of the bound, or a Loki one where `of` is LogQL, and to a recording where a query is
 * looked at over a window. https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
export function threshold<M extends Measured>(options: ThresholdOptions<M> | LogThresholdOptions): AlertRule<'threshold'> {
  return authoredAlert('threshold', options, threshold);
}

type Settings = AlertOptions &
  Bounds<number | string> & {
    readonly of: Measured | LogExpr;
    readonly window?: Duration;
    readonly overTime?: OverTime;
    readonly aggregate?: OverSeries;
    readonly by?: readonly string[];
  };

export const thresholdKind: AlertKind<Settings> = {
  form: 'threshold',
  fields: {
    of: needed(measuredOrLogs),
    window: duration,
    overTime: choice('avg', 'sum', 'min', 'max', 'count'),
    aggregate: choice('avg', 'sum', 'min', 'max', 'count'),
    by: labelNames,
    ...boundFields,
  },
  problems: (options) => [...boundProblems(options), ...settingProblems(options)],
  parts: (options, scope) =>
    options.of.kind === 'log-expr' ? ofLogs(options, options.of, scope) : ofMetrics(options, options.of, scope),
};

function settingProblems({ of, window, overTime, aggregate, by }: Settings): AlertProblem[] {
  return [
    ...(by !== undefined && aggregate === undefined
      ? [setting('`by` keeps series apart that nothing puts together.', "write aggregate: 'sum' too, or leave `by` out")]
      : []),
    ...(overTime !== undefined && window === undefined
      ? [setting('`overTime` is of no window.', "write window: '5m' too, or leave `overTime` out")]
      : []),
    ...(window !== undefined && of.kind === 'log-expr'
      ? [
          setting(
            '`window` is of no use to LogQL, whose queries hold their own.',
            'write it in the query: logql`count_over_time(${lines}[5m])`',
          ),
        ]
      : []),
  ];
}

function ofMetrics(options: Settings, of: Measured, scope: AlertScope): AlertParts {
  const { window, overTime = 'avg' } = options;
  const bound = boundOf(options);
  const operand = operandOf(of, window && { window, func: `${overTime}_over_time` }, scope);
  const what = `${bound.word} ${bound.shown}`;
  return {
    query: scope.context.text(`${aggregated(options, operand.text)} ${bound.operator} ${bound.text}`, scope.site),
    recordings: operand.recordings,
    ...textsOf(options, of),
    cases: boundCases(feedOfText(aggregated(options, operand.whole)), bound.operator, bound.number, forMsOf(options), what),
  };
}

function ofLogs(options: Settings, of: LogExpr, { context, site }: AlertScope): AlertParts {
  const { operator, text } = boundOf(options);
  const query = context.logql(of, site);
  const over = options.aggregate === undefined ? `(${query.text})` : aggregated(options, query.text);
  return { query: { ...query, text: `${over} ${operator} ${text}` }, ...textsOf(options, of) };
}

function aggregated({ aggregate, by = [] }: Settings, text: string): string {
  if (aggregate === undefined) return text;
  return by.length === 0 ? `${aggregate}(${text})` : `${aggregate} by (${by.join(', ')}) (${text})`;
}

const WORDS: Readonly<Record<OverTime, string>> = { avg: 'average', sum: 'sum', min: 'lowest', max: 'highest', count: 'number' };

function textsOf(options: Settings, of: Measured | LogExpr): Pick<AlertParts, 'summary' | 'description' | 'numbers'> {
  const { window, overTime = 'avg', aggregate, by } = options;
  const { word, shown } = boundOf(options);
  const series =
    aggregate === undefined ? '' : `the ${WORDS[aggregate]} over ${by?.length ? `each ${by.join(', ')}` : 'all series'} of `;
  const time = window === undefined ? '' : `the ${WORDS[overTime]} over ${window} of `;
  const measured = `${series}${time}${nameText(of, options.name)}`;
  const unit = aggregate === 'count' || overTime === 'count' ? 'count' : unitIn(of);
  return {
    summary: sentence(`${measured} is ${word} ${shown}`),
    description: sentence(
      `${labelsText(aggregate === undefined ? seriesLabelsIn(of) : (by ?? []))}${valueText(unit)}; the bound is ${shown}`,
    ),
    numbers: [`It fires when ${measured} is ${word} ${shown}${holdsText(options)}`],
  };
}
