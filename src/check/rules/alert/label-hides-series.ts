import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { isPinned } from './pinned.ts';
import { writtenAlertQueries } from './written-alerts.ts';

/** https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/#rule */
export const labelHidesSeries: Rule = {
  code: 'alert/label-hides-series',
  severity: 'error',
  about: 'alert',
  why: 'The label of the rule replaces that of the series. As soon as two series differ only there the evaluation fails ("vector contains metrics with the same labelset after applying alert labels") and nothing fires.',
  bad: `alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`max by (queue) (\${queue}) > 100\`,
  labels: { queue: 'any' },
  summary: 'A queue is long.',
});`,
  good: `alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`max by (queue) (\${queue}) > 100\`,
  labels: { topic: 'messages' },
  summary: 'A queue is long.',
});`,
  *run(input) {
    for (const one of writtenAlertQueries(input)) {
      for (const [label, value] of Object.entries(one.alert.labels)) {
        if (!one.analysis.labels.exact.has(label) || value.includes('{{') || isPinned(one.expr, label)) continue;
        const message = `The label ${label} of ${one.alert.name} replaces the ${label} of the series, which tells them apart.`;
        yield finding(labelHidesSeries, one.alert, message, {
          fix: `name it otherwise, or aggregate ${label} away in the query`,
          excerpt: { text: one.query.text, from: 0, to: one.query.text.length },
        });
      }
    }
  },
};
