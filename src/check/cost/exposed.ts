import type { Metric, Service } from '../../model/service.ts';
import { SCRAPE_SERIES } from '../../query/promql/series.ts';
import type { LabelShape } from '../../query/shape.ts';
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
  const unknown = unboundedLabels(metric);
  const groups = unknown.length > 0 ? 0 : instancesOf(service, site) * combinationsOf(metric);
  const { classic, native } = formsOf(metric);
  const [perSecond, kept] = [1 / scrapeSeconds(service, site), retentionSeconds(site, metric.retentionMs)];
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

function unboundedLabels({ labels, name }: Metric): Unknown[] {
  return Object.entries(labels).flatMap(([label, shape]): Unknown[] =>
    sizeOf(shape) === undefined ? [{ of: 'series', why: `label ${label} of ${name} has no bound` }] : [],
  );
}

function combinationsOf({ labels }: Metric): number {
  return Object.values(labels).reduce((product, label) => product * (sizeOf(label) ?? 1), 1);
}

function sizeOf({ values, series }: LabelShape): number | undefined {
  return values?.length ?? series;
}

/** Series of one combination of labels: every bucket and `+Inf`, sum and count; a native histogram is one, whatever its buckets. */
function formsOf({ type, buckets, native, quantiles }: Metric): { readonly classic: number; readonly native: number } {
  if (type === 'summary') return { classic: quantiles.length + 2, native: 0 };
  if (type !== 'histogram') return { classic: 1, native: 0 };
  const classic = buckets.length > 0 || !native ? buckets.length + 3 : 0;
  return { classic, native: native ? 1 : 0 };
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
    sampleBytes: samplesPerSecond * SAMPLE_BYTES * retentionSeconds(site),
    unknown: [],
  };
}
