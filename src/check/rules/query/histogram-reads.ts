import { regexTest } from '../../../query/promql/label-values.ts';
import type { Call, Expr, VectorSelector } from '../../../query/promql/tree.ts';
import { selectorsOf } from '../../../query/promql/visit.ts';
import type { MetricCatalogue, MetricShape } from '../../../query/shape.ts';
import type { AnalysedQuery } from '../../queries.ts';
import { useOf } from './parts.ts';

/** A call of a function that reads the buckets of a histogram, and where those come from. */
export interface HistogramRead {
  readonly call: Call;
  /** The argument with the buckets. */
  readonly of: Expr;
}

const BUCKETS_AT: Readonly<Record<string, number>> = { histogram_quantile: 1, histogram_fraction: 2, histogram_quantiles: 0 };

export function histogramRead(part: Expr): HistogramRead | undefined {
  if (part.kind !== 'call' || !Object.hasOwn(BUCKETS_AT, part.func)) return undefined;
  const of = part.args[BUCKETS_AT[part.func] ?? 0];
  return of && { call: part, of };
}

/** The classic histograms whose buckets an expression reads: of one name there may be several, each of its own jobs. */
export function classicHistograms(expr: Expr, query: AnalysedQuery, catalogue: MetricCatalogue): MetricShape[] {
  const found = selectorsOf(expr).flatMap((selector) => {
    const use = useOf(query, selector);
    const names = use?.seriesName === '' ? namesMatching(selector, catalogue) : [use?.seriesName ?? ''];
    const jobs = selector.matchers.filter(({ label }) => label === 'job');
    return names.filter(isBucket).flatMap((name) => {
      const named = jobs.length === 1 && jobs[0]?.op === '=' ? catalogue.find(name, jobs[0].value) : [];
      return named.length > 0 ? named : catalogue.find(name);
    });
  });
  return [...new Set(found)].filter(({ type, native }) => type === 'histogram' && native !== true);
}

function isBucket(name: string): boolean {
  return name.endsWith('_bucket');
}

/** The bucket series that `{__name__=~"a_bucket|b_bucket"}` selects. */
function namesMatching({ matchers }: VectorSelector, { names }: MetricCatalogue): string[] {
  const pattern = matchers.find(({ label, op }) => label === '__name__' && op === '=~');
  const test = pattern && regexTest(pattern.value);
  return test ? names.map((name) => `${name}_bucket`).filter(test) : [];
}

/** The finite bounds, in order. */
export function finiteBounds({ buckets = [] }: MetricShape): number[] {
  return buckets.filter(Number.isFinite).sort((a, b) => a - b);
}
