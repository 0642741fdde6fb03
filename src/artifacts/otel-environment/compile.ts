import { compact, sortedBy, sortedEntries } from '../../kernel/canonical.ts';
import { printDecimal } from '../../kernel/decimal.ts';
import { type Outcome, outcome } from '../../kernel/outcome.ts';
import type { Environment } from '../../model/environment.ts';
import type { Tracing } from '../../model/telemetry.ts';
import { type ConfigFile, headerLines } from '../header.ts';
import type { CompileInput, Draft } from '../kind.ts';

/** Variable → value. https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
export type OtelEnvironment = Readonly<Record<string, string>>;

const OTLP_HTTP_PORT = 4318;

/** What every SDK reads when a service starts: where to send, how context travels, which traces to begin. */
export function compileOtelEnvironment({
  derived,
  environment,
}: CompileInput): Outcome<readonly Draft<ConfigFile<OtelEnvironment>>[]> {
  const endpoint = endpointOf(environment);
  if (endpoint === undefined) return outcome([]);
  const tracings = sortedBy(derived.estate.tracings, (tracing) => tracing.address);
  return outcome(tracings.map((tracing) => draftOf(tracing, endpoint, environment)));
}

/** The collector; Tempo itself where there is none. */
function endpointOf({ servers: { collector, tempo } }: Environment): string | undefined {
  if (collector) return collector.url;
  if (!tempo) return undefined;
  const { hostname, protocol } = new URL(tempo.url);
  return `${protocol}//${hostname}:${OTLP_HTTP_PORT}`;
}

function draftOf(tracing: Tracing, endpoint: string, environment: Environment): Draft<ConfigFile<OtelEnvironment>> {
  const config = {
    OTEL_SERVICE_NAME: tracing.service.name,
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_PROPAGATORS: tracing.propagation.join(','),
    OTEL_RESOURCE_ATTRIBUTES: resourceAttributes(environment),
    ...certificates(environment),
    ...sampler(tracing.sampling),
  };
  return {
    path: `otel/${tracing.service.name}.env`,
    content: { header: headerLines(environment), config },
    from: [tracing.address, environment.address],
  };
}

/** Where the listener has TLS. */
function certificates({ servers: { collector, tempo } }: Environment): OtelEnvironment {
  const { ca, cert, key } = (collector ?? tempo)?.tls?.clients ?? {};
  const files = { CERTIFICATE: ca, CLIENT_CERTIFICATE: cert, CLIENT_KEY: key };
  const named = Object.entries(compact(files)).map(([name, path]) => [`OTEL_EXPORTER_OTLP_${name}`, String(path)]);
  return Object.fromEntries(named);
}

/**
 * A collector that decides at the end has to see every trace; a share taken at the start would be taken twice. What the runtime decides
 * no other SDK can, and it does not ask the environment.
 */
function sampler(sampling: Tracing['sampling']): OtelEnvironment {
  if (sampling.type !== 'head') return { OTEL_TRACES_SAMPLER: 'parentbased_always_on' };
  return { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: printDecimal(sampling.ratio) };
}

/** Comma-separated pairs, values percent-encoded as in W3C baggage. */
function resourceAttributes({ labels, name }: Environment): string {
  const attributes = { 'deployment.environment.name': name, ...labels };
  return sortedEntries(attributes)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join(',');
}
