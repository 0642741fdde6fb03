import type { AnyHistogram, Of } from '../authored/metric.ts';
import { metricOf } from '../authored/query.ts';
import type { LabelName } from '../authored/vector.ts';
import { duration as milliseconds } from '../kernel/duration.ts';
import type { Duration, Quantity } from '../kernel/literals.ts';
import type { Unit } from '../kernel/unit.ts';
import { printPromql } from '../query/promql/print.ts';
import { authoredAlert } from './authored-alert.ts';
import { duration, labelNames, metricOfKind, needed, quantity, wholeNumber } from './field.ts';
import { inBaseUnit } from './in-base-unit.ts';
import type { AlertKind, AlertOptions, AlertParts, AlertProblem, AlertRule, AlertScope } from './kind.ts';
import { percentileCases } from './percentile-cases.ts';
import { recordAhead, unmarked } from './record-ahead.ts';
import { holdsText, labelsText, nameText, sentence, valueText } from './texts.ts';

export interface PercentileOptions<U extends Unit, M extends AnyHistogram<number, U>> extends AlertOptions {
  /** A histogram, classic or native, or some of its series. */
  readonly of: Of<M>;
  /** 99: ninety-nine of a hundred are at or under it. */
  readonly percentile: number;
  /** A bucket of a classic histogram: a percentile between two buckets is a guess. */
  readonly above: Quantity<NoInfer<U>>;
  /** Take a bound between two buckets too, as if what was observed were spread evenly between them. @default false */
  readonly interpolate?: boolean;
  /** @default '5m' */
  readonly window?: Duration;
  /** Keep the percentile apart for each value of these labels. @default []: one for all */
  readonly by?: readonly LabelName<NoInfer<M>>[];
  /** With fewer in the window it stays quiet. @default as many as one of which is beyond the percentile: 100 for the 99th */
  readonly minCount?: number;
}

/**
 * Fires while a percentile of a histogram is above a bound and enough was observed. Compiles to the recording
 * `level:metric:p99_rate5m` and an alerting rule. What counts as broken is better an objective: `latency` counts events and knows no such guess.
 * https://prometheus.io/docs/practices/histograms/#quantiles
 */
export function percentile<U extends Unit, M extends AnyHistogram<number, U>>(
  options: PercentileOptions<U, M> & { readonly of: Of<M & { readonly unit: U }> },
): AlertRule<'percentile'> {
  return authoredAlert('percentile', options, percentile);
}

interface Settings extends AlertOptions {
  readonly of: Of<AnyHistogram>;
  readonly percentile: number;
  readonly above: number | string;
  readonly interpolate?: boolean;
  readonly window?: Duration;
  readonly by?: readonly string[];
  readonly minCount?: number;
}

export const percentileKind: AlertKind<Settings> = {
  form: 'percentile',
  fields: {
    of: needed(metricOfKind('histogram')),
    percentile: needed({
      fits: (value) => typeof value === 'number' && value > 0 && value < 100,
      wanted: '50, 95, 99 or another number above 0 and below 100',
    }),
    above: needed(quantity),
    interpolate: { fits: (value) => typeof value === 'boolean', wanted: 'true or false' },
    window: duration,
    by: labelNames,
    minCount: wholeNumber,
  },
  problems: (options) => {
    const { buckets } = histogramOf(options);
    const bound = Number(inBaseUnit(options.above));
    const last = buckets.at(-1);
    if (last === undefined || (bound < last && (options.interpolate || buckets.includes(bound)))) return [];
    return [noBucket(options, buckets, bound)];
  },
  parts: percentileParts,
};

function percentileParts(options: Settings, scope: AlertScope): AlertParts {
  const { of, window = '5m', by = [], above } = options;
  const seconds = milliseconds(window) / 1000;
  const bound = inBaseUnit(above);
  const minCount = options.minCount ?? Math.ceil(Number((100 / (100 - options.percentile)).toPrecision(9)));
  const share = String(Number((options.percentile / 100).toPrecision(12)));
  const native = histogramOf(options).buckets.length === 0;
  const rateOf = (suffix: '' | '_bucket' | '_count', labels: readonly string[]) =>
    `sum${labels.length === 0 ? '' : ` by (${labels.join(', ')})`} (rate(${printPromql(scope.context.selector(of, scope.site, suffix))}[${window}]))`;
  const spread = native ? rateOf('', by) : rateOf('_bucket', ['le', ...by]);
  const count = native ? `histogram_count(${rateOf('', by)})` : rateOf('_count', by);
  const level = by.length === 0 ? {} : { level: by.join('_') };
  const recording = recordAhead(`histogram_quantile(${share}, ${spread})`, scope, level);
  const matching = by.length === 0 ? 'and on ()' : `and on (${by.join(', ')})`;
  const name = `the ${options.percentile}th percentile of ${nameText(of, options.name)} over ${window}`;
  return {
    query: scope.context.text(
      `${unmarked(recording.selector, recording)} > ${bound} ${matching} ${count} * ${seconds} >= ${minCount}`,
      scope.site,
    ),
    recordings: [recording],
    summary: sentence(`${name} is above ${above}`),
    description: sentence(`${labelsText(by)}${valueText(metricOf(of).unit)}; the bound is ${above}`),
    numbers: [
      `${sentence(`It fires when ${name} is above ${above}${holdsText(options)}`).replace(/\.\.$/, '.')} With fewer than ${minCount} in ${window} it stays quiet: one of them would be the percentile.`,
    ],
    cases: percentileCases({ options, scope, by, bound: Number(bound), share: Number(share), seconds, minCount }),
  };
}

function histogramOf({ of }: { readonly of: Of<AnyHistogram> }): AnyHistogram {
  return metricOf(of) as AnyHistogram; // the field takes histograms and selections of them alone
}

function noBucket({ above, of }: Settings, buckets: readonly number[], bound: number): AlertProblem {
  const { name } = metricOf(of);
  const lower = buckets.filter((one) => one < bound && one !== buckets.at(-1)).at(-1);
  const upper = buckets.slice(0, -1).find((one) => one > bound);
  const near = [lower, upper].filter((one) => one !== undefined);
  const never = bound >= (buckets.at(-1) ?? 0);
  return {
    code: 'alert/bound-is-no-bucket',
    message: never
      ? `No percentile of ${name} is ever above ${above}: its highest bucket is ${buckets.at(-1)}.`
      : `${above} is no bucket of ${name}, so a percentile near it is a guess.`,
    fix: `write above: ${near.join(' or ') || 'a bucket'}, or add the bucket ${bound}${never ? ' and a higher one' : ''} to the histogram${never ? '' : '; interpolate: true takes the guess'}`,
  };
}
