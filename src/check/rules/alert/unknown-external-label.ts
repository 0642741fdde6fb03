import { nearest } from '../../../kernel/nearest.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { labelsRead } from '../../template/reads.ts';
import { alertTemplates } from './templates-of.ts';
import { writtenAlerts } from './written-alerts.ts';

export const unknownExternalLabel: Rule = {
  code: 'alert/unknown-external-label',
  severity: 'error',
  about: 'alert',
  why: 'Prometheus fills in an empty text for an external label it does not have: the notification says "in ." and nobody learns where.',
  bad: `alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`\${queue} > 100\`,
  summary: 'A queue is long.',
  description: 'Queue {{ $labels.queue }} in {{ $externalLabels.region }} is long.',
});`,
  good: `alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`\${queue} > 100\`,
  summary: 'A queue is long.',
  description: 'Queue {{ $labels.queue }} in {{ $externalLabels.cluster }} is long.',
});`,
  *run({ derived }) {
    const environments = derived.estate.environments.filter(({ servers }) => servers.prometheus);
    for (const alert of writtenAlerts(derived)) {
      for (const { where, template } of alertTemplates(alert)) {
        for (const label of labelsRead(template, 'externalLabels')) {
          const without = environments.find(({ labels }) => !Object.hasOwn(labels, label));
          if (!without) continue;
          const near = nearest(label, Object.keys(without.labels));
          const message = `The ${where} reads $externalLabels.${label}, which ${without.name} does not have.`;
          yield finding(unknownExternalLabel, alert, message, {
            fix: near === undefined ? `add it to the labels of ${without.name}` : `write $externalLabels.${near}`,
            related: [{ at: without.address, message: 'the environment is here', origin: without.origin }],
          });
        }
      }
    }
  },
};
