import type { Expr } from '../../../query/promql/tree.ts';
import type { Rule } from '../../rule.ts';
import { findingAt, numberOf, partsOf, writtenQueries } from './parts.ts';

export const quantileOutOfRange: Rule = {
  code: 'promql/quantile-out-of-range',
  severity: 'error',
  about: 'query',
  why: 'A quantile goes from 0 to 1. For 99 Prometheus answers +Inf and for a negative one -Inf, with no more than a warning nobody reads: an alert fires always, or never.',
  bad: "promql`histogram_quantile(99, sum by (le) (rate(${latency.bucket}[5m]))) > ${'1s'}`;",
  good: "promql`histogram_quantile(0.99, sum by (le) (rate(${latency.bucket}[5m]))) > ${'1s'}`;",
  *run(input) {
    for (const query of writtenQueries(input)) {
      for (const { name, at } of partsOf(query.expr).flatMap(quantilesOf)) {
        const value = numberOf(at);
        if (value === undefined || (value >= 0 && value <= 1)) continue;
        const infinite = value > 1 ? '+Inf' : '-Inf';
        yield findingAt(
          quantileOutOfRange,
          query,
          at.span,
          `${name} of ${value} is always ${infinite}: a quantile goes from 0 to 1.`,
          {
            fix: value > 1 && value < 100 ? `write ${value / 100}` : 'write a number from 0 to 1',
          },
        );
      }
    }
  },
};

interface Asked {
  readonly name: string;
  readonly at: Expr;
}

const FIRST_ARGUMENT = new Set(['histogram_quantile', 'quantile_over_time']);

function quantilesOf(part: Expr): Asked[] {
  if (part.kind === 'aggregation') return part.op === 'quantile' && part.param ? [{ name: part.op, at: part.param }] : [];
  if (part.kind !== 'call') return [];
  const args =
    part.func === 'histogram_quantiles' ? part.args.slice(2) : FIRST_ARGUMENT.has(part.func) ? part.args.slice(0, 1) : [];
  return args.map((at) => ({ name: part.func, at }));
}
