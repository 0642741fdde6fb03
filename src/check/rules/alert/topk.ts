import { AGGREGATORS } from '../../../query/promql/functions.ts';
import type { Aggregation, Expr } from '../../../query/promql/tree.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenAlertQueries } from './written-alerts.ts';

export const topk: Rule = {
  code: 'alert/topk',
  severity: 'warning',
  about: 'alert',
  why: 'Which series are among the k changes from one evaluation to the next: the alert of one ends and that of another begins, `for` starts anew, and the same fault resolves and notifies over and over.',
  bad: `alert({
  service: checkout,
  name: 'ManyRequests',
  severity: 'warning',
  when: promql\`topk(3, sum by (route) (rate(\${requests}[5m]))) > 100\`,
  for: '10m',
  summary: 'A route is asked very often.',
});`,
  good: `alert({
  service: checkout,
  name: 'ManyRequests',
  severity: 'warning',
  when: promql\`sum by (route) (rate(\${requests}[5m])) > 100\`,
  for: '10m',
  summary: 'A route is asked very often.',
});`,
  *run(input) {
    for (const { alert, expr, query } of writtenAlertQueries(input)) {
      const picked = picking(expr);
      if (!picked) continue;
      const message = `${picked.op} picks other series at each evaluation, and the alert begins anew with each.`;
      yield finding(topk, alert, message, {
        fix: `compare all series, without ${picked.op}; show the largest on a dashboard`,
        excerpt: { text: query.text, ...picked.span },
      });
    }
  },
};

/** The aggregation that picks the series the alert fires for; one that another aggregation adds up is no matter. */
function picking(expr: Expr): Aggregation | undefined {
  if (expr.kind === 'aggregation') return AGGREGATORS.get(expr.op)?.keepsSeries ? expr : undefined;
  if (expr.kind === 'binary') return picking(expr.left) ?? picking(expr.right);
  if (expr.kind === 'paren' || expr.kind === 'unary') return picking(expr.expr);
  if (expr.kind !== 'call' || expr.func.startsWith('absent')) return undefined;
  return expr.args.map(picking).find((found) => found !== undefined);
}
