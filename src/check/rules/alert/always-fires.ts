import type { Expr } from '../../../query/promql/tree.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenAlertQueries } from './written-alerts.ts';

export const alwaysFires: Rule = {
  code: 'alert/always-fires',
  severity: 'error',
  about: 'alert',
  why: 'An alert fires for every series the query gives, also where its value is 0; `or vector(0)` gives one at every evaluation, so the alert never ends.',
  bad: 'promql`sum(rate(${errors}[5m])) > 1 or vector(0)`',
  good: 'promql`(sum(rate(${errors}[5m])) or vector(0)) > 1`',
  *run(input) {
    for (const { alert, expr, query } of writtenAlertQueries(input)) {
      const whole = bare(expr);
      if (whole.kind !== 'binary' || whole.op !== 'or' || ![whole.left, whole.right].some(isVector)) continue;
      yield finding(alwaysFires, alert, `${alert.name} never ends: \`or\` adds a value where nothing else does.`, {
        fix: 'put the `or` in parentheses, and compare what it gives',
        excerpt: { text: query.text, ...whole.span },
      });
    }
  },
};

function isVector(side: Expr): boolean {
  const expr = bare(side);
  return expr.kind === 'call' && expr.func === 'vector';
}

function bare(expr: Expr): Expr {
  return expr.kind === 'paren' ? bare(expr.expr) : expr;
}
