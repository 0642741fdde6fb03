import type { Versions } from '../model/versions/lines.ts';

export type { Versions };

/** A server of an environment, as authored; what it takes is the constructor's. */
export interface Server<K extends keyof Versions> {
  readonly kind: 'server';
  readonly server: K;
  readonly version: Versions[K];
}
