import type { Change } from './change.ts';

const RENAMES = 'https://github.com/open-telemetry/opentelemetry-collector-contrib/issues/45339';
const CONTRIB = 'https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/CHANGELOG.md';
const CORE = 'https://github.com/open-telemetry/opentelemetry-collector/blob/main/CHANGELOG.md';

function renamed(since: string, from: string, to: string): Change & { readonly renames: object } {
  return {
    since,
    differs: `The component ${from} is called ${to}; the old name still works, with a warning at each start.`,
    does: `Writes ${from} before ${since}, and ${to} from it on.`,
    byHand: `Write ${to} in \`raw\`, or both stand side by side.`,
    source: RENAMES,
    renames: { from, to },
  };
}

export const COLLECTOR_CHANGES = {
  loggingExporter: {
    since: '0.111',
    differs: 'The exporter logging is gone.',
    does: 'Writes debug; the old one in `raw` is an error (`environment/removed-key`).',
    source: CORE,
    refuses: [{ path: 'exporters.logging', fix: 'write exporters: [consoleExporter()]' }],
  },
  telemetryAddress: {
    since: '0.123',
    differs: 'service.telemetry.metrics.address is ignored: readers say where its own metrics are.',
    does: 'Writes readers; the old key in `raw` is an error (`environment/removed-key`).',
    source: CORE,
    refuses: [{ path: 'service.telemetry.metrics.address', fix: 'set service.telemetry.metrics.readers' }],
  },
  lokiExporter: {
    since: '0.131',
    differs: 'The exporter loki is gone.',
    does: 'Sends OTLP to Loki; the old one in `raw` is an error (`environment/removed-key`).',
    source: CONTRIB,
    refuses: [{ path: 'exporters.loki', fix: 'send by otlp_http to /otlp: an environment with a Loki has that already' }],
  },
  spanSeconds: {
    since: '0.137',
    differs: 'Feature gates make seconds the unit of span_metrics; before, milliseconds were.',
    does: 'Names the unit itself, seconds, for every line.',
    byHand: 'Look at queries of your own on the durations of another span_metrics: the name of the metric changes with the unit.',
    source: CONTRIB,
  },
  otlpHttp: renamed('0.144', 'otlphttp', 'otlp_http'),
  otlpGrpc: renamed('0.144', 'otlp', 'otlp_grpc'),
  fileLog: renamed('0.149', 'filelog', 'file_log'),
  remoteWrite: renamed('0.154', 'prometheusremotewrite', 'prometheus_remote_write'),
  metricSuffixes: {
    since: '0.154',
    differs: 'add_metric_suffixes of the exporter prometheus is ignored.',
    does: 'Nothing: it writes no such exporter.',
    byHand: 'Write translation_strategy in exporters of your own.',
    source: CONTRIB,
  },
  loadBalancing: renamed('0.156', 'loadbalancing', 'load_balancing'),
  spanMetrics: renamed('0.156', 'spanmetrics', 'span_metrics'),
  kafkaTls: {
    since: '0.160',
    differs: 'auth.tls of the Kafka components is gone.',
    does: 'Nothing: it writes no Kafka component.',
    byHand: 'Write tls beside auth in components of your own.',
    source: CONTRIB,
  },
  labelGate: {
    since: '0.164',
    differs: 'The feature gate PermissiveLabelSanitization is gone.',
    does: 'Nothing.',
    byHand: 'Take it out of featureGates and of the flags: an unknown gate keeps the collector from starting.',
    source: CONTRIB,
  },
} as const satisfies Readonly<Record<string, Change>>;
