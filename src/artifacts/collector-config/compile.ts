import type { Signal } from '../../exporters/kind.ts';
import { type Diagnostic, error, warning } from '../../kernel/diagnostic.ts';
import { type Outcome, outcome } from '../../kernel/outcome.ts';
import type { CollectorServer, Environment } from '../../model/environment.ts';
import type { Estate } from '../../model/estate.ts';
import { type ConfigFile, headerLines } from '../header.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { mergeRaw } from '../merge-raw.ts';
import { enrichProcessors } from './enrich.ts';
import { type Way, waysOut } from './exporters.ts';
import { labelProcessors } from './labels.ts';
import { FILE_STORAGE, logReceivers, metricReceivers, otlpReceiver } from './receivers.ts';
import { redactProcessors } from './redact.ts';
import { samplingProcessors } from './sampling.ts';
import { countedIn, spanConnectors, spanPipelines } from './span-metrics.ts';
import type { CollectorConfig, Components, Pipeline } from './wire.ts';

export const COLLECTOR_CONFIG_PATH = 'collector/config.yaml';

interface SignalParts {
  readonly receivers: Components;
  readonly processors: Components;
  readonly ways: readonly Way[];
}
const SIGNALS: readonly Signal[] = ['logs', 'metrics', 'traces'];

export function compileCollectorConfig({
  derived,
  environment,
}: CompileInput): Outcome<readonly Draft<ConfigFile<CollectorConfig>>[]> {
  const server = environment.servers.collector;
  if (!server) return outcome([]);
  const { estate } = derived;
  const config = mergeRaw({ ...configOf(server, environment, estate) }, server.raw);
  const from = [environment, ...estate.logStreams, ...estate.tracings].map((one) => one.address);
  return outcome(
    [{ path: COLLECTOR_CONFIG_PATH, content: { header: headerLines(environment), config }, from }],
    diagnose(server, environment, estate),
  );
}

function configOf(server: CollectorServer, environment: Environment, estate: Estate): CollectorConfig {
  const parts = partsOf(server, environment, estate);
  const used = SIGNALS.filter((signal) => parts[signal].ways.length > 0);
  const merged = (of: 'receivers' | 'processors'): Components => Object.assign({}, ...used.map((signal) => parts[signal][of]));
  const ways = waysOut(server, environment);
  const extensions = extensionsOf(merged('receivers'), ways);
  const counted = parts.metrics.ways.length > 0 ? countedIn(estate) : [];
  return {
    extensions,
    receivers: merged('receivers'),
    processors: merged('processors'),
    exporters: Object.fromEntries(ways.map((way) => [way.id, way.config])),
    ...(counted.length > 0 && { connectors: spanConnectors(counted) }),
    service: {
      extensions: Object.keys(extensions),
      telemetry: TELEMETRY,
      pipelines: {
        ...Object.fromEntries(used.map((signal) => [signal, pipeline(parts[signal])])),
        ...(counted.length > 0 && spanPipelines(pipeline(parts.traces), pipeline(parts.metrics))),
      },
    },
  };
}

/** The collector's own logs and metrics. https://opentelemetry.io/docs/collector/internal-telemetry/ */
const TELEMETRY = {
  logs: { encoding: 'json' },
  metrics: { readers: [{ pull: { exporter: { prometheus: { host: '0.0.0.0', port: 8888 } } } }] },
};

/** Refuse before the process is killed: shares of the memory of its container. */
const MEMORY_LIMITER: Components = { memory_limiter: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 20 } };

/** Memory first, then where it was measured, then redaction; sampling last, because it drops the context of a request. */
function partsOf(server: CollectorServer, environment: Environment, estate: Estate): Readonly<Record<Signal, SignalParts>> {
  const always = { ...MEMORY_LIMITER, ...enrichProcessors(server, environment) };
  const redact = redactProcessors(estate.logStreams);
  const ways = (signal: Signal): Way[] => waysOut(server, environment).filter((way) => way.signals.includes(signal));
  return {
    logs: {
      receivers: { ...otlpReceiver(server), ...logReceivers(server, estate.logStreams) },
      processors: { ...always, ...labelProcessors(server, estate.logStreams), ...redact.attributes, ...redact.bodies },
      ways: ways('logs'),
    },
    metrics: { receivers: { ...otlpReceiver(server), ...metricReceivers(server) }, processors: always, ways: ways('metrics') },
    traces: {
      receivers: otlpReceiver(server),
      processors: { ...always, ...redact.attributes, ...samplingProcessors(estate.tracings) },
      ways: ways('traces'),
    },
  };
}

function pipeline({ processors, receivers, ways }: SignalParts): Pipeline {
  return { receivers: Object.keys(receivers), processors: Object.keys(processors), exporters: ways.map((way) => way.id) };
}

function extensionsOf(receivers: Components, ways: readonly Way[]): Components {
  const stores = Object.values(receivers).some((receiver) => receiver['storage'] === FILE_STORAGE);
  return Object.assign(
    { health_check: { endpoint: '0.0.0.0:13133' } },
    stores && { [FILE_STORAGE]: { directory: '/var/lib/otelcol/file_storage', create_directory: true } },
    ...ways.map((way) => way.extensions ?? {}),
  );
}

function diagnose(server: CollectorServer, environment: Environment, estate: Estate): Diagnostic[] {
  const nowhere = waysOut(server, environment).length === 0;
  return [
    ...(nowhere ? [sendsNowhere(server, environment)] : []),
    ...estate.logStreams.flatMap((stream) => unread(stream, server, environment)),
  ];
}

function sendsNowhere(server: CollectorServer, { address, name }: Environment): Diagnostic {
  const message = `The collector of ${name} has nowhere to send: there is no Loki, Tempo, Prometheus or exporter.`;
  return error('collector/no-exporter', address, message, {
    fix: 'give the environment a server, or exporters: [consoleExporter()]',
    origin: server.origin,
  });
}

function unread(stream: Estate['logStreams'][number], server: CollectorServer, { name }: Environment): Diagnostic[] {
  const { address, from, origin } = stream;
  if (from === 'otlp' || server.receive.includes(from)) return [];
  const message = `Nobody reads this stream in ${name}: it comes from ${from}, and the collector does not receive ${from}.`;
  return [
    warning('collector/stream-not-received', address, message, { fix: `add '${from}' to receive of the collector`, origin }),
  ];
}
