import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { calls, readsValue } from '../../template/reads.ts';
import type { Template } from '../../template/tree.ts';
import { labelTemplates } from './templates-of.ts';
import { writtenAlerts } from './written-alerts.ts';

/** https://www.robustperception.io/dont-put-the-value-in-alert-labels/ */
export const valueInLabel: Rule = {
  code: 'alert/value-in-label',
  severity: 'error',
  about: 'alert',
  why: 'Labels are what an alert is known by. One that holds a measured value makes another alert at each change: `for` begins anew and may never be over, and each notifies again and then resolves.',
  bad: `alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`\${queue} > 100\`,
  for: '10m',
  labels: { depth: '{{ $value }}' },
  summary: 'A queue is long.',
});`,
  good: `alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`\${queue} > 100\`,
  for: '10m',
  summary: 'A queue is long.',
  description: 'Queue {{ $labels.queue }} holds {{ $value }} messages.',
});`,
  *run({ derived }) {
    for (const alert of writtenAlerts(derived)) {
      for (const { where, text, template } of labelTemplates(alert)) {
        const reads = changing(template);
        if (reads === undefined) continue;
        const message = `${where} is ${JSON.stringify(text)}: it changes with ${reads}, and each change is another alert.`;
        yield finding(valueInLabel, alert, message, { fix: 'put it into the description' });
      }
    }
  },
};

function changing(template: Template): string | undefined {
  if (readsValue(template)) return 'the value';
  if (calls(template, 'query')) return 'the answer of a query';
  return calls(template, 'now') ? 'the time' : undefined;
}
