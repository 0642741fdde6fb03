import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenAlerts, writtenLabels } from './written-alerts.ts';

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/ (`external_labels`) */
export const externalLabel: Rule = {
  code: 'alert/external-label',
  severity: 'error',
  about: 'alert',
  why: 'Prometheus adds its external labels only where the alert has none of that name: this one says every alert comes from one place, whichever Prometheus has sent it, and routes and inhibitions by that label go wrong.',
  bad: `alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`\${queue} > 100\`,
  labels: { cluster: 'us1' },
  summary: 'A queue is long.',
});`,
  good: `alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`\${queue} > 100\`,
  summary: 'A queue is long.',
});`,
  *run({ derived }) {
    for (const alert of writtenAlerts(derived)) {
      for (const [label, value] of Object.entries(writtenLabels(alert))) {
        const other = derived.estate.environments.find(({ labels }) => (labels[label] ?? value) !== value);
        if (!other) continue;
        const message = `${alert.name} says ${label}=${JSON.stringify(value)}, but ${other.name} is ${JSON.stringify(other.labels[label])}.`;
        yield finding(externalLabel, alert, message, {
          fix: `leave ${label} out: each environment adds its own`,
          related: [{ at: other.address, message: 'the environment is here', origin: other.origin }],
        });
      }
    }
  },
};
