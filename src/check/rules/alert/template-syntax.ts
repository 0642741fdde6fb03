import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { alertTemplates } from './templates-of.ts';
import { writtenAlerts } from './written-alerts.ts';

/** https://prometheus.io/docs/prometheus/latest/configuration/template_reference/ */
export const templateSyntax: Rule = {
  code: 'alert/template-syntax',
  severity: 'error',
  about: 'alert',
  why: 'Prometheus refuses the whole rule file for one template it cannot read: after the next reload or restart no rule of it is evaluated.',
  bad: `alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`\${queue} > 100\`,
  summary: 'A queue is long.',
  description: 'Queue {{ $labels.queue }} holds {{ $value | humanise }} messages.',
});`,
  good: `alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`\${queue} > 100\`,
  summary: 'A queue is long.',
  description: 'Queue {{ $labels.queue }} holds {{ $value | humanize }} messages.',
});`,
  *run({ derived }) {
    for (const alert of writtenAlerts(derived)) {
      for (const { where, text, template } of alertTemplates(alert)) {
        for (const { message, fix, from, to } of template.problems) {
          yield finding(templateSyntax, alert, `${message} in ${where}.`, { fix, excerpt: { text, from, to } });
        }
      }
    }
  },
};
