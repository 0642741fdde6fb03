import { addressOf, ESTATE } from '../../../kernel/address.ts';
import { printDuration } from '../../../kernel/duration.ts';
import { finding } from '../../finding.ts';
import { timedRoutes } from '../../routing/timed-routes.ts';
import type { Rule } from '../../rule.ts';

export const repeatRounded: Rule = {
  code: 'route/repeat-rounded',
  severity: 'warning',
  about: 'route',
  why: 'Alertmanager looks whether to repeat only once an `interval`, and says nothing where that does not fit: the reminder comes later than written, with a repeat shorter than the interval by far.',
  bad: "const routes = routing({ fallback: payments.ticket, interval: '10m', repeat: '15m' });",
  good: "const routes = routing({ fallback: payments.ticket, interval: '5m', repeat: '15m' });",
  *run({ derived }) {
    if (!derived.route) return;
    for (const { route, timing } of timedRoutes(derived.route)) {
      const { repeatMs, intervalMs, repeatsAfterMs } = timing;
      if (intervalMs === 0 || repeatsAfterMs === repeatMs) continue;
      const about = { address: addressOf(ESTATE, 'routing', 'routing'), origin: route.origin ?? {} };
      const [repeat, interval, after] = [repeatMs, intervalMs, repeatsAfterMs].map(printDuration);
      yield finding(
        repeatRounded,
        about,
        `${route.receiver.name} is reminded after ${after}, not after ${repeat}: it is looked at every ${interval}.`,
        {
          fix: `write repeat: '${after}', or an interval that ${repeat} is a multiple of`,
        },
      );
    }
  },
};
