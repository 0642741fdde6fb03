import { BASE_MS } from '../../../derive/slo/timing.ts';
import { printDuration } from '../../../kernel/duration.ts';
import type { Derived } from '../../../model/derived.ts';
import { scrapeMsOf } from '../../../model/scrape-interval.ts';
import type { Slo } from '../../../model/slo.ts';
import { finding } from '../../finding.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { Rule } from '../../rule.ts';

const SCRAPES = 4;

export const windowUnderFourScrapes: Rule = {
  code: 'slo/window-under-four-scrapes',
  severity: 'error',
  about: 'slo',
  why: 'The shortest window of an objective is a rate: with fewer than four samples in it one failed scrape leaves a gap, and the burn alert ends in the middle of the incident.',
  bad: [
    "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
    'const alerts = [',
    "  tier({ severity: 'critical', spend: '2%', within: '1h', short: '30s' }),",
    "  tier({ severity: 'warning', spend: '10%', within: '3d' }),",
    '];',
    "slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli, alerts });",
  ].join('\n'),
  good: [
    "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
    'const alerts = [',
    "  tier({ severity: 'critical', spend: '2%', within: '1h', short: '5m' }),",
    "  tier({ severity: 'warning', spend: '10%', within: '3d' }),",
    '];',
    "slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli, alerts });",
  ].join('\n'),
  *run({ derived, queries }) {
    const intervals = intervalsOf(derived, queries);
    for (const slo of derived.estate.slos) {
      const shortest = Math.min(BASE_MS, ...slo.tiers.map(({ shortMs }) => shortMs));
      const intervalMs = intervals.get(slo) ?? 0;
      if (shortest >= SCRAPES * intervalMs) continue;
      const message = `The shortest window of ${slo.name} is ${printDuration(shortest)}, its series are scraped every ${printDuration(intervalMs)}.`;
      yield finding(windowUnderFourScrapes, slo, message, {
        fix: `make windows ${printDuration(SCRAPES * intervalMs)} or longer, or scrape every ${printDuration(scrapeFor(shortest))}`,
      });
    }
  },
};

function scrapeFor(windowMs: number): number {
  return Math.max(1000, Math.floor(windowMs / SCRAPES / 1000) * 1000);
}

/** The slowest scrape among the series each objective reads. */
function intervalsOf(derived: Derived, queries: readonly AnalysedQuery[]): ReadonlyMap<Slo, number> {
  const ofJob = new Map(derived.estate.services.map((service) => [service.job, scrapeMsOf(service, derived.estate)]));
  const slowest = new Map<Slo, number>();
  for (const { slo, analysis } of queries) {
    if (!slo) continue;
    const jobs = analysis.uses.flatMap(({ metric }) => metric?.jobs ?? []);
    slowest.set(slo, Math.max(slowest.get(slo) ?? 0, ...jobs.map((job) => ofJob.get(job) ?? 0)));
  }
  return slowest;
}
