import type { Duration } from '../kernel/literals.ts';

type HostPort = `${string}:${number}`;

/** What one tenant has instead of the server's own. */
export interface LokiTenantOptions {
  /** How long its lines are kept where their stream does not say. @default the server's */
  readonly retention?: Duration;
  /** Other limits, by Loki's names: `ingestion_rate_mb`. https://grafana.com/docs/loki/latest/configure/#limits_config @default the server's */
  readonly limits?: Readonly<Record<string, unknown>>;
}

/** What a Loki of many processes has besides. */
export interface LokiScaleOptions {
  /** `'scalable'`: processes that read, write, and the back end of both; gone in Loki 4.0. `'distributed'`: one per component. @default 'single' */
  readonly form?: 'single' | 'scalable' | 'distributed';
  /** Memcached, by address or as `dnssrvnoa+…`: of chunks, and of results of queries. @default none */
  readonly caches?: { readonly chunks?: HostPort; readonly results?: HostPort };
  /** The zones ingesters run in: each line is then held in as many of them as `replication` says. @default zones are not looked at */
  readonly zones?: readonly string[];
  /** Limits of single tenants. Compiles to `loki/runtime.yaml`, which Loki reads again by itself. @default the same for all */
  readonly tenants?: Readonly<Record<string, LokiTenantOptions>>;
}
