import type { Named } from './named.ts';
import type { PromqlQuery } from './query.ts';
import type { Service } from './service.ts';

export interface ScalingSignal {
  readonly query: PromqlQuery;
  /** How much of it one replica takes. */
  readonly each: number;
}

/** How many replicas a workload has. */
export interface Scaling extends Named {
  readonly service: Service;
  readonly signals: readonly ScalingSignal[];
  readonly workload: { readonly kind: 'Deployment' | 'StatefulSet'; readonly name: string };
  readonly min: number;
  readonly max: number;
  readonly everyMs: number;
  readonly cooldownMs: number;
  /** Replicas while a signal cannot be read; undefined: as many as there are. */
  readonly whenUnknown: number | undefined;
}
