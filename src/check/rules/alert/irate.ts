import { visit } from '../../../query/promql/visit.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenAlertQueries } from './written-alerts.ts';

const LAST_TWO = new Set(['irate', 'idelta']);

/** https://prometheus.io/docs/prometheus/latest/querying/functions/#irate */
export const irate: Rule = {
  code: 'alert/irate',
  severity: 'warning',
  about: 'alert',
  why: 'It looks at the last two samples only: one quiet scrape ends the condition and `for` begins anew, one busy scrape pages. The window written behind it smooths nothing.',
  bad: `alert({
  service: checkout,
  name: 'CheckoutsFail',
  severity: 'warning',
  when: promql\`sum(irate(\${errors}[5m])) > 1\`,
  for: '10m',
  summary: 'Checkouts fail.',
});`,
  good: `alert({
  service: checkout,
  name: 'CheckoutsFail',
  severity: 'warning',
  when: promql\`sum(rate(\${errors}[5m])) > 1\`,
  for: '10m',
  summary: 'Checkouts fail.',
});`,
  *run(input) {
    for (const { alert, expr, query } of writtenAlertQueries(input)) {
      const found = callsIn(expr);
      for (const { func, span } of found) {
        const better = func === 'irate' ? 'rate' : 'delta';
        yield finding(irate, alert, `${func} reads the last two samples of its window, whatever the window.`, {
          fix: `write ${better}(…)`,
          excerpt: { text: query.text, ...span },
        });
      }
    }
  },
};

function callsIn(expr: Parameters<typeof visit>[0]) {
  const found: { readonly func: string; readonly span: { readonly from: number; readonly to: number } }[] = [];
  visit(expr, (node) => {
    if (node.kind === 'call' && LAST_TWO.has(node.func)) found.push(node);
  });
  return found;
}
