import type { ServerKind } from '../model/environment.ts';
import type { Change } from '../plan/change.ts';

/** What has just happened to a server; `done` and `total` count its changes. */
export interface Progress {
  readonly server: ServerKind;
  readonly step: 'applied' | 'loaded' | 'verified' | 'restored';
  /** Of `applied`. */
  readonly change?: Change;
  readonly done: number;
  readonly total: number;
}
