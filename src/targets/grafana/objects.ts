import type { Change } from '../../plan/change.ts';
import type { Observed } from '../../plan/observation.ts';
import type { HttpClient } from '../http.ts';
import type { TargetIo } from '../io.ts';
import type { Undo } from '../kind.ts';

/** A kind of object in Grafana. */
export interface ObjectKind {
  /** What its ids begin with. */
  readonly prefix: `${string}/`;
  /** Ours, and what stands at these uids. */
  observe(client: HttpClient, environment: string, uids: readonly string[]): Promise<readonly Observed[]>;
  /** Makes one change; `now` is what stood there. */
  apply(client: HttpClient, change: Change, now: Observed | undefined, io: TargetIo): Promise<Undo>;
}
