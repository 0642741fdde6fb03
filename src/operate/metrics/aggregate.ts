import { aggregate, binary, call, type Matchers, number, range, subquery, vector } from '../../query/promql/build.ts';
import type { Expr, Matcher } from '../../query/promql/tree.ts';
import type { KnownMetric } from './known-metric.ts';

export const AGGREGATIONS = ['avg', 'sum', 'min', 'max', 'count', 'rate', 'p50', 'p95', 'p99'] as const;
export type AggregationName = (typeof AGGREGATIONS)[number] | `p${number}`;

/** What one number of a metric is asked for. */
export interface AggregationQuestion {
  readonly metric: Pick<KnownMetric, 'name' | 'type' | 'native'>;
  readonly aggregation: AggregationName;
  readonly windowMs: number;
  /** Labels that keep their own number. */
  readonly by: readonly string[];
  readonly matchers: readonly Pick<Matcher, 'label' | 'op' | 'value'>[];
}

/** The window rates are taken over, where the extremes of a rate are asked for. */
const RATE_MS = 5 * 60_000;
const PERCENTILE = /^p(\d{1,2}(?:\.\d+)?)$/;

/** `p95` → 0.95; undefined where it is no percentile. */
export function quantileOf(aggregation: string): number | undefined {
  const [, digits] = PERCENTILE.exec(aggregation) ?? [];
  return digits === undefined ? undefined : Number(digits) / 100;
}

export function isAggregation(written: string): written is AggregationName {
  const names: readonly string[] = AGGREGATIONS;
  return names.includes(written) || quantileOf(written) !== undefined;
}

/**
 * The query for it, by the type of the metric: of a histogram the distribution of what was observed in the window; of a counter `sum` and
 * `count` are what it counted, everything else is its rate a second; of a gauge its samples. A text says why there is none.
 */
export function aggregationQuery(question: AggregationQuestion): Expr | string {
  const { type } = question.metric;
  if (type === 'histogram') return question.metric.native ? ofNative(question) : ofBuckets(question);
  if (type === 'summary') return ofSummary(question);
  return type === 'counter' ? ofCounter(question) : ofGauge(question);
}

function ofGauge({ metric, aggregation, windowMs, by, matchers }: AggregationQuestion): Expr | string {
  const samples = range(vector(metric.name, matchers), windowMs);
  const q = quantileOf(aggregation);
  if (q !== undefined) return aggregate('max', { by }, call('quantile_over_time', number(q), samples));
  if (aggregation === 'rate') return aggregate('sum', { by }, call('deriv', samples));
  if (aggregation === 'avg') {
    const [sum, count] = ['sum_over_time', 'count_over_time'].map((over) => aggregate('sum', { by }, call(over, samples)));
    return sum && count ? binary(sum, '/', count) : '';
  }
  if (aggregation === 'sum') return aggregate('sum', { by }, call('avg_over_time', samples));
  const over = aggregation === 'count' ? 'sum' : aggregation;
  return aggregate(over, { by }, call(`${aggregation}_over_time`, samples));
}

function ofCounter({ metric, aggregation, windowMs, by, matchers }: AggregationQuestion): Expr {
  const selector = vector(metric.name, matchers);
  if (aggregation === 'sum' || aggregation === 'count') return aggregate('sum', { by }, call('increase', range(selector, windowMs)));
  if (aggregation === 'avg' || aggregation === 'rate') return aggregate('sum', { by }, call('rate', range(selector, windowMs)));
  const rate = aggregate('sum', { by }, call('rate', range(selector, Math.min(RATE_MS, windowMs))));
  const over = subquery(rate, windowMs, Math.min(RATE_MS, windowMs) / 5);
  const q = quantileOf(aggregation);
  return q === undefined ? call(`${aggregation}_over_time`, over) : call('quantile_over_time', number(q), over);
}

function ofBuckets({ metric, aggregation, windowMs, by, matchers }: AggregationQuestion): Expr {
  const summed = (part: string, over: string, grouping: readonly string[]) =>
    aggregate('sum', { by: grouping }, call(over, range(vector(`${metric.name}${part}`, matchers), windowMs)));
  if (aggregation === 'sum') return summed('_sum', 'increase', by);
  if (aggregation === 'count') return summed('_count', 'increase', by);
  if (aggregation === 'rate') return summed('_count', 'rate', by);
  if (aggregation === 'avg') return binary(summed('_sum', 'increase', by), '/', summed('_count', 'increase', by));
  return call('histogram_quantile', number(shareOf(aggregation)), summed('_bucket', 'rate', ['le', ...by]));
}

function ofNative({ metric, aggregation, windowMs, by, matchers }: AggregationQuestion): Expr {
  const over = (how: string) => aggregate('sum', { by }, call(how, range(vector(metric.name, matchers), windowMs)));
  if (aggregation === 'rate') return call('histogram_count', over('rate'));
  if (aggregation === 'sum' || aggregation === 'count' || aggregation === 'avg')
    return call(`histogram_${aggregation}`, over('increase'));
  return call('histogram_quantile', number(shareOf(aggregation)), over('rate'));
}

/** The bounds of the lowest and the highest bucket that was hit. */
function shareOf(aggregation: AggregationName): number {
  return quantileOf(aggregation) ?? (aggregation === 'min' ? 0 : 1);
}

function ofSummary(question: AggregationQuestion): Expr | string {
  const { metric, aggregation, windowMs, by, matchers } = question;
  const q = quantileOf(aggregation);
  if (q !== undefined) {
    const selector = vector(metric.name, [...matchers, { label: 'quantile', op: '=', value: String(q) }] satisfies Matchers);
    return aggregate('max', { by }, call('max_over_time', range(selector, windowMs)));
  }
  if (aggregation === 'min' || aggregation === 'max')
    return `${metric.name} is a summary: it does not say what its ${aggregation === 'min' ? 'least' : 'greatest'} value was`;
  return ofBuckets(question);
}
