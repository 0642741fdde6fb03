import { rememberedBy } from '../kernel/remembered.ts';
import type { Estate } from './estate.ts';
import type { Service } from './service.ts';

/** What Prometheus is set to where no environment says otherwise. */
export const DEFAULT_MS = 15_000;

/** The interval of the slowest environment. */
export const slowestScrapeMs = rememberedBy(
  ({ environments }: Pick<Estate, 'environments'>) => environments,
  ({ environments }): number => {
    const intervals = environments.flatMap(({ servers }) => servers.prometheus?.scrapeIntervalMs ?? []);
    return Math.max(...(intervals.length === 0 ? [DEFAULT_MS] : intervals));
  },
);

/** How often a service is scraped where it is scraped least. */
export function scrapeMsOf(service: Service, estate: Pick<Estate, 'environments'>): number {
  return service.scrape?.intervalMs ?? slowestScrapeMs(estate);
}
