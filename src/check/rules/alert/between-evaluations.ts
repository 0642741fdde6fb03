import { printDuration } from '../../../kernel/duration.ts';
import type { AlertRule } from '../../../model/alert.ts';
import { type Evaluation, evaluationsOf } from '../../evaluations.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenAlertQueries } from './written-alerts.ts';

export const holdUnderInterval: Rule = {
  code: 'alert/hold-under-interval',
  severity: 'warning',
  about: 'alert',
  why: 'Prometheus looks at an alert only when it evaluates the rule. A `for` shorter than the interval asks for two evaluations in a row, whatever it says; a shorter `cooldown` keeps the alert for one whole interval.',
  bad: `alert({
  service: checkout, name: 'OrdersWait', severity: 'warning', when: promql\`\${queue} > 100\`, for: '10s',   // evaluated every 30s
  summary: 'Orders wait.', runbook: { impact: 'Customers get no confirmation.', steps: ['Look at the queue.'] },
})`,
  good: `alert({
  service: checkout, name: 'OrdersWait', severity: 'warning', when: promql\`\${queue} > 100\`, for: '1m',
  summary: 'Orders wait.', runbook: { impact: 'Customers get no confirmation.', steps: ['Look at the queue.'] },
})`,
  *run(input) {
    const evaluations = evaluationsOf(input.derived);
    for (const { alert } of writtenAlertQueries(input)) {
      for (const { field, ms } of holdsOf(alert)) {
        const slower = evaluations(alert).find(({ intervalMs }) => ms > 0 && ms < intervalMs);
        if (slower === undefined) continue;
        const message = `${field} is ${printDuration(ms)}, but the rule is evaluated every ${every(slower)}.`;
        yield finding(holdUnderInterval, alert, message, {
          fix: `write ${field}: '${printDuration(2 * slower.intervalMs)}', or leave it out`,
        });
      }
    }
  },
};

export const holdBetweenEvaluations: Rule = {
  code: 'alert/hold-between-evaluations',
  severity: 'info',
  about: 'alert',
  why: 'An alert fires at an evaluation. A `for` that is no multiple of the interval waits until the next one, so the page comes later than the text of the rule says.',
  bad: `alert({
  service: checkout, name: 'OrdersWait', severity: 'warning', when: promql\`\${queue} > 100\`, for: '100s',   // evaluated every 30s
  summary: 'Orders wait.', runbook: { impact: 'Customers get no confirmation.', steps: ['Look at the queue.'] },
})`,
  good: `alert({
  service: checkout, name: 'OrdersWait', severity: 'warning', when: promql\`\${queue} > 100\`, for: '2m',
  summary: 'Orders wait.', runbook: { impact: 'Customers get no confirmation.', steps: ['Look at the queue.'] },
})`,
  *run(input) {
    const evaluations = evaluationsOf(input.derived);
    for (const { alert } of writtenAlertQueries(input)) {
      const { forMs } = alert;
      const odd = evaluations(alert).find(({ intervalMs }) => forMs > intervalMs && forMs % intervalMs !== 0);
      if (odd === undefined) continue;
      const real = Math.ceil(forMs / odd.intervalMs) * odd.intervalMs;
      const message = `for is ${printDuration(forMs)}, but evaluated every ${every(odd)} it fires after ${printDuration(real)}.`;
      yield finding(holdBetweenEvaluations, alert, message, { fix: `write for: '${printDuration(real)}'` });
    }
  },
};

function every({ intervalMs, environment }: Evaluation): string {
  return `${printDuration(intervalMs)} in ${environment.name}`;
}

/** As the author names them. */
function holdsOf({ forMs, keepFiringForMs }: AlertRule) {
  return [
    { field: 'for', ms: forMs },
    { field: 'cooldown', ms: keepFiringForMs },
  ];
}
