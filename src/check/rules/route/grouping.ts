import { addressOf, ESTATE } from '../../../kernel/address.ts';
import { finding } from '../../finding.ts';
import { EVERY_LABEL } from '../../routing/grouping.ts';
import { everyRoute } from '../../routing/reach.ts';
import type { Rule } from '../../rule.ts';

export const grouping: Rule = {
  code: 'route/grouping',
  severity: 'info',
  about: 'route',
  why: 'A notification is a group. In one group of everything the second incident hides behind the first; with each alert alone an outage is a hundred notifications.',
  bad: ['const routes = routing({ fallback: payments.ticket, groupBy: [] });', 'promql`${queue} > 100`;'].join('\n'),
  good: [
    "const routes = routing({ fallback: payments.ticket, groupBy: ['alertname', 'service'] });",
    'promql`${queue} > 100`;',
  ].join('\n'),
  *run({ derived, alerts }) {
    const { route: root } = derived;
    if (!root || alerts.length < 1) return;
    for (const { origin, groupBy, receiver } of everyRoute(root)) {
      if (!origin || groupBy === undefined) continue;
      const about = { address: addressOf(ESTATE, 'routing', 'routing'), origin };
      const fix = "group by what one person would work on together: ['alertname', 'service']";
      if (groupBy.length === 0)
        yield finding(grouping, about, `All alerts of this route are one notification to ${receiver.name}.`, { fix });
      else if (groupBy.includes(EVERY_LABEL))
        yield finding(grouping, about, `Every alert of this route is a notification of its own to ${receiver.name}.`, { fix });
    }
  },
};
