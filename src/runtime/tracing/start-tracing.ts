import type { Sampling } from '../../authored/sampling.ts';
import type { Sampler } from '../sampling/kind.ts';
import { otelSampler } from '../sampling/otel-sampler.ts';
import { samplerOf } from '../sampling/sampler.ts';
import { type Processor, samplingProcessor } from '../sampling/sampling-processor.ts';

export interface TracingOptions {
  /** `service.name`. */
  readonly service: string;
  /** Further resource attributes. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Of OTLP over HTTP, without `/v1/traces`. @default OTEL_EXPORTER_OTLP_ENDPOINT, else http://localhost:4318 */
  readonly endpoint?: string;
  /** How spans are sent. @default OTEL_EXPORTER_OTLP_TRACES_COMPRESSION or OTEL_EXPORTER_OTLP_COMPRESSION, else 'gzip' */
  readonly compression?: 'gzip' | 'none';
  /** The definition the collector's configuration is generated from, or a sampler. @default all traces are kept */
  readonly sampling?: Sampling | Sampler<never>;
  /** Instead of the exporter: where ended spans go. */
  readonly processor?: Processor;
  /** An `IdGenerator` of the SDK: where the ids of traces and spans come from. @default by chance */
  readonly idGenerator?: { generateTraceId(): string; generateSpanId(): string };
}
export interface Tracing {
  /** Sends what is left and stops: a hook for `gracefulShutdown`. */
  stop(): Promise<void>;
}

/** As much of the SDK's packages as is used. */
interface Provider {
  register(): void;
  shutdown(): Promise<void>;
}
interface Sdk {
  readonly NodeTracerProvider: new (config: object) => Provider;
  readonly BatchSpanProcessor: new (exporter: unknown) => Processor;
}

const SDK = '@opentelemetry/sdk-trace-node';
const RESOURCES = '@opentelemetry/resources';
const COMPRESSION = ['OTEL_EXPORTER_OTLP_TRACES_COMPRESSION', 'OTEL_EXPORTER_OTLP_COMPRESSION'];
const EXPORTER = '@opentelemetry/exporter-trace-otlp-http';

/**
 * Sets the OpenTelemetry SDK up, which the application has installed: W3C propagation, the sampler, and a batch exporter to the
 * collector. A `tail` definition is decided in the collector; its rate is recorded on the spans here.
 */
export async function startTracing(options: TracingOptions): Promise<Tracing> {
  const { NodeTracerProvider, BatchSpanProcessor } = await load<Sdk>(SDK);
  const { resourceFromAttributes } = await load<{ resourceFromAttributes(of: object): unknown }>(RESOURCES);
  const next = options.processor ?? new BatchSpanProcessor(await exporterTo(options));
  const subject = options.sampling && samplerFrom(options.sampling);
  const processor =
    subject?.decidesAt === 'end' ? samplingProcessor({ sampler: subject, next, drop: !isDefinition(options.sampling) }) : next;
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': options.service, ...options.attributes }),
    spanProcessors: [processor],
    ...(options.idGenerator && { idGenerator: options.idGenerator }),
    ...(subject === undefined ? {} : { sampler: otelSampler(subject as Sampler) }), // one that decides at the end is not asked there
  });
  provider.register();
  return { stop: () => provider.shutdown() };
}

function isDefinition(sampling: TracingOptions['sampling']): sampling is Sampling {
  return sampling !== undefined && 'type' in sampling;
}

function samplerFrom(sampling: Sampling | Sampler<never>): Sampler<never> {
  return isDefinition(sampling) ? samplerOf(sampling) : sampling;
}

async function exporterTo({ endpoint, compression = compressionHere() }: TracingOptions): Promise<unknown> {
  const { OTLPTraceExporter } = await load<{ OTLPTraceExporter: new (config: object) => unknown }>(EXPORTER);
  const url = endpoint === undefined ? {} : { url: `${endpoint.replace(/\/$/, '')}/v1/traces` };
  return new OTLPTraceExporter({ ...url, ...(compression && { compression }) });
}

/** What the environment says is left to the exporter, which reads it: it alone says what is wrong with it. */
function compressionHere(): 'gzip' | undefined {
  return COMPRESSION.some((name) => (process.env[name] ?? '') !== '') ? undefined : 'gzip';
}

async function load<T>(name: string): Promise<T> {
  try {
    return (await import(name)) as T; // its public API
  } catch (cause) {
    throw new Error(`tracing needs ${name}: npm install ${SDK} ${RESOURCES} ${EXPORTER}`, { cause });
  }
}
