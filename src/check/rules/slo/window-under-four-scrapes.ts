import { BASE_MS } from '../../../derive/slo/timing.ts';
import { printDuration } from '../../../kernel/duration.ts';
import { scrapeMsOf } from '../../../model/scrape-interval.ts';
import type { Slo } from '../../../model/slo.ts';
import { finding } from '../../finding.ts';
import type { CheckInput, Rule } from '../../rule.ts';

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
  *run(input) {
    const { estate } = input.derived;
    const slowestMs = estate.services.reduce((slowest, service) => Math.max(slowest, scrapeMsOf(service, estate)), 0);
    const short = estate.slos.filter((slo) => shortestOf(slo) < SCRAPES * slowestMs);
    const intervals = intervalsOf(short, input);
    for (const slo of short) {
      const shortest = shortestOf(slo);
      const intervalMs = intervals.get(slo) ?? 0;
      if (shortest >= SCRAPES * intervalMs) continue;
      const message = `The shortest window of ${slo.name} is ${printDuration(shortest)}, its series are scraped every ${printDuration(intervalMs)}.`;
      yield finding(windowUnderFourScrapes, slo, message, {
        fix: `make windows ${printDuration(SCRAPES * intervalMs)} or longer, or scrape every ${printDuration(scrapeFor(shortest))}`,
      });
    }
  },
};

function shortestOf({ tiers }: Slo): number {
  return Math.min(BASE_MS, ...tiers.map(({ shortMs }) => shortMs));
}

function scrapeFor(windowMs: number): number {
  return Math.max(1000, Math.floor(windowMs / SCRAPES / 1000) * 1000);
}

/** The slowest scrape among the series each of these objectives reads. Most windows are long enough for any series, so few are asked about. */
function intervalsOf(slos: readonly Slo[], input: CheckInput): ReadonlyMap<Slo, number> {
  if (slos.length === 0) return new Map();
  const { estate } = input.derived;
  const ofJob = new Map(estate.services.map((service) => [service.job, scrapeMsOf(service, estate)]));
  const slowest = new Map(slos.map((slo) => [slo, 0]));
  for (const query of input.queries) {
    const before = query.slo && slowest.get(query.slo);
    if (!query.slo || before === undefined) continue;
    const jobs = query.analysis.uses.flatMap(({ metric }) => metric?.jobs ?? []);
    slowest.set(query.slo, Math.max(before, ...jobs.map((job) => ofJob.get(job) ?? 0)));
  }
  return slowest;
}
