import type { Expr, VectorSelector } from '../../../query/promql/tree.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { Rule } from '../../rule.ts';
import { finiteBounds } from './histogram-reads.ts';
import { bare, findingAt, partsOf, thresholdOf, useOf, writtenQueries } from './parts.ts';
import { valueParts } from './value-parts.ts';

/** A mean this many times the highest bucket is no slow day: it is another unit. */
const FAR = 30;

export const thresholdInMilliseconds: Rule = {
  code: 'promql/threshold-in-milliseconds',
  severity: 'warning',
  about: 'query',
  why: 'Prometheus measures in seconds. Somebody who writes 500 and means milliseconds has an alert for requests of eight minutes: it never fires.',
  bad: 'promql`sum(rate(http_request_duration_seconds_sum[5m])) / sum(rate(http_request_duration_seconds_count[5m])) > 500`;',
  good: "promql`sum(rate(http_request_duration_seconds_sum[5m])) / sum(rate(http_request_duration_seconds_count[5m])) > ${'500ms'}`;",
  *run(input) {
    for (const query of writtenQueries(input)) {
      for (const part of partsOf(query.expr)) {
        const threshold = thresholdOf(part);
        const top = threshold && meanOf(threshold.of, query);
        if (threshold === undefined || top === undefined || threshold.value < FAR * top) continue;
        const message = `A mean in seconds is compared with ${threshold.value}, and the highest bucket of the histogram is ${top} seconds.`;
        yield findingAt(thresholdInMilliseconds, query, part.span, message, {
          fix: `if ${threshold.value} are milliseconds, write \${'${threshold.value}ms'} or ${threshold.value / 1000}`,
        });
      }
    }
  },
};

/** The highest bucket of the histogram whose sum is divided by its count. */
function meanOf(of: Expr, query: AnalysedQuery): number | undefined {
  const expr = bare(of);
  if (expr.kind !== 'binary' || expr.op !== '/') return undefined;
  const [sum, count] = [observed(expr.left, '_sum', query), observed(expr.right, '_count', query)];
  if (sum === undefined || sum !== count || sum.unit !== 'seconds') return undefined;
  return finiteBounds(sum).at(-1);
}

function observed(of: Expr, suffix: string, query: AnalysedQuery) {
  const [selector, ...others] = valueParts(of).filter((part): part is VectorSelector => part.kind === 'vector');
  const use = useOf(query, selector);
  return others.length === 0 && use?.seriesName.endsWith(suffix) ? use.metric : undefined;
}
