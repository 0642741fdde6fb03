import { finding } from '../../finding.ts';
import { everyRoute } from '../../routing/reach.ts';
import type { Rule } from '../../rule.ts';

export const unusedInterval: Rule = {
  code: 'route/unused-interval',
  severity: 'warning',
  about: 'route',
  why: 'Alertmanager loads an interval nobody uses without a word. Whoever wrote it believes that something is muted.',
  bad: "const holidays = timeInterval({ name: 'holidays', weekdays: 'saturday:sunday', location: 'Europe/Berlin' });",
  good: [
    "const holidays = timeInterval({ name: 'holidays', weekdays: 'saturday:sunday', location: 'Europe/Berlin' });",
    'promql`rate(${errors}[5m]) > 1`;',
    "route({ when: { severity: 'warning' }, to: payments.ticket, mute: holidays });",
  ].join('\n'),
  *run({ derived }) {
    const { route, estate } = derived;
    const nodes = route ? everyRoute(route) : [];
    const levels = estate.severities.levels.flatMap(({ tiers }) => tiers.map(({ during }) => during));
    const used = new Set([...nodes.flatMap(({ active, mute }) => [...active, ...mute]), ...levels]);
    for (const interval of estate.timeIntervals) {
      if (used.has(interval)) continue;
      yield finding(unusedInterval, interval, `No route is active or muted in ${interval.name}.`, {
        fix: `write mute: or active: with it on a route, or delete it`,
      });
    }
  },
};
