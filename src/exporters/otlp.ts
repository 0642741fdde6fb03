import { BATCHED } from './batching.ts';
import { type Exporter, type ExporterKind, exporter } from './kind.ts';
import { literal } from './literal.ts';
import {
  type Headers,
  headerProblems,
  headersWire,
  hostPortProblems,
  type Tls,
  tlsProblems,
  tlsWire,
  urlProblems,
} from './transport.ts';

export interface OtlpOptions {
  /** Tells it from others of its kind: `otlp_http/<name>`. */
  readonly name: string;
  /** `host:port` for gRPC, a URL for HTTP. */
  readonly endpoint: string;
  /** @default 'grpc' */
  readonly protocol?: 'grpc' | 'http';
  /** @default none */
  readonly headers?: Headers;
  /** @default TLS with the system's certificate authorities */
  readonly tls?: Tls;
}

/** Everything to any server that speaks OTLP. https://opentelemetry.io/docs/specs/otlp/ */
export function otlp(options: OtlpOptions): Exporter {
  return exporter('otlp', options, otlp);
}

const COMPONENTS = { grpc: 'otlp_grpc', http: 'otlp_http' } as const;

export const otlpKind: ExporterKind<OtlpOptions> = {
  type: 'otlp',
  signals: ['logs', 'metrics', 'traces'],
  component: COMPONENTS.grpc,
  problems: ({ endpoint, headers, protocol = 'grpc', tls }) => [
    ...(protocol === 'grpc' ? hostPortProblems(endpoint) : urlProblems(endpoint, tls)),
    ...headerProblems(headers),
    ...tlsProblems(tls),
  ],
  wire: ({ endpoint, headers, name, protocol = 'grpc', tls }) => ({
    id: `${COMPONENTS[protocol]}/${name}`,
    config: { endpoint: literal(endpoint), ...headersWire(headers), tls: tlsWire(tls), ...BATCHED },
  }),
};
