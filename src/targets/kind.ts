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
  /** For who only looks: what it gives is made of readers, and can change nothing. */
  look(reach: Reach, scope: Scope, io: TargetIo): Promise<Observer>;
  /** For who applies a plan, and nobody else. */
  open(reach: Reach, scope: Scope, io: TargetIo): Promise<Session>;
}

/** What everybody but who applies a plan knows of a way. */
export type LookingKind = Omit<TargetKind, 'open'>;

/** Whether a way carries an artifact, has no use for it (tests of rules on a server), or cannot carry what the server needs. */
export type Judgement = 'carried' | 'no use' | { readonly refused: string };

/** Whose things a session looks at. */
export interface Scope {
  readonly target: string;
  readonly environment: string;
  readonly servers: Servers;
  /** What a Prometheus adds to everything that leaves it. @default none */
  readonly externalLabels?: Readonly<Record<string, string>>;
}

/** What can be asked of one server. Every method throws `OutsideFailure`. */
export interface Observer {
  /** What is ours, and what stands at these ids. */
  observe(ids: readonly string[]): Promise<readonly Observed[]>;
  /** What the server does not hold as it should, one sentence each; empty when everything is there. */
  verify(wanted: readonly Wanted[]): Promise<readonly string[]>;
  /** What the server says of how what it holds does, once it is verified. Undefined where it can be asked nothing more. */
  readonly evidence?: (wanted: readonly Wanted[]) => Promise<Evidence>;
}

/** One sentence each. */
export interface Evidence {
  /** What was asked, and answered as it should be. */
  readonly proved: readonly string[];
  /** What is not as somebody may hope, and no fault of a deployment. */
  readonly warnings: readonly string[];
}

/** A conversation with one server that changes it. Every method throws `OutsideFailure`. */
export interface Session extends Observer {
  /** Makes one change; `now` is what stood there when the plan was confirmed. Throws `moved` where something else stands there by now. */
  apply(change: Change, now: Observed | undefined): Promise<void>;
  /**
   * Puts back what stood at an id: nothing, where `before` is undefined. `after` is what was to stand there, undefined after a deletion.
   * It looks first, so it is right whether the change was made, half made or not made at all, and another process can do it from what
   * was written down. What is not ours by now is left as it is, and thrown as `moved`.
   */
  restore(id: string, before: Observed | undefined, after: Wanted | undefined): Promise<void>;
  /** Makes the server read what was written, or what was put back (no changes). Servers that take each change at once have nothing to do. */
  load(changes: readonly Change[]): Promise<void>;
  /**
   * Throws where `load` could not be asked of the server, or where it says that it would refuse a change: before anything is begun.
   * Left out: observing has asked it already.
   */
  probe?(changes: readonly Change[]): Promise<void>;
  /** How many changes like this one the server takes at the same time. Left out: one after the other. */
  atOnce?(change: Change): number;
  /** Undefined where each thing bears a mark of its own. */
  readonly ledger?: Ledger;
  /** A file that only one deployment at a time may hold. Undefined where the server itself refuses the second. */
  readonly lockPath?: string;
}

/** Says what is ours on a server whose things bear no mark: the manifest of a folder. */
export interface Ledger {
  /** What it says now, as plain data, for `restore`. */
  read(): Promise<unknown>;
  /** Before the first change: names what will be made, so that after a crash it is not taken for somebody else's. */
  claim(changes: readonly Change[]): Promise<void>;
  /** Once everything is proved: exactly this is ours. */
  settle(wanted: readonly Wanted[]): Promise<void>;
  /** Makes it say what `read` gave, and leaves what it says of others. */
  restore(read: unknown): Promise<void>;
}
