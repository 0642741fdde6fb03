import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { calls } from '../../template/reads.ts';
import { alertTemplates } from './templates-of.ts';
import { writtenAlerts } from './written-alerts.ts';

export const templateQuery: Rule = {
  code: 'alert/template-query',
  severity: 'warning',
  about: 'alert',
  why: 'The query runs again for every firing series at every evaluation, just when there are many; nothing checks it, and one that fails puts an error text where the person on call reads.',
  bad: `alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`\${queue} > 100\`,
  summary: 'A queue is long.',
  description: 'Queue {{ $labels.queue }} is long; {{ with query "sum(queue_depth)" }}{{ . | first | value }}{{ end }} messages wait in all.',
});`,
  good: `alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`\${queue} > 100\`,
  summary: 'A queue is long.',
  description: 'Queue {{ $labels.queue }} holds {{ $value }} messages.',
});`,
  *run({ derived }) {
    for (const alert of writtenAlerts(derived)) {
      for (const { where, template } of alertTemplates(alert)) {
        if (!calls(template, 'query')) continue;
        yield finding(templateQuery, alert, `The ${where} of ${alert.name} runs a query of its own.`, {
          fix: 'put what it asks into `when`, or show it on the dashboard the alert links to',
        });
      }
    }
  },
};
