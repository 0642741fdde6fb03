import type { Expr } from '../../../query/promql/tree.ts';
import type { Rule } from '../../rule.ts';
import { bare, findingAt } from '../query/parts.ts';
import { writtenAlertQueries } from './written-alerts.ts';

export const alwaysFires: Rule = {
  code: 'alert/always-fires',
  severity: 'error',
  about: 'alert',
  why: 'An alert fires for every series the query gives, also where its value is 0; `or vector(0)` gives one at every evaluation, so the alert never ends.',
  bad: 'promql`sum(rate(${errors}[5m])) > 1 or vector(0)`',
  good: 'promql`(sum(rate(${errors}[5m])) or vector(0)) > 1`',
  *run(input) {
    for (const one of writtenAlertQueries(input)) {
      const whole = bare(one.expr);
      if (whole.kind !== 'binary' || whole.op !== 'or' || ![whole.left, whole.right].some(isVector)) continue;
      const message = `${one.alert.name} never ends: \`or\` adds a value where nothing else does.`;
      yield findingAt(alwaysFires, one, whole.span, message, { fix: 'put the `or` in parentheses, and compare what it gives' });
    }
  },
};

function isVector(side: Expr): boolean {
  const expr = bare(side);
  return expr.kind === 'call' && expr.func === 'vector';
}
