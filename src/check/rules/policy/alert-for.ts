import { printDuration } from '../../../kernel/duration.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenAlerts } from '../alert/written-alerts.ts';

export const alertFor: Rule = {
  code: 'policy/alert-for',
  severity: 'error',
  about: 'alert',
  why: 'Your house rules bound how long an alert waits: below it a blip wakes somebody, above it the incident is told too late.',
  bad: `const houseRules = policy({ alerts: { for: { atLeast: '1m', atMost: '1h' } } });
const long = alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`\${queue} > 100\`,
  summary: 'A queue is long.',
});`,
  good: `const houseRules = policy({ alerts: { for: { atLeast: '1m', atMost: '1h' } } });
const long = alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`\${queue} > 100\`,
  for: '5m',
  summary: 'A queue is long.',
});`,
  *run({ derived }) {
    for (const { forAtLeastMs, forAtMostMs } of derived.estate.policies) {
      for (const alert of writtenAlerts(derived)) {
        const { forMs, name } = alert;
        const bound = forMs < forAtLeastMs ? forAtLeastMs : forMs > forAtMostMs ? forAtMostMs : undefined;
        if (bound === undefined) continue;
        const waits = forMs === 0 ? 'has no `for`' : `waits ${printDuration(forMs)}`;
        yield finding(alertFor, alert, `${name} ${waits}.`, {
          fix: `write for: '${printDuration(bound)}' or ${forMs < bound ? 'more' : 'less'}`,
        });
      }
    }
  },
};
