import type { Artifact } from '../../src/artifacts/kind.ts';
import type { Target } from '../../src/model/target.ts';
import type { KindOrder } from '../../src/plan/apply-order.ts';
import type { TargetIo } from '../../src/targets/io.ts';
import type { Fault, Injector } from './injector.ts';

/** A target of one kind, its server, and two versions of what it is to hold: fifty changes lie between them. */
export interface World {
  readonly target: Target;
  readonly io: TargetIo;
  readonly old: readonly Artifact[];
  readonly new: readonly Artifact[];
  readonly order: readonly KindOrder[];
  readonly faults: Injector;
  /** What can happen to an operation. */
  readonly kinds: readonly Fault[];
  /** Keeps what the server holds now, for `reset`. */
  keep(): Promise<void>;
  reset(): Promise<void>;
  /** Everything the server holds, ours and others', without counters of versions. */
  snapshot(): Promise<unknown>;
  stop(): Promise<void>;
}

/** One line of `worlds.ts`. */
export interface WorldKind {
  readonly name: string;
  open(folder: string): Promise<World>;
}

export type Age = 'old' | 'new';

/** 10 that go, 20 that change, 20 that are new: a name, and whether it is there and how. */
export function fifty<T>(age: Age, make: (name: string, version: number) => T): T[] {
  const [from, to] = age === 'old' ? [0, 30] : [10, 50];
  return Array.from({ length: to - from }, (_, at) => make(`n${String(from + at).padStart(2, '0')}`, age === 'old' ? 1 : 2));
}
