import type { AlertRule } from '../../../model/alert.ts';
import { printPromql } from '../../../query/promql/print.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenAlerts } from './written-alerts.ts';

export const duplicate: Rule = {
  code: 'alert/duplicate',
  severity: 'warning',
  about: 'alert',
  together: true,
  why: 'One fault notifies twice under two names: two silences, two entries in every count of pages, and sooner or later two thresholds of which only one was changed.',
  bad: `const severity = 'warning';
const summary = 'A queue is long.';
const long = alert({ service: checkout, name: 'QueueLong', severity, summary, when: promql\`\${queue} > 100\` });
const full = alert({ service: checkout, name: 'QueueFull', severity, summary, when: promql\`\${queue} > 100\` });`,
  good: `const summary = 'A queue is long.';
const long = alert({ service: checkout, name: 'QueueLong', severity: 'warning', summary, when: promql\`\${queue} > 100\` });
const full = alert({ service: checkout, name: 'QueueFull', severity: 'critical', summary, when: promql\`\${queue} > 1000\` });`,
  *run({ derived }) {
    const first = new Map<string, AlertRule>();
    for (const alert of writtenAlerts(derived)) {
      const key = [alert.severity, alert.query.engine, conditionOf(alert)].join(' ');
      const other = first.get(key);
      if (!other) first.set(key, alert);
      else
        yield finding(duplicate, alert, `${alert.name} asks what ${other.name} asks, with the same severity.`, {
          fix: 'delete one of them, or give them different conditions',
          related: [{ at: other.address, message: 'the other is here', origin: other.origin }],
        });
    }
  },
};

function conditionOf({ query }: AlertRule): string {
  return query.engine === 'prometheus' && query.expr ? printPromql(query.expr) : query.text;
}
