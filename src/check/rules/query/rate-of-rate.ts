import type { Expr } from '../../../query/promql/tree.ts';
import type { Rule } from '../../rule.ts';
import { bare, findingAt, partsOf, type RecordedExpressions, recordedExpressions, writtenQueries } from './parts.ts';
import { valueParts } from './value-parts.ts';

const COUNTS = new Set(['rate', 'irate', 'increase']);

export const rateOfRate: Rule = {
  code: 'promql/rate-of-rate',
  severity: 'error',
  about: 'query',
  why: 'A rate goes up and down; the rate of a rate takes each fall for a restart of the process and adds it up, so a falling load shows as a rising one.',
  bad: 'promql`max by (route) (rate(sum by (route) (rate(${requests}[5m]))[1h:1m])) > 1`;',
  good: 'promql`max by (route) (deriv(sum by (route) (rate(${requests}[5m]))[1h:1m])) > 1`;',
  *run(input) {
    const recorded = recordedExpressions(input.derived);
    for (const query of writtenQueries(input)) {
      for (const part of partsOf(query.expr)) {
        if (part.kind !== 'call' || !COUNTS.has(part.func)) continue;
        const inner = part.args.map((arg) => rateIn(arg, recorded)).find((found) => found !== undefined);
        if (inner === undefined) continue;
        yield findingAt(rateOfRate, query, part.span, `${part.func}() is taken of ${inner}, which is a rate already.`, {
          fix: 'average it: avg_over_time(…), or use deriv() for how it changes',
        });
      }
    }
  },
};

/** The rate whose values a range holds: of a subquery, or of a series that was recorded. */
function rateIn(arg: Expr, recorded: RecordedExpressions): string | undefined {
  const range = bare(arg);
  if (range.kind === 'subquery') return rateOver(range.expr);
  if (range.kind !== 'matrix') return undefined;
  const { name = '' } = range.selector;
  const expr = recorded.get(name);
  return expr && rateOver(expr) !== undefined ? `the recorded ${name}` : undefined;
}

function rateOver(expr: Expr): string | undefined {
  const call = valueParts(expr).find((part) => part.kind === 'call' && COUNTS.has(part.func));
  return call?.kind === 'call' ? `${call.func}(…)` : undefined;
}
