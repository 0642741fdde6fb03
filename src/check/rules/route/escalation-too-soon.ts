import { printDuration } from '../../../kernel/duration.ts';
import { escalationsOf } from '../../../model/escalation.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const escalationTooSoon: Rule = {
  code: 'escalation/too-soon',
  severity: 'warning',
  about: 'route',
  why: 'It counts from when the alert fires, and the first notification waits for its group. Where the wait is not over, the next one is told before the owner.',
  bad: "const carts = team({ name: 'carts', page: pagerduty({ routingKey: secret.file('p') }), escalate: { after: '15s', to: payments.page } });",
  good: "const carts = team({ name: 'carts', page: pagerduty({ routingKey: secret.file('p') }), escalate: { after: '15m', to: payments.page } });",
  *run({ derived }) {
    const { estate } = derived;
    const waitMs = estate.routing?.groupWaitMs;
    if (waitMs === undefined) return;
    for (const team of estate.teams) {
      for (const { afterMs, to } of escalationsOf(team, estate.severities)) {
        if (afterMs > waitMs) continue;
        const message = `${team.name} escalates to ${to.name} after ${printDuration(afterMs)}, but is itself told ${printDuration(waitMs)} after an alert fires.`;
        yield finding(escalationTooSoon, team, message, { fix: "leave time to answer: after: '15m'" });
      }
    }
  },
};
