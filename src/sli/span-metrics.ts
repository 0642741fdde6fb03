/** What the collector's `span_metrics` connector writes of every span, by the names Prometheus has it under. */
import type { AnyTraces, TraceSelection } from '../authored/trace.ts';
import type { LabelShape, MetricShape } from '../query/shape.ts';

/** https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/spanmetricsconnector */
export const NAMESPACE = 'traces.spanmetrics';
export const CALLS = 'traces_spanmetrics_calls_total';
export const DURATION = 'traces_spanmetrics_duration_seconds';
export const FAILED = 'STATUS_CODE_ERROR';

/** The labels it puts on its series by itself. */
export const SPAN_LABELS: Readonly<Record<string, LabelShape>> = {
  service_name: {},
  span_name: {},
  span_kind: { values: ['INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'].map((kind) => `SPAN_KIND_${kind}`) },
  status_code: { values: ['STATUS_CODE_UNSET', 'STATUS_CODE_OK', FAILED] },
};
export const OWN_LABELS = Object.keys(SPAN_LABELS);

export function tracesOf(of: AnyTraces | TraceSelection): AnyTraces {
  return of.kind === 'traces' ? of : of.of;
}

/** `http.route` → `http_route`: how Prometheus spells an attribute. */
export function labelOf(attribute: string): string {
  return attribute.replace(/[^a-zA-Z0-9_]/g, '_');
}

/** Its two metrics with the attributes that are kept as labels, and the bounds of durations that are counted. */
export function spanMetrics(attributes: readonly string[], boundsSeconds: readonly number[]): MetricShape[] {
  const labels = { ...SPAN_LABELS, ...Object.fromEntries(attributes.map((name) => [labelOf(name), {}])) };
  return [
    { name: CALLS, type: 'counter', unit: 'count', labels, jobs: [] },
    { name: DURATION, type: 'histogram', unit: 'seconds', labels, buckets: boundsSeconds, jobs: [] },
  ];
}
