import { readsBackMs } from '../../../derive/slo/timing.ts';
import { parseDuration, printDuration } from '../../../kernel/duration.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const windowExceedsRetention: Rule = {
  code: 'slo/window-exceeds-retention',
  severity: 'error',
  about: 'slo',
  why: 'Rules read what the server itself still holds: a 30-day objective on 15 days of data silently answers for the last 15. Remote write does not help, rules do not read from there.',
  bad: [
    "prometheus({ version: '3.15', retention: '15d' });",
    "events({ total: requests, bad: requests.where({ code: '5xx' }) }); // over 30 days",
  ].join('\n'),
  good: [
    "prometheus({ version: '3.15', retention: '45d' });",
    "events({ total: requests, bad: requests.where({ code: '5xx' }) });",
  ].join('\n'),
  *run({ derived: { estate } }) {
    for (const slo of estate.slos) {
      const windowMs = readsBackMs(slo);
      for (const environment of estate.environments) {
        const { mimir, prometheus } = environment.servers;
        const server = mimir?.rules === 'evaluated' ? mimir : prometheus; // who evaluates
        if (!server || windowMs <= server.retentionMs || isUnread(server.origin)) continue;
        const message = `${slo.name} looks back ${printDuration(windowMs)}, but ${environment.name} keeps ${printDuration(server.retentionMs)}.`;
        yield finding(windowExceedsRetention, slo, message, {
          fix: `set retention: '${printDuration(windowMs)}' or more in ${environment.name}, or choose a shorter window`,
          related: [{ at: environment.address, message: 'the server is here', origin: server.origin }],
        });
      }
    }
  },
};

/** A retention that is no duration is told by itself: the default in its place was written by nobody. */
function isUnread(origin: object): boolean {
  const { retention } = origin as { readonly retention?: unknown }; // read as unknown
  return retention !== undefined && (typeof retention !== 'string' || parseDuration(retention) === undefined);
}
