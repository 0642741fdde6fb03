import type { Duration, Url } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';
import type { ListenerTlsOptions } from './listener-tls.ts';
import type { Versions } from './server.ts';
import type { StoredOptions } from './servers-telemetry.ts';
import type { Store } from './stores.ts';

/** What one tenant may have. What is left out is as for everybody. */
export interface MimirLimitsOptions {
  /** How long its blocks are kept. `compactor_blocks_retention_period` @default the server's */
  readonly retention?: Duration;
  /** Series in memory at once. `max_global_series_per_user` @default 150000, Mimir's own */
  readonly series?: number;
  /** Samples a second; a burst may be ten times that. `ingestion_rate`, `ingestion_burst_size` @default 10000, Mimir's own */
  readonly samplesPerSecond?: number;
  /** Exemplars in memory; 0 takes none. `max_global_exemplars_per_user` @default 100000 for everybody */
  readonly exemplars?: number;
  /** Groups with more are split when they are compiled. `ruler_max_rules_per_rule_group` @default 20, Mimir's own */
  readonly rulesPerGroup?: number;
  /** `ruler_max_rule_groups_per_tenant` @default 70, Mimir's own */
  readonly ruleGroups?: number;
  /** By Mimir's own names. https://grafana.com/docs/mimir/latest/configure/configuration-parameters/#limits */
  readonly raw?: Readonly<Record<string, unknown>>;
}

/** Addresses of memcached, `host:port` or `dns+host:port`. */
export interface MimirCachesOptions {
  readonly chunks?: string;
  readonly index?: string;
  readonly metadata?: string;
  /** Answers to queries. */
  readonly results?: string;
}

export interface MimirServerOptions extends StoredOptions {
  /** One process, or one per component. @default 'single' */
  readonly form?: 'single' | 'distributed';
  readonly version: Versions['mimir'];
  /** Where other servers reach it, without `/prometheus`. @default 'http://mimir:8080', with `tls` 'https://mimir:8080' */
  readonly url?: Url;
  /** For HTTP. @default plain HTTP */
  readonly tls?: ListenerTlsOptions;
  /** @default filesystem({ directory: '/data/mimir' }) */
  readonly store?: Store;
  /** How long samples are kept; a day at least. @default '400d' */
  readonly retention?: Duration;
  /** How many ingesters, store gateways and Alertmanagers hold a thing. @default 1 in the single form, 3 in the distributed */
  readonly replication?: 1 | 3 | 5;
  /** Distributors write there, and ingesters read from it (`ingest_storage`). `topic`: default 'mimir'; `partitions`: default 3, an ingester each, at most 1,000. */
  readonly kafka?: { readonly address: `${string}:${number}`; readonly topic?: string; readonly partitions?: number };
  /** Copies go to different ones. Each process is told its own as `ZONE` in its environment. @default nobody looks at zones */
  readonly zones?: readonly string[];
  /** @default none: index in memory */
  readonly caches?: MimirCachesOptions;
  /** Of a pair of Prometheus, told apart by the labels `cluster` and `__replica__`, one is taken. @default false */
  readonly deduplicate?: boolean;
  /** For everybody who has none of their own in `limits`. */
  readonly defaults?: MimirLimitsOptions;
  /** By tenant; compiles to `mimir/runtime.yaml`, which is read while the server runs. @default one tenant, no header */
  readonly limits?: Readonly<Record<string, MimirLimitsOptions>>;
  /**
   * The environment's rules. `'loaded'`: its ruler has them and runs none, while Prometheus still does, which is how a move begins.
   * `'evaluated'`: it runs them, and Prometheus has none. @default 'none', without a Prometheus in the environment 'evaluated'
   */
  readonly rules?: 'none' | 'loaded' | 'evaluated';
}
export interface MimirServerDefinition extends MimirServerOptions {
  readonly kind: 'server';
  readonly server: 'mimir';
}

/**
 * A Mimir, which the environment's Prometheus writes to. Compiles to `mimir/mimir.yaml` and `mimir/runtime.yaml`; how its processes are
 * started stands at the head of the first. Left out: one process on its own disk at `http://mimir:8080`, samples kept 400 days.
 * https://grafana.com/docs/mimir/latest/configure/
 */
export function mimirServer(options: MimirServerOptions): MimirServerDefinition {
  return define({ kind: 'server', server: 'mimir', ...options }, mimirServer, options);
}
