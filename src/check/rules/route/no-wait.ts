import { addressOf, ESTATE } from '../../../kernel/address.ts';
import { finding } from '../../finding.ts';
import { timedRoutes } from '../../routing/timed-routes.ts';
import type { Rule } from '../../rule.ts';

export const noWait: Rule = {
  code: 'route/no-wait',
  severity: 'info',
  about: 'route',
  why: 'Without a wait the first alert of a group is told alone, and those that fire with it come an interval later; an inhibition whose cause fires a moment after its consequences comes too late.',
  bad: "const routes = routing({ fallback: payments.ticket, wait: '0s' });",
  good: "const routes = routing({ fallback: payments.ticket, wait: '10s' });",
  *run({ derived }) {
    if (!derived.route) return;
    for (const { route, timing } of timedRoutes(derived.route)) {
      if (timing.waitMs !== 0) continue;
      const about = { address: addressOf(ESTATE, 'routing', 'routing'), origin: route.origin ?? {} };
      yield finding(noWait, about, `${route.receiver.name} is told at once, of one alert at a time.`, {
        fix: "write wait: '10s', or more where inhibitions must come first",
      });
    }
  },
};
