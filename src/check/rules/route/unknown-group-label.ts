import { addressOf, ESTATE } from '../../../kernel/address.ts';
import { nearest } from '../../../kernel/nearest.ts';
import { finding } from '../../finding.ts';
import { canCarry } from '../../routing/alert-labels.ts';
import { everyRoute } from '../../routing/reach.ts';
import type { Rule } from '../../rule.ts';

/** Alertmanager's word for every label there is. */
const ALL = '...';

export const unknownGroupLabel: Rule = {
  code: 'route/unknown-group-label',
  severity: 'error',
  about: 'route',
  why: 'Alertmanager groups by a label no alert has as if it were not there: alerts of different things come in one notification, and whoever gets it sees the first and misses the rest.',
  bad: `const routes = routing({ fallback: payments.ticket, groupBy: ['alertname', 'servise'] });
promql\`\${queue} > 100\`;`,
  good: `const routes = routing({ fallback: payments.ticket, groupBy: ['alertname', 'service'] });
promql\`\${queue} > 100\`;`,
  *run({ derived, alerts }) {
    const { route: root } = derived;
    if (!root || alerts.length === 0) return;
    for (const { origin, groupBy = [], receiver } of everyRoute(root)) {
      if (!origin) continue;
      const about = { address: addressOf(ESTATE, 'routing', 'routing'), origin };
      for (const label of groupBy.filter((one) => one !== ALL && !alerts.some((alert) => canCarry(alert, one)))) {
        const near = nearest(label, new Set(alerts.flatMap(({ known, possible }) => [...Object.keys(known), ...possible])));
        yield finding(
          unknownGroupLabel,
          about,
          `Notifications to ${receiver.name} are grouped by ${label}, which no alert carries.`,
          {
            fix: near === undefined ? `leave ${label} out of groupBy` : `write ${near}`,
          },
        );
      }
    }
  },
};
