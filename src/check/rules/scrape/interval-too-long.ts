import { printDuration } from '../../../kernel/duration.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

/** How far Prometheus looks back for the newest sample of a series. https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness */
const LOOKBACK_MS = 5 * 60_000;

export const intervalTooLong: Rule = {
  code: 'scrape/interval-too-long',
  severity: 'error',
  about: 'service',
  why: 'Prometheus forgets a sample after five minutes. Scraped less often, every series is there and gone in turn: graphs have gaps, and each gap ends an alert.',
  bad: `const billing = service({
  name: 'billing',
  owner: payments,
  metrics: [gauge({ name: 'open_invoices', help: 'Invoices not yet paid.' })],
  scrape: { port: 9464, interval: '10m' },
});`,
  good: `const billing = service({
  name: 'billing',
  owner: payments,
  metrics: [gauge({ name: 'open_invoices', help: 'Invoices not yet paid.' })],
  scrape: { port: 9464, interval: '2m' },
});`,
  *run({ derived: { estate } }) {
    for (const one of [...estate.services, ...estate.environments]) {
      const intervalMs = 'servers' in one ? one.servers.prometheus?.scrapeIntervalMs : one.scrape?.intervalMs;
      if (intervalMs === undefined || intervalMs < LOOKBACK_MS) continue;
      const message = `${one.name} is scraped every ${printDuration(intervalMs)}, but a sample is forgotten after ${printDuration(LOOKBACK_MS)}.`;
      yield finding(intervalTooLong, one, message, { fix: "write '2m' or less, so that one failed scrape leaves no gap" });
    }
  },
};
