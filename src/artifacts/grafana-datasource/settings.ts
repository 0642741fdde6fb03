import { byText, compact } from '../../kernel/canonical.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { Environment, PrometheusServer, Servers } from '../../model/environment.ts';
import type { Estate } from '../../model/estate.ts';
import { type DatasourceServer, datasourceReference } from './reference.ts';

/** What the settings of a data source depend on. */
export interface SettingsInput {
  readonly environment: Environment;
  readonly estate: Estate;
}
type Settings = Readonly<Record<string, unknown>>;

/** `jsonData`, by plugin: the links from metrics to traces, from logs to traces, and from traces to both. */
export const SETTINGS: Readonly<Record<DatasourceServer, (input: SettingsInput) => Settings>> = {
  prometheus: prometheusSettings,
  loki: lokiSettings,
  tempo: tempoSettings,
  // with Alertmanager itself, silences can be written; configuration is read-only
  alertmanager: () => ({ handleGrafanaManagedAlerts: false, implementation: 'prometheus' }),
};

const TRACE_ID_LABELS = ['trace_id', 'traceID']; // OpenTelemetry's name in exemplars, and the older one
const DEFAULT_TRACE_FIELD = 'trace_id';
const MAX_LINES = '1000'; // Grafana keeps this number as text

function uidIf(servers: Servers, server: DatasourceServer): string | undefined {
  return servers[server] && datasourceReference(server).uid;
}

/** https://grafana.com/docs/grafana/latest/datasources/prometheus/configure/ */
function prometheusSettings({ environment: { servers } }: SettingsInput): Settings {
  const traces = uidIf(servers, 'tempo');
  return compact({
    alertmanagerUid: uidIf(servers, 'alertmanager'),
    exemplarTraceIdDestinations: traces && TRACE_ID_LABELS.map((name) => ({ datasourceUid: traces, name })),
    httpMethod: 'POST',
    manageAlerts: true,
    ...(servers.mimir?.rules === 'evaluated'
      ? { prometheusType: 'Mimir' }
      : { prometheusType: 'Prometheus', prometheusVersion: servers.prometheus && fullVersion(servers.prometheus) }),
    // the smallest step: `$__rate_interval` is at least four of them
    timeInterval: servers.prometheus && printDuration(servers.prometheus.scrapeIntervalMs),
  });
}

/** Grafana compares versions of three parts. */
function fullVersion({ version }: PrometheusServer): string {
  return version.split('.').length === 2 ? `${version}.0` : version;
}

/** https://grafana.com/docs/grafana/latest/datasources/loki/configure-loki-data-source/ */
function lokiSettings({ environment: { servers }, estate }: SettingsInput): Settings {
  const traces = uidIf(servers, 'tempo');
  return compact({
    alertmanagerUid: uidIf(servers, 'alertmanager'),
    derivedFields: traces && traceFieldsOf(estate).flatMap((field) => derivedFields(field, traces)),
    manageAlerts: true,
    maxLines: MAX_LINES,
  });
}

/** Fields that authors declared with `traceId()`. */
function traceFieldsOf({ logStreams }: Estate): readonly string[] {
  const fields = logStreams.flatMap((stream) => Object.entries(stream.fields).filter(([, type]) => type === 'trace-id'));
  const names = new Set(fields.map(([name]) => name));
  return names.size === 0 ? [DEFAULT_TRACE_FIELD] : [...names].sort(byText);
}

/** Twice: lines by OTLP carry the id as structured metadata, JSON lines inside. */
function derivedFields(field: string, datasourceUid: string) {
  const link = { datasourceUid, url: '${__value.raw}', urlDisplayLabel: 'Trace' };
  return [
    { ...link, matcherRegex: field, matcherType: 'label', name: field },
    { ...link, matcherRegex: `"${field}":\\s*"(\\w+)"`, matcherType: 'regex', name: `${field} (in the line)` },
  ];
}

const AROUND_A_SPAN = { spanEndTimeShift: '5m', spanStartTimeShift: '-5m' }; // the start must be negative

/** https://grafana.com/docs/grafana/latest/datasources/tempo/configure-tempo-data-source/ */
function tempoSettings({ environment: { servers } }: SettingsInput): Settings {
  const [metrics, lines] = [uidIf(servers, 'prometheus'), uidIf(servers, 'loki')];
  return compact({
    nodeGraph: { enabled: true },
    search: { hide: false },
    serviceMap: metrics && { datasourceUid: metrics },
    spanBar: { type: 'Duration' },
    tracesToLogsV2: lines && {
      ...AROUND_A_SPAN,
      customQuery: false,
      datasourceUid: lines,
      filterBySpanID: false,
      filterByTraceID: true,
      tags: [{ key: 'service.name', value: 'service_name' }],
    },
    tracesToMetrics: metrics && {
      ...AROUND_A_SPAN,
      datasourceUid: metrics,
      queries: SPAN_METRICS,
      tags: [{ key: 'service.name', value: 'service' }],
    },
  });
}

/** Series of Tempo's metrics generator. https://grafana.com/docs/tempo/latest/metrics-from-traces/span-metrics/span-metrics-metrics-generator/ */
const SPAN_METRICS = [
  { name: 'Request rate', query: 'sum(rate(traces_spanmetrics_calls_total{$__tags}[5m]))' },
  { name: 'Error rate', query: 'sum(rate(traces_spanmetrics_calls_total{$__tags, status_code="STATUS_CODE_ERROR"}[5m]))' },
  {
    name: '95th percentile',
    query: 'histogram_quantile(0.95, sum by (le) (rate(traces_spanmetrics_latency_bucket{$__tags}[5m])))',
  },
];
