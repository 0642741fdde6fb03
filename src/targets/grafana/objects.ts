import type { Change } from '../../plan/change.ts';
import type { Observed } from '../../plan/observation.ts';
import type { HttpClient, HttpReader } from '../http.ts';
import type { TargetIo } from '../io.ts';
import type { Thing } from '../put-back.ts';

export interface ObjectScope {
  readonly environment: string;
  readonly io: TargetIo;
}

/** A kind of object in Grafana. */
export interface ObjectKind {
  /** What its ids begin with. */
  readonly prefix: `${string}/`;
  /** Ours, and what stands at these uids. */
  observe(client: HttpReader, environment: string, uids: readonly string[]): Promise<readonly Observed[]>;
  /** Makes one change; `now` is what stood there. */
  apply(client: HttpClient, change: Change, now: Observed | undefined, scope: ObjectScope): Promise<void>;
  /** The object at a uid, to put it back. */
  thing(client: HttpClient, uid: string, environment: string): Thing;
}
