import type { Unit } from '../kernel/unit.ts';
import type { LabelShape, MetricType } from '../query/shape.ts';
import type { Named } from './named.ts';
import type { Receiver } from './routing.ts';

export interface Team extends Named {
  readonly page: Receiver | undefined;
  readonly ticket: Receiver | undefined;
  readonly info: Receiver | undefined;
  readonly escalate: { readonly afterMs: number; readonly to: Receiver } | undefined;
}

export interface System extends Named {
  readonly title: string;
  readonly owner: Team;
}

export interface Metric extends Named {
  readonly type: MetricType;
  readonly help: string;
  readonly unit: Unit;
  readonly labels: Readonly<Record<string, LabelShape>>;
  readonly buckets: readonly number[];
  readonly native: boolean;
  readonly exemplars: boolean;
  readonly quantiles: readonly number[];
  /** Kept this long instead of the server's retention; undefined is the server's. */
  readonly retentionMs: number | undefined;
  /** `redis_exporter v1.74.0` where the definition comes from a catalogue, else undefined. */
  readonly catalogue: string | undefined;
}

/** How a service is scraped; targets come from the environment, by default `<service>:<port>`. */
export interface Scrape {
  readonly port: number;
  readonly path: string;
  readonly scheme: 'http' | 'https';
  /** undefined is the server's scrape interval. */
  readonly intervalMs: number | undefined;
  /** Keep only the declared metrics (`metric_relabel_configs`). */
  readonly keep: 'declared' | 'all';
}

export interface Service extends Named {
  readonly title: string;
  readonly system: System | undefined;
  readonly owner: Team;
  readonly tier: 1 | 2 | 3;
  readonly metrics: readonly Metric[];
  readonly scrape: Scrape | undefined;
  /** Versions that should not run: every one below, and these. */
  readonly retired?: { readonly below: string | undefined; readonly versions: readonly string[] };
  /** The label `job` of its series. */
  readonly job: string;
}
