import type { QueryContext, Site } from '../authored/context.ts';
import { type AnyRecording, type Expr, metricOf, type Recorded } from '../authored/expr.ts';
import type { AnyGauge } from '../authored/metric.ts';
import type { Selection } from '../authored/selection.ts';
import { parseDecimal, printDecimal } from '../kernel/decimal.ts';
import { parseDuration } from '../kernel/duration.ts';
import type { Quantity } from '../kernel/literals.ts';
import { parseBytes, type Unit } from '../kernel/unit.ts';
import { printPromql } from '../query/promql/print.ts';
import { authoredAlert } from './authored-alert.ts';
import { choice, measured, needed, quantity } from './field.ts';
import type { AlertKind, AlertOptions, AlertRule } from './kind.ts';

/** What can be held against a number: a gauge, a recording, or a query. */
export type Measured<U extends Unit> = AnyGauge<U> | Selection<AnyGauge<U>> | AnyRecording<U> | Recorded<U> | Expr<U>;
type Beyond<Q> = { readonly above: Q; readonly below?: never } | { readonly below: Q; readonly above?: never };

export type ThresholdOptions<U extends Unit> = AlertOptions & {
  readonly of: Measured<U>;
  /** Over all series. @default none: one alert for each series */
  readonly aggregate?: 'avg' | 'max' | 'min' | 'sum';
} & Beyond<Quantity<NoInfer<U>>>;

/** Fires while a measurement is beyond a bound, which is written in the metric's own unit. Compiles to a Prometheus alerting rule. */
export function threshold<U extends Unit>(options: ThresholdOptions<U>): AlertRule<'threshold'> {
  return authoredAlert('threshold', options, threshold);
}

export const thresholdKind: AlertKind<ThresholdOptions<Unit>> = {
  form: 'threshold',
  fields: {
    of: needed(measured),
    aggregate: choice('avg', 'max', 'min', 'sum'),
    above: quantity,
    below: quantity,
  },
  parts: (options, { context, site }) => {
    const text = textOf(options.of, context, site);
    const over = options.aggregate === undefined ? text : `${options.aggregate}(${text})`;
    return { query: context.text(`${over} ${bound(options)}`, site) };
  },
};

export function textOf(of: Measured<Unit>, context: QueryContext, site: Site): string {
  if (of.kind === 'expr') return `(${context.promql(of, site).text})`;
  if (of.kind === 'recording' || of.kind === 'recorded') return context.promql(of, site).text;
  return printPromql(context.selector(of.kind === 'selection' ? of : metricOf(of), site));
}

function bound(options: ThresholdOptions<Unit>): string {
  return options.above === undefined ? `< ${inBaseUnit(options.below ?? 0)}` : `> ${inBaseUnit(options.above)}`;
}

/** `'15m'` → 900, `'5GiB'` → 5368709120, `'85%'` → 0.85. The type has matched the form to the unit. */
export function inBaseUnit(quantity: number | string): string {
  if (typeof quantity === 'number') return String(quantity);
  const milliseconds = parseDuration(quantity);
  if (milliseconds !== undefined) return String(milliseconds / 1000);
  const share = parseDecimal(quantity);
  if (share !== undefined) return printDecimal(share);
  return String(parseBytes(quantity) ?? quantity);
}
