import type { Derived } from '../model/derived.ts';
import * as model from '../model/scrape-interval.ts';
import type { Service } from '../model/service.ts';

export { DEFAULT_MS } from '../model/scrape-interval.ts';

/** The interval of the slowest environment. */
export function slowestScrapeMs({ estate }: Derived): number {
  return model.slowestScrapeMs(estate);
}

/** How often a service is scraped where it is scraped least. */
export function scrapeMsOf(service: Service, { estate }: Derived): number {
  return model.scrapeMsOf(service, estate);
}
