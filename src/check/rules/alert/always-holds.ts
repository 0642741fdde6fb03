import { compare, isComparison } from '../../../query/promql/compare-bounds.ts';
import type { Binary, Expr } from '../../../query/promql/tree.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { Rule } from '../../rule.ts';
import { isConditional } from '../query/is-conditional.ts';
import { bare, conditionsOf, findingAt, recordedExpressions } from '../query/parts.ts';
import { writtenAlertQueries } from './written-alerts.ts';

export const alwaysHolds: Rule = {
  code: 'alert/always-holds',
  severity: 'error',
  about: 'alert',
  why: 'A comparison that every possible value meets takes nothing out: the alert fires for as long as the series exist, or one half of its condition does nothing.',
  bad: 'promql`sum(rate(${errors}[5m])) >= 0`;',
  good: 'promql`sum(rate(${errors}[5m])) > 0`;',
  *run(input) {
    const recorded = recordedExpressions(input.derived);
    for (const query of writtenAlertQueries(input)) {
      for (const part of tests(query.expr)) {
        if (part.kind !== 'binary' || part.bool || !holdsAlways(part, query)) continue;
        // Of what was filtered before, `count(up == 0) > 0` asks whether anything is left.
        if ([part.left, part.right].some((side) => isConditional(side, recorded))) continue;
        const { min, max } = query.analysis.facts.get(part.left)?.bounds ?? {};
        const message = `This holds for every value there can be: the left side goes from ${min} to ${max}.`;
        yield findingAt(alwaysHolds, query, part.span, message, {
          fix: 'compare with a number that is between, or leave the comparison out',
        });
      }
    }
  },
};

/** What decides whether it fires. Further in, `>= 0` may be there to take out NaN. */
function tests(expr: Expr): Expr[] {
  return conditionsOf(expr).flatMap((condition) => {
    const inner = bare(condition);
    if (inner.kind !== 'binary' || (inner.op !== 'and' && inner.op !== 'unless')) return [inner];
    return inner.op === 'and' ? [inner.left, inner.right].flatMap(tests) : tests(inner.left);
  });
}

function holdsAlways({ op, left, right }: Binary, { analysis }: AnalysedQuery): boolean {
  const [a, b] = [analysis.facts.get(left), analysis.facts.get(right)];
  // An info metric is 1 and nothing else: to compare it is a way to ask whether it is there.
  if (!a || !b || a.info || b.info || !isComparison(op)) return false;
  return compare(op, { ...a.bounds, nan: false }, { ...b.bounds, nan: false }) === 'always';
}
