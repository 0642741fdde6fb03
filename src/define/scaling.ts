import type { Instant } from '../authored/expr.ts';
import type { Service } from '../authored/references.ts';
import type { Duration } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';

/** What a workload is scaled by. */
export interface ScalingSignalOptions {
  /** One number, whatever the instances: `sum(rate(…))`, or a recording that your service reads as well. */
  readonly query: Instant;
  /** How much of it one replica takes: 100 of `requests per second` make 3 replicas of 250. */
  readonly each: number;
}
export interface ScalingOptions {
  readonly service: Service;
  readonly name: string;
  /** Where several are given, the one that asks for most replicas decides. */
  readonly signals: readonly ScalingSignalOptions[];
  /** What is scaled. @default the Deployment that is called like the service */
  readonly workload?: { readonly kind: 'Deployment' | 'StatefulSet'; readonly name: string };
  /** 0 stops it where no signal asks for a replica. @default 1 */
  readonly min?: number;
  readonly max: number;
  /** How often the signals are asked. @default '30s' */
  readonly every?: Duration;
  /** How long nothing is asked for before the last replica is stopped; only with `min: 0`. @default '5m' */
  readonly cooldown?: Duration;
  /** Replicas while a signal could not be read three times in a row. @default as many as there are */
  readonly whenUnknown?: number;
}
export interface AuthoredScaling extends ScalingOptions {
  readonly kind: 'scaling';
}

/**
 * How many replicas a service has, by its own metrics. Compiles, in environments with `kubernetes` and `prometheus`, to a ScaledObject of KEDA. A
 * signal that has no series is unknown, not zero: an outage of Prometheus scales nothing down.
 * https://keda.sh/docs/latest/scalers/prometheus/
 */
export function scaling(options: ScalingOptions): AuthoredScaling {
  return define({ ...options, kind: 'scaling' }, scaling, options);
}
