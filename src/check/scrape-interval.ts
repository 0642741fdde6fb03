import type { Derived } from '../model/derived.ts';
import type { Service } from '../model/service.ts';

/** What Prometheus is set to where no environment says otherwise. */
export const DEFAULT_MS = 15_000;

/** The interval of the slowest environment. */
export function slowestScrapeMs({ estate }: Derived): number {
  const intervals = estate.environments.flatMap(({ servers }) => servers.prometheus?.scrapeIntervalMs ?? []);
  return Math.max(...(intervals.length === 0 ? [DEFAULT_MS] : intervals));
}

/** How often a service is scraped where it is scraped least. */
export function scrapeMsOf(service: Service, derived: Derived): number {
  return service.scrape?.intervalMs ?? slowestScrapeMs(derived);
}
