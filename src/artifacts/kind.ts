import type { Address } from '../kernel/address.ts';
import type { Outcome } from '../kernel/outcome.ts';
import type { Derived } from '../model/derived.ts';
import type { Environment, ServerKind } from '../model/environment.ts';

/** What a kind compiles from: the whole derived estate, for one environment. */
export interface CompileInput {
  readonly derived: Derived;
  readonly environment: Environment;
}

/** One file, before its text: `path` is below the environment's folder, `content` is what `print` takes. */
export interface Draft<C> {
  readonly path: string;
  readonly content: C;
  /** The definitions it comes from. */
  readonly from: readonly Address[];
}

/** A family of generated files: one folder under `artifacts/` and one line in `kinds.ts`. */
export interface ArtifactKind<C = unknown> {
  /** `prometheus-rules`, `grafana-dashboard`. */
  readonly kind: string;
  /** Whose server takes it; `docs` is for people. */
  readonly server: ServerKind | 'docs';
  /** Where tenants share an environment: one for all of them, or one for each; undefined: both. */
  readonly of?: 'all' | 'each-tenant';
  /** Each of its files is of one service or system, and follows from what that refers to. */
  readonly perScope?: true;
  compile(input: CompileInput): Outcome<readonly Draft<C>[]>;
  /** Canonical text: the same content gives the same bytes. */
  print(content: C): string;
  /** What counts as equal: the content without what a server adds or reorders. Takes our content, or what a server returned. */
  comparable(content: C): unknown;
  /** Kinds that must be on the servers before this one: folders before dashboards. */
  readonly applyAfter: readonly string[];
}

/** Where tenants share an environment, some files are of all of them, and some of each. */
export function isWrittenFor({ of }: Pick<ArtifactKind, 'of'>, { share, shared }: Environment): boolean {
  return of === undefined || (of === 'all' ? !share : !shared);
}

export interface Artifact {
  readonly kind: string;
  readonly server: ServerKind | 'docs';
  readonly environment: string;
  /** Below `generated/<environment>/`, with slashes. */
  readonly path: string;
  /** Made anew each time, as is the text: take it once. */
  readonly content: unknown;
  readonly text: string;
  readonly from: readonly Address[];
  /** Texts of files with the same are made in one go: ask for them one after another. */
  readonly madeWith?: string;
}
