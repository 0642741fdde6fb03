import type { MetricShape } from '../query/shape.ts';
import type { Estate } from './estate.ts';

/** Calls between two services, counted from the spans of both. https://grafana.com/docs/tempo/latest/metrics-from-traces/service_graphs/ */
export const CALLS = 'traces_service_graph_request_total';
export const FAILED_CALLS = 'traces_service_graph_request_failed_total';
export const CALL_SECONDS = 'traces_service_graph_request_server_seconds';

const LABELS = { client: {}, server: {}, connection_type: {} };

/** What Tempo's metrics generator counts of them; nothing where traces are not declared, or not stored beside a Prometheus. */
export function serviceGraphMetrics({ environments, tracings }: Pick<Estate, 'environments' | 'tracings'>): MetricShape[] {
  const counted = environments.some(({ servers }) => servers.tempo && servers.prometheus);
  if (!counted || tracings.length === 0) return [];
  return [
    { name: CALLS, type: 'counter', unit: 'count', labels: LABELS, jobs: [] },
    { name: FAILED_CALLS, type: 'counter', unit: 'count', labels: LABELS, jobs: [] },
    { name: CALL_SECONDS, type: 'histogram', unit: 'seconds', labels: LABELS, jobs: [] },
  ];
}
