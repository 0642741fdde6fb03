/** One tracer per service, though all run in one process: each has its own `service.name`. */
import { context, propagation, type Tracer, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { samplerOf, samplingProcessor } from 'signalbox/runtime';
import { agentTraces, masterTraces } from '../traces.ts';

type Sampling = typeof masterTraces.sampling;

export interface Tracing {
  tracer(service: string, instance: string): Tracer;
  /** Sends what is left, and takes the globals away again. */
  stop(): Promise<void>;
}

const EXPORT_TIMEOUT_MILLISECONDS = 1_000;
const EXPORT_EVERY_MILLISECONDS = 500;

/** Without an endpoint spans are made, so that logs have trace ids, and thrown away. */
export function tracing(otlpEndpoint: string | undefined): Tracing {
  const providers: NodeTracerProvider[] = [];
  return {
    tracer: (service, instance) => {
      const provider = new NodeTracerProvider({
        resource: resourceFromAttributes({
          'service.name': service,
          'service.instance.id': instance,
          'service.namespace': 'phoenix',
        }),
        spanProcessors: otlpEndpoint === undefined ? [] : [sampled(samplingOf(service), exportTo(otlpEndpoint))],
      });
      if (providers.length === 0) provider.register(); // the context manager and the W3C propagator are the process's
      providers.push(provider);
      return provider.getTracer('phoenix');
    },
    stop: async () => {
      await Promise.allSettled(providers.map((provider) => provider.shutdown()));
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
}

function samplingOf(service: string): Sampling {
  return [masterTraces, agentTraces].find((one) => one.service.name === service)?.sampling ?? masterTraces.sampling;
}

/** The collector drops; the decision and its rate stand on every span, so that counts of spans can be corrected. */
function sampled(sampling: Sampling, next: SpanProcessor): SpanProcessor {
  return samplingProcessor({ sampler: samplerOf(sampling), next, drop: false });
}

function exportTo(endpoint: string): BatchSpanProcessor {
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: EXPORT_TIMEOUT_MILLISECONDS });
  return new BatchSpanProcessor(exporter, {
    scheduledDelayMillis: EXPORT_EVERY_MILLISECONDS,
    exportTimeoutMillis: EXPORT_TIMEOUT_MILLISECONDS,
  });
}
