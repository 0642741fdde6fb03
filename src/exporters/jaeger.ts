import { BATCHED } from './batching.ts';
import { type Exporter, type ExporterKind, exporter } from './kind.ts';
import { literal } from './literal.ts';
import { hostPortProblems, type Tls, tlsProblems, tlsWire } from './transport.ts';

export interface JaegerOptions {
  /** OTLP over gRPC: `'jaeger:4317'`. */
  readonly endpoint: string;
  /** @default TLS with the system's certificate authorities */
  readonly tls?: Tls;
}

/** Traces to Jaeger, which takes OTLP since 1.35. Compiles to `otlp_grpc/jaeger`. https://www.jaegertracing.io/docs/latest/apis/ */
export function jaeger(options: JaegerOptions): Exporter {
  return exporter('jaeger', options, jaeger);
}

export const jaegerKind: ExporterKind<JaegerOptions> = {
  type: 'jaeger',
  signals: ['traces'],
  component: 'otlp_grpc',
  problems: ({ endpoint, tls }) => [...hostPortProblems(endpoint), ...tlsProblems(tls)],
  wire: ({ endpoint, tls }) => ({
    id: 'otlp_grpc/jaeger',
    config: { endpoint: literal(endpoint), tls: tlsWire(tls), ...BATCHED },
  }),
};
