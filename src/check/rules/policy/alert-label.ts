import { finding } from '../../finding.ts';
import { canCarry } from '../../routing/alert-labels.ts';
import type { Rule } from '../../rule.ts';
import { writtenAlerts } from '../alert/written-alerts.ts';

export const alertLabel: Rule = {
  code: 'policy/alert-label',
  severity: 'error',
  about: 'alert',
  why: 'Your house rules need the label on every alert: what routes, counts or forwards by it drops the alert that has lost it, and nobody is told.',
  bad: `const houseRules = policy({ alerts: { labels: ['queue'] } });
const long = alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`sum(\${queue}) > 100\`,
  summary: 'The queues are long.',
});`,
  good: `const houseRules = policy({ alerts: { labels: ['queue'] } });
const long = alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`sum by (queue) (\${queue}) > 100\`,
  summary: 'A queue is long.',
});`,
  *run({ derived, alerts }) {
    const written = new Set(writtenAlerts(derived));
    for (const { alertLabels } of derived.estate.policies) {
      for (const labels of alerts.filter(({ alert }) => written.has(alert))) {
        for (const label of alertLabels.filter((one) => !canCarry(labels, one))) {
          yield finding(alertLabel, labels.alert, `${labels.alert.name} never carries the label ${label}.`, {
            fix: `keep it in the query: by (${label}, …), or add it: labels: { ${label}: '…' }`,
          });
        }
      }
    }
  },
};
