import { operatorShape } from '../../../query/promql/operators.ts';
import type { Binary, Expr } from '../../../query/promql/tree.ts';
import { selectorsOf, visit } from '../../../query/promql/visit.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { Rule } from '../../rule.ts';
import { findingAt, useOf } from '../query/parts.ts';
import { writtenAlertQueries } from './written-alerts.ts';

export const ratioOfTwoJobs: Rule = {
  code: 'alert/ratio-of-two-jobs',
  severity: 'warning',
  about: 'alert',
  why: 'Two jobs are scraped at different moments and restart at different times. For one evaluation the two sides do not belong together, and without `for` that one evaluation pages.',
  bad: `const taken = counter({ name: 'orders_taken_total', help: 'Orders taken from the queue.' });
const worker = service({ name: 'worker', owner: payments, metrics: [taken], scrape: { port: 9465 } });
const alone = alert({
  service: worker,
  name: 'OrdersLeft',
  severity: 'warning',
  when: promql\`sum(rate(\${taken}[5m])) / sum(rate(\${requests}[5m])) < 0.5\`,
  summary: 'Orders are left in the queue.',
});`,
  good: `const taken = counter({ name: 'orders_taken_total', help: 'Orders taken from the queue.' });
const worker = service({ name: 'worker', owner: payments, metrics: [taken], scrape: { port: 9465 } });
const alone = alert({
  service: worker,
  name: 'OrdersLeft',
  severity: 'warning',
  when: promql\`sum(rate(\${taken}[5m])) / sum(rate(\${requests}[5m])) < 0.5\`,
  for: '5m',
  summary: 'Orders are left in the queue.',
});`,
  *run(input) {
    for (const one of writtenAlertQueries(input)) {
      const found = one.alert.forMs > 0 ? undefined : ofTwoJobs(one);
      if (!found) continue;
      const message = `${found.op} joins ${found.left} with ${found.right}, which are scraped apart, and there is no \`for\`.`;
      yield findingAt(ratioOfTwoJobs, one, found.span, message, { fix: "write for: '5m'" });
    }
  },
};

interface Join {
  readonly op: string;
  readonly left: string;
  readonly right: string;
  readonly span: Binary['span'];
}

function ofTwoJobs(query: AnalysedQuery): Join | undefined {
  let found: Join | undefined;
  visit(query.expr, (node) => {
    if (found || node.kind !== 'binary' || operatorShape(node.op).kind === 'set') return;
    const [left, right] = [jobsIn(node.left, query), jobsIn(node.right, query)];
    if (left.length === 0 || right.length === 0 || left.some((job) => right.includes(job))) return;
    found = { op: node.op, left: left.join(', '), right: right.join(', '), span: node.span };
  });
  return found;
}

/** The jobs whose series are read; empty where one of them is not known. */
function jobsIn(expr: Expr, query: AnalysedQuery): string[] {
  const jobs = selectorsOf(expr).map((selector) => {
    const pinned = selector.matchers.find(({ label, op }) => label === 'job' && op === '=');
    return pinned ? [pinned.value] : (useOf(query, selector)?.metric?.jobs ?? []);
  });
  return jobs.some((one) => one.length === 0) ? [] : [...new Set(jobs.flat())].sort();
}
