import { countedIn, FLUSH_SECONDS } from '../../artifacts/collector-config/span-metrics.ts';
import { combinationsOf, formsOf, unboundedIn } from '../../model/metric-series.ts';
import type { Tracing } from '../../model/telemetry.ts';
import type { LabelShape } from '../../query/shape.ts';
import type { CountedSpans } from '../../sli/from-spans.ts';
import { SPAN_LABELS } from '../../sli/span-metrics.ts';
import { type Contribution, NOTHING } from './contribution.ts';
import { type CostSite, retentionSeconds, SAMPLE_BYTES } from './site.ts';

/** What the collector counts of spans where objectives read that: of every service that is traced, since all spans pass it. */
export function spanMetricCosts(site: CostSite): Contribution[] {
  const { derived, environment } = site;
  const counted = countedIn(derived.estate);
  if (counted.length === 0 || (environment && !environment.servers.collector)) return [];
  return derived.estate.tracings.map((tracing) => ofTracing(tracing, counted, site));
}

function ofTracing(tracing: Tracing, counted: readonly CountedSpans[], site: CostSite): Contribution {
  const { service } = tracing;
  const labels = labelsOf(tracing, counted);
  const unbounded = unboundedIn(labels);
  const buckets = [...new Set(counted.flatMap(({ boundMs }) => boundMs ?? []))];
  const durations = buckets.length === 0 ? 0 : formsOf({ type: 'histogram', buckets, native: false, quantiles: [] }).classic;
  const series = unbounded.length > 0 ? 0 : combinationsOf(labels) * (1 + durations);
  const samplesPerSecond = series / FLUSH_SECONDS;
  return {
    ...NOTHING,
    environment: site.environment,
    service,
    source: 'span-metrics',
    name: 'traces_spanmetrics_*',
    series,
    samplesPerSecond,
    sampleBytes: samplesPerSecond * SAMPLE_BYTES * retentionSeconds(site, service),
    unknown: unbounded.map((label) => ({ of: 'series', why: whyUnknown(label, service.name) })),
  };
}

/** Those the connector puts on by itself, and the attributes that some objective asks for; a service that has not declared one lacks it. */
function labelsOf({ attributes, attributeSizes, rate }: Tracing, counted: readonly CountedSpans[]): Record<string, LabelShape> {
  const chosen = counted.flatMap((one) => one.attributes).filter((name) => Object.hasOwn(attributes, name));
  const sized = (size: number | undefined): LabelShape => (size === undefined ? {} : { series: size });
  return {
    ...SPAN_LABELS,
    service_name: { series: 1 },
    span_name: sized(rate?.names),
    ...Object.fromEntries(chosen.map((name) => [name, sized(attributeSizes[name])])),
  };
}

function whyUnknown(label: string, service: string): string {
  return label === 'span_name'
    ? `no number of span names is declared for the traces of ${service}: write rate.names`
    : `attribute ${label} of the traces of ${service} has no bound`;
}
