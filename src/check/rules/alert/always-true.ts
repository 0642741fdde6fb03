import type { Expr } from '../../../query/promql/tree.ts';
import { childrenOf } from '../../../query/promql/visit.ts';
import type { Rule } from '../../rule.ts';
import { isConditional } from '../query/is-conditional.ts';
import { conditionsOf, findingAt, recordedExpressions } from '../query/parts.ts';
import { writtenAlertQueries } from './written-alerts.ts';

export const alwaysTrue: Rule = {
  code: 'alert/always-true',
  severity: 'error',
  about: 'alert',
  why: 'An alert fires for every series its query answers, whatever the value. `or vector(0)`, a comparison with bool, or a side of `or` without a comparison always answers, so the alert fires from the first minute and for ever.',
  bad: 'promql`sum(rate(${errors}[5m])) > 1 or vector(0)`;',
  good: 'promql`(sum(rate(${errors}[5m])) or vector(0)) > 1`;',
  *run(input) {
    const recorded = recordedExpressions(input.derived);
    for (const query of writtenAlertQueries(input)) {
      const conditions = conditionsOf(query.expr);
      // Where there is only one, promql/alert-without-comparison tells, and a dead man's switch is meant to fire.
      if (conditions.length < 2) continue;
      for (const condition of conditions) {
        if (isConditional(condition, recorded)) continue;
        const why = hasBool(condition) ? ': with bool it gives 0 instead of nothing' : '';
        const message = `This side of or always answers${why}, so the alert always fires.`;
        yield findingAt(alwaysTrue, query, condition.span, message, { fix: fixOf(condition) });
      }
    }
  },
};

function fixOf(condition: Expr): string {
  if (hasBool(condition)) return 'write the comparison without bool';
  if (condition.kind === 'call' && condition.func === 'vector')
    return 'put it where the value is missing, before the comparison: (x or vector(0)) > 1';
  return 'compare it: … > 0';
}

function hasBool(expr: Expr): boolean {
  return (expr.kind === 'binary' && expr.bool) || childrenOf(expr).some(hasBool);
}
