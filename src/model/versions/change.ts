import { compareVersions } from './lines.ts';

/** One way in which lines of a server differ. */
export interface Change {
  /** The first version that is so; where `since` is older than every line it only says what foreign configuration may still hold. */
  readonly since: string;
  /** What differs, in one sentence. */
  readonly differs: string;
  /** What signalbox does about it on either side. */
  readonly does: string;
  /** What nobody can do for the people who run it; nothing where left out. */
  readonly byHand?: string;
  /** Where upstream says so. */
  readonly source: string;
  /** Keys of its configuration that it refuses from then on, and what to write. */
  readonly refuses?: readonly { readonly path: string; readonly fix: string }[];
  /** A component that has another name from then on. */
  readonly renames?: { readonly from: string; readonly to: string };
}

/** Changes of one server by a name that code and documentation share. */
export type Changes = Readonly<Record<string, Change>>;

/** Whether a server of this version has the change already. Every branch on a version is a call of this. */
export function has(change: Change, version: string): boolean {
  return compareVersions(version, change.since) >= 0;
}
