import { combinationsOf, formsOf, unboundedIn } from '../../model/metric-series.ts';
import type { Metric, Service } from '../../model/service.ts';
import { SCRAPE_SERIES } from '../../query/promql/series.ts';
import { type Contribution, NOTHING, type Unknown } from './contribution.ts';
import { type CostSite, instancesOf, NATIVE_SAMPLE_BYTES, retentionSeconds, SAMPLE_BYTES, scrapeSeconds } from './site.ts';

/** What services expose, and what each scrape adds to it. */
export function exposedCosts(site: CostSite): Contribution[] {
  return site.derived.estate.services.flatMap((service) => {
    if (!service.scrape) return [];
    return [...service.metrics.map((metric) => ofMetric(metric, service, site)), ofScrapes(service, site)];
  });
}

function ofMetric(metric: Metric, service: Service, site: CostSite): Contribution {
  const unknown = unboundedIn(metric.labels).map(
    (label): Unknown => ({ of: 'series', why: `label ${label} of ${metric.name} has no bound` }),
  );
  const groups = unknown.length > 0 ? 0 : instancesOf(service, site) * combinationsOf(metric.labels);
  const { classic, native } = formsOf(metric);
  const [perSecond, kept] = [1 / scrapeSeconds(service, site), retentionSeconds(site, service, metric.retentionMs)];
  return {
    ...NOTHING,
    environment: site.environment,
    service,
    source: 'metric',
    name: metric.name,
    series: groups * (classic + native),
    samplesPerSecond: groups * (classic + native) * perSecond,
    sampleBytes: groups * (classic * SAMPLE_BYTES + native * NATIVE_SAMPLE_BYTES) * perSecond * kept,
    unknown,
  };
}

/** `up` and its like, of every target. */
function ofScrapes(service: Service, site: CostSite): Contribution {
  const series = instancesOf(service, site) * Object.keys(SCRAPE_SERIES).length;
  const samplesPerSecond = series / scrapeSeconds(service, site);
  return {
    ...NOTHING,
    environment: site.environment,
    service,
    source: 'scrape',
    name: 'up, scrape_*',
    series,
    samplesPerSecond,
    sampleBytes: samplesPerSecond * SAMPLE_BYTES * retentionSeconds(site, service),
    unknown: [],
  };
}
