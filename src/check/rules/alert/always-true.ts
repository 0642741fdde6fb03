import { operatorShape } from '../../../query/promql/operators.ts';
import { ALERT_SERIES } from '../../../query/promql/series.ts';
import type { Expr } from '../../../query/promql/tree.ts';
import { childrenOf } from '../../../query/promql/visit.ts';
import type { Rule } from '../../rule.ts';
import { bare, conditionsOf, findingAt, recordedExpressions } from '../query/parts.ts';
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

/** Whether there are moments at which it answers nothing although the series are there. */
function isConditional(of: Expr, recorded: ReadonlyMap<string, Expr>): boolean {
  const expr = bare(of);
  if (expr.kind === 'binary') {
    if (expr.op === 'or') return isConditional(expr.left, recorded) && isConditional(expr.right, recorded);
    const { kind } = operatorShape(expr.op);
    if (kind === 'set' || (kind === 'comparison' && !expr.bool)) return true;
  }
  if (expr.kind === 'call' && /^absent/.test(expr.func)) return true;
  if (expr.kind !== 'vector') return childrenOf(expr).some((child) => isConditional(child, recorded));
  if (ALERT_SERIES.has(expr.name ?? '')) return true;
  const rule = recorded.get(expr.name ?? '');
  return rule !== undefined && isConditional(rule, recorded);
}

function hasBool(expr: Expr): boolean {
  return (expr.kind === 'binary' && expr.bool) || childrenOf(expr).some(hasBool);
}
