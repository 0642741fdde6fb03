import { expose } from './exposition.ts';
import { TEXT } from './exposition-format.ts';
import { processWide } from './process-wide.ts';

/**
 * The part of a `prom-client` 15 (or `@prometheus-io/client`) registry that is used. Structural on purpose:
 * the library stays an optional peer, and whichever copy the application has is the one that counts.
 */
export interface Registry {
  registerMetric(metric: never): void;
  getSingleMetric(name: string): unknown;
  getMetricsAsArray(): readonly unknown[];
}

/** Our own: what `instruments` uses where none is given. Metrics of prom-client may be registered in it too. */
export interface OwnRegistry extends Registry {
  readonly contentType: string;
  /** The text format. `metricsText` knows OpenMetrics as well. */
  metrics(): Promise<string>;
  removeSingleMetric(name: string): void;
  clear(): void;
}

export function registry(): OwnRegistry {
  const byName = new Map<string, unknown>();
  const own: OwnRegistry = {
    contentType: TEXT.contentType,
    registerMetric: (metric: never) => {
      const { name } = metric as { readonly name: string }; // every metric object of these libraries has one
      const known = byName.get(name);
      if (known !== undefined && known !== metric) throw new Error(`metric ${name} is registered already`);
      byName.set(name, metric);
    },
    getSingleMetric: (name) => byName.get(name),
    getMetricsAsArray: () => [...byName.values()],
    metrics: () => expose(own, TEXT),
    removeSingleMetric: (name) => {
      byName.delete(name);
    },
    clear: () => byName.clear(),
  };
  return own;
}

/** The registry of this process, made when it is first asked for and shared by every copy of this package. */
export function defaultRegistry(): OwnRegistry {
  return processWide('registry', registry);
}
