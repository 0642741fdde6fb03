import type { Expr } from '../../../query/promql/tree.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { CheckInput, Rule } from '../../rule.ts';
import { classicHistograms, finiteBounds, histogramRead } from './histogram-reads.ts';
import { findingAt, partsOf, type Threshold, thresholdOf, writtenQueries } from './parts.ts';

export const quantileAboveBuckets: Rule = {
  code: 'promql/quantile-above-buckets',
  severity: 'error',
  about: 'query',
  why: 'A quantile of a classic histogram is never more than its highest finite bound, however slow the requests were: above it the alert cannot fire.',
  bad: "promql`histogram_quantile(0.99, sum by (le) (rate(${latency.bucket}[5m]))) > ${'5s'}`; // the highest bound is 3s",
  good: "promql`histogram_quantile(0.99, sum by (le) (rate(${latency.bucket}[5m]))) > ${'1s'}`;",
  *run(input) {
    for (const query of writtenQueries(input)) {
      for (const part of partsOf(query.expr)) {
        const threshold = thresholdOf(part);
        const top = threshold && highestBound(threshold.of, query, input);
        if (threshold === undefined || top === undefined || !isOutOfReach(threshold, top)) continue;
        const message = `The quantile is never more than ${top}, the highest finite bucket, so it is never ${threshold.op} ${threshold.value}.`;
        yield findingAt(quantileAboveBuckets, query, part.span, message, { fix: fixOf(threshold, top) });
      }
    }
  },
};

function highestBound(of: Expr, query: AnalysedQuery, { catalogue }: CheckInput): number | undefined {
  const read = histogramRead(of);
  if (!read || read.call.func === 'histogram_fraction') return undefined;
  const tops = classicHistograms(read.of, query, catalogue).map((metric) => finiteBounds(metric).at(-1));
  return tops.length > 0 && tops.every((top) => top !== undefined) ? Math.max(...tops) : undefined;
}

function isOutOfReach({ op, value }: Threshold, top: number): boolean {
  if (op === '>') return value >= top;
  return (op === '>=' || op === '==') && value > top;
}

function fixOf({ value }: Threshold, top: number): string {
  const declare = `declare a bucket above ${value}, or compare with less than ${top}`;
  return value / 1000 < top && value >= 100
    ? `if ${value} are milliseconds, write ${value / 1000}; otherwise ${declare}`
    : declare;
}
