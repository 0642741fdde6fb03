import type { Signal } from '../../exporters/kind.ts';
import type { CountedSpans } from '../../sli/from-spans.ts';
import type { Way } from './exporters.ts';
import type { Parts, Tier } from './parts.ts';
import { FILE_STORAGE } from './receivers.ts';
import { spanConnectors, spanPipelines } from './span-metrics.ts';
import { endsOf, routingConnectors, tenantPipelines } from './tenants.ts';
import type { CollectorConfig, Components, Pipeline } from './wire.ts';

const SIGNALS: readonly Signal[] = ['logs', 'metrics', 'traces'];

/** The collector's own logs and metrics. https://opentelemetry.io/docs/collector/internal-telemetry/ */
const TELEMETRY = {
  logs: { encoding: 'json' },
  metrics: { readers: [{ pull: { exporter: { prometheus: { host: '0.0.0.0', port: 8888 } } } }] },
};

/** One file: a pipeline for each signal that goes somewhere, and one more where spans are counted. */
export function assemble({ parts, ways }: Tier, spans: readonly CountedSpans[]): CollectorConfig {
  const used = SIGNALS.filter((signal) => parts[signal].ways.length > 0);
  const merged = (of: 'receivers' | 'processors'): Components => Object.assign({}, ...used.map((signal) => parts[signal][of]));
  const extensions = extensionsOf(merged('receivers'), ways);
  const counted = parts.metrics.ways.length > 0 ? spans : [];
  const routed: Components = Object.assign({}, ...used.map((signal) => routingConnectors(signal, parts[signal].ways)));
  const connectors = { ...(counted.length > 0 && spanConnectors(counted)), ...routed };
  return {
    extensions,
    receivers: merged('receivers'),
    processors: merged('processors'),
    exporters: Object.fromEntries(ways.map((way) => [way.id, way.config])),
    ...(Object.keys(connectors).length > 0 && { connectors }),
    service: {
      extensions: Object.keys(extensions),
      telemetry: TELEMETRY,
      pipelines: {
        ...Object.fromEntries(used.map((signal) => [signal, pipeline(signal, parts)])),
        ...(counted.length > 0 && spanPipelines(pipeline('traces', parts), pipeline('metrics', parts))),
        ...Object.assign({}, ...used.map((signal) => tenantPipelines(signal, parts[signal].ways))),
      },
    },
  };
}

function pipeline(signal: Signal, parts: Parts): Pipeline {
  const { processors, receivers, ways } = parts[signal];
  return { receivers: Object.keys(receivers), processors: Object.keys(processors), exporters: endsOf(signal, ways) };
}

function extensionsOf(receivers: Components, ways: readonly Way[]): Components {
  const stores = Object.values(receivers).some((receiver) => receiver['storage'] === FILE_STORAGE);
  return Object.assign(
    { health_check: { endpoint: '0.0.0.0:13133' } },
    stores && { [FILE_STORAGE]: { directory: '/var/lib/otelcol/file_storage', create_directory: true } },
    ...ways.map((way) => way.extensions ?? {}),
  );
}
