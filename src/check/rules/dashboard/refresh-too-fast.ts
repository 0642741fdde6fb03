import { parseDuration } from '../../../kernel/duration.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

/** https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#min_refresh_interval : 5 seconds, where nobody has raised it. */
const REFUSED_MS = 5_000;
const WORTHLESS_MS = 10_000;

export const refreshTooFast: Rule = {
  code: 'dashboard/refresh-too-fast',
  severity: 'error',
  about: 'dashboard',
  why: 'Grafana refuses to save a board that refreshes more often than it allows, five seconds where nobody changed it. Above that, each screen asks all its queries again before there are new samples.',
  bad: "dashboard({ name: 'now', title: 'Now', service: checkout, refresh: '1s', sections: [] });",
  good: "dashboard({ name: 'now', title: 'Now', service: checkout, refresh: '30s', sections: [] });",
  *run({ derived }) {
    for (const dashboard of derived.estate.dashboards) {
      const { refresh } = dashboard.settings;
      const every = parseDuration(refresh);
      if (every === undefined || every >= WORTHLESS_MS) continue;
      const refused = every < REFUSED_MS;
      const consequence = refused ? 'Grafana refuses less than 5s' : 'there are hardly new samples by then';
      const message = `${dashboard.title} refreshes every ${refresh}: ${consequence}.`;
      yield finding(refreshTooFast, dashboard, message, {
        severity: refused ? 'error' : 'warning',
        fix: "write refresh: '30s', '1m' or 'never'",
      });
    }
  },
};
