import { compact } from '../kernel/canonical.ts';
import type { Secret } from '../kernel/secret.ts';
import type { SettingProblem } from '../receivers/field.ts';
import { type Exporter, type ExporterKind, exporter } from './kind.ts';
import { literal, secretProblems, secretText } from './literal.ts';
import { type Tls, tlsProblems, tlsWire, urlProblems } from './transport.ts';

export interface ElasticsearchOptions {
  /** `['https://es1:9200']` */
  readonly endpoints: readonly string[];
  /** An API key, base64 as Elasticsearch gives it. @default no authentication */
  readonly apiKey?: Secret;
  /** @default the data stream that `mapping` derives: `logs-generic.otel-default` */
  readonly logsIndex?: string;
  /** @default the data stream that `mapping` derives: `traces-generic.otel-default` */
  readonly tracesIndex?: string;
  /** How documents look. @default 'otel', for Elasticsearch 8.16 and later */
  readonly mapping?: 'otel' | 'ecs' | 'none';
  /** @default TLS with the system's certificate authorities */
  readonly tls?: Tls;
}

/** Logs and traces to Elasticsearch. https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/elasticsearchexporter */
export function elasticsearch(options: ElasticsearchOptions): Exporter {
  return exporter('elasticsearch', options, elasticsearch);
}

export const elasticsearchKind: ExporterKind<ElasticsearchOptions> = {
  type: 'elasticsearch',
  signals: ['logs', 'traces'],
  component: 'elasticsearch',
  problems: ({ apiKey, endpoints, tls }) => [
    ...secretProblems('apiKey', apiKey),
    ...noEndpoint(endpoints),
    ...endpoints.flatMap((endpoint) => urlProblems(endpoint, tls)),
    ...tlsProblems(tls),
  ],
  wire: ({ apiKey, endpoints, logsIndex, mapping = 'otel', tls, tracesIndex }) => ({
    id: 'elasticsearch',
    config: compact({
      endpoints: endpoints.map(literal),
      api_key: apiKey && secretText(apiKey),
      logs_index: logsIndex === undefined ? undefined : literal(logsIndex),
      traces_index: tracesIndex === undefined ? undefined : literal(tracesIndex),
      mapping: { mode: mapping },
      tls: tlsWire(tls),
    }),
  }),
};

function noEndpoint(endpoints: readonly string[]): SettingProblem[] {
  return endpoints.length > 0
    ? []
    : [{ message: 'There is no endpoint.', fix: "write endpoints: ['https://elasticsearch:9200']" }];
}
