import type { Exporter } from '../exporters/kind.ts';
import type { Duration, Url } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';
import type { CollectorGatewayOptions } from './collector-gateways.ts';
import type { ListenerTlsOptions } from './listener-tls.ts';
import type { LokiScaleOptions } from './loki-scale.ts';
import type { Versions } from './server.ts';
import type { Store } from './stores.ts';

/** What servers with a store have in common. */
export interface StoredOptions {
  /** The `X-Scope-OrgID` of everything written and read; the server then refuses requests without it. @default one tenant, no header */
  readonly tenant?: string;
  /** Merged over the compiled config, key by key: the escape hatch. `null` removes a key. */
  readonly raw?: Readonly<Record<string, unknown>>;
}

export interface LokiOptions extends StoredOptions, LokiScaleOptions {
  readonly version: Versions['loki'];
  /** Where other servers reach it. @default 'http://loki:3100', with `tls` 'https://loki:3100' */
  readonly url?: Url;
  /** For HTTP. In the single form gRPC, which only the process itself uses, then listens on loopback. @default plain HTTP */
  readonly tls?: ListenerTlsOptions;
  /** @default filesystem({ directory: '/loki/chunks' }) */
  readonly store?: Store;
  /** How long lines are kept where their stream does not say; 24h at least. @default '31d' */
  readonly retention?: Duration;
  /** How many ingesters hold a line. @default 1 in the single form, 3 in the distributed */
  readonly replication?: 1 | 3 | 5;
}
export interface LokiDefinition extends LokiOptions {
  readonly kind: 'server';
  readonly server: 'loki';
}

/**
 * A Loki server. Compiles to `loki/loki.yaml`, and with tenants to `loki/runtime.yaml`. Left out: one process on its own disk at `http://loki:3100`, lines kept 31 days.
 * https://grafana.com/docs/loki/latest/configure/
 */
export function loki(options: LokiOptions): LokiDefinition {
  return define({ kind: 'server', server: 'loki', ...options }, loki, options);
}

/** What one tenant has instead of the server's own. */
export interface TempoTenantOptions {
  /** How long its traces are kept. @default the server's */
  readonly retention?: Duration;
  /** Other overrides, by Tempo's names: `{ ingestion: { rate_limit_bytes: 1e6 } }`. @default the server's */
  readonly overrides?: Readonly<Record<string, unknown>>;
}

export interface TempoOptions extends StoredOptions {
  readonly version: Versions['tempo'];
  /** Where other servers reach it; OTLP arrives at port 4317 of the same host. @default 'http://tempo:3200', with `tls` 'https://tempo:3200' */
  readonly url?: Url;
  /** For HTTP and for OTLP. @default plain */
  readonly tls?: ListenerTlsOptions;
  /** One process, or one per component. @default 'single' */
  readonly form?: 'single' | 'distributed';
  /** What single tenants have instead. Compiles to `tempo/overrides.yaml`, which Tempo reads again by itself. @default the same for all */
  readonly tenants?: Readonly<Record<string, TempoTenantOptions>>;
  /** @default filesystem({ directory: '/var/tempo/blocks' }) */
  readonly store?: Store;
  /** How long traces are kept. @default '14d' */
  readonly retention?: Duration;
  /** The distributed form writes to Kafka. `partitions`: one block builder and live store each, default 3, at most 1,000; `topic`: default 'tempo'. */
  readonly kafka?: { readonly address: `${string}:${number}`; readonly topic?: string; readonly partitions?: number };
}
export interface TempoDefinition extends TempoOptions {
  readonly kind: 'server';
  readonly server: 'tempo';
}

/**
 * A Tempo server, with span metrics and service graphs written to the environment's Prometheus. Compiles to `tempo/tempo.yaml`.
 * Left out: one process on its own disk at `http://tempo:3200`, traces kept 14 days. https://grafana.com/docs/tempo/latest/configuration/
 */
export function tempo(options: TempoOptions): TempoDefinition {
  return define({ kind: 'server', server: 'tempo', ...options }, tempo, options);
}

export interface CollectorOptions {
  readonly version: Versions['collector'];
  /** Where applications send OTLP over HTTP. @default 'http://otel-collector:4318', with `tls` 'https://otel-collector:4318' */
  readonly url?: Url;
  /** For OTLP, by gRPC and HTTP, and for syslog. @default plain */
  readonly tls?: ListenerTlsOptions;
  /** What it reads besides OTLP. @default ['files'] */
  readonly receive?: readonly ('files' | 'syslog' | 'journald' | 'hostmetrics')[];
  /** Where else it sends, besides the environment's own servers. @default none */
  readonly exporters?: readonly Exporter[];
  /** Resource attributes added to everything, besides the environment's name and labels. @default none */
  readonly enrich?: Readonly<Record<string, string>>;
  /**
   * Gates it is started with (`--feature-gates`). With `transform.flatten.logs` labels of OTLP lines are sorted by the
   * processor `transform` and checked against their closed sets, else by `groupbyattrs`. @default none
   */
  readonly featureGates?: readonly string[];
  /** `'tiers'`: agents beside the services, and gateways behind them that sample whole traces. @default 'single' */
  readonly form?: 'single' | 'tiers';
  /** In tiers: where the gateways are. @default { dns: 'otel-gateways' } */
  readonly gateways?: CollectorGatewayOptions;
  /** In the single form: how many run behind the one address, at most 1,000. @default 1 */
  readonly replicas?: number;
  /** Merged over the compiled config, key by key: the escape hatch. `null` removes a key. In tiers: that of the agents. */
  readonly raw?: Readonly<Record<string, unknown>>;
}
export interface CollectorDefinition extends CollectorOptions {
  readonly kind: 'server';
  readonly server: 'collector';
}

/**
 * An OpenTelemetry Collector (contrib distribution). Compiles to `collector/config.yaml`: receives, enriches, redacts, samples, sends on.
 * In tiers to `collector/agent.yaml` and `collector/gateway.yaml` instead. By OTLP it sends what arrives within 200 ms together, at most 3 MB at once.
 * Left out: OTLP and files in, the environment's Loki, Tempo and Prometheus out. https://opentelemetry.io/docs/collector/configuration/
 */
export function collector(options: CollectorOptions): CollectorDefinition {
  return define({ kind: 'server', server: 'collector', ...options }, collector, options);
}
