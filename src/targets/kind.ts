import type { Artifact } from '../artifacts/kind.ts';
import type { ServerKind, Servers } from '../model/environment.ts';
import type { Reach } from '../model/target.ts';
import type { Change } from '../plan/change.ts';
import type { Observed, Wanted } from '../plan/observation.ts';
import type { TargetIo } from './io.ts';

/** A way to reach one kind of server: one folder under `targets/` and one line in `kinds.ts`. */
export interface TargetKind {
  readonly server: ServerKind;
  readonly by: Reach['by'];
  judge(artifact: Artifact, scope: Scope): Judgement;
  /** An artifact as the things the server holds: a rule file is one file on disk, and several groups in a ruler. */
  wanted(artifact: Artifact, scope: Scope): readonly Wanted[];
  open(reach: Reach, scope: Scope, io: TargetIo): Promise<Session>;
}

/** Whether a way carries an artifact, has no use for it (tests of rules on a server), or cannot carry what the server needs. */
export type Judgement = 'carried' | 'no use' | { readonly refused: string };

/** Whose things a session looks at. */
export interface Scope {
  readonly target: string;
  readonly environment: string;
  readonly servers: Servers;
}

/** Puts one step back. */
export type Undo = () => Promise<void>;

/** A conversation with one server. Every method throws `OutsideFailure`, and leaves nothing half done when it does. */
export interface Session {
  /** What is ours, and what stands at these ids. */
  observe(ids: readonly string[]): Promise<readonly Observed[]>;
  /** What has to be written down before the first change is made: the manifest of a folder. */
  begin(changes: readonly Change[]): Promise<Undo>;
  /** Makes one change; `now` is what stood there when the plan was confirmed. */
  apply(change: Change, now: Observed | undefined): Promise<Undo>;
  /** Makes the server read what was written, or what was put back (no changes). Servers that take each change at once have nothing to do. */
  load(changes: readonly Change[]): Promise<void>;
  /** What the server does not hold as it should, one sentence each; empty when everything is there. */
  verify(wanted: readonly Wanted[]): Promise<readonly string[]>;
  /** Writes down that exactly this is ours, once it is proved. */
  finish(wanted: readonly Wanted[]): Promise<void>;
}
