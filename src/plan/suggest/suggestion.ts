import type { Address } from '../../kernel/address.ts';
import type { Derived } from '../../model/derived.ts';
import type { Environment } from '../../model/environment.ts';
import type { Observed, Wanted } from '../observation.ts';
import type { RawDifference } from '../structural-diff.ts';

/** One thing that a server holds otherwise than the definitions say. */
export interface Drifted {
  readonly wanted: Wanted;
  readonly now: Observed;
}

/** An option of a definition, and what it would have to be. */
export interface Edit {
  readonly address: Address;
  /** What the author made: its place is the place to edit. */
  readonly origin: object;
  /** What has the option, where it is no definition by itself: `panel "Latency"`. */
  readonly of?: string;
  /** `labels.tier` */
  readonly option: string;
  /** As it is written in TypeScript; undefined: left out. */
  readonly value: string | undefined;
  /** What else follows. */
  readonly note?: string;
}

/** An edit that would make a definition say what a server says. */
export interface Suggestion extends Edit {
  /** `grafana dashboard/shop-overview` */
  readonly thing: string;
  /** As it is written now; undefined: left out, and `…` where it is no plain value. */
  readonly written: string | undefined;
}

/** What no option of a definition says, with all that stands there; secrets are masked. */
export interface Unsaid {
  readonly thing: string;
  /** In the server's own words; empty for the thing itself. */
  readonly path: readonly string[];
  /** undefined: nothing stands there. */
  readonly server: string | undefined;
  readonly defined: string | undefined;
}

export interface Suggested {
  readonly suggestions: readonly Suggestion[];
  readonly unsaid: readonly Unsaid[];
}

export interface Scene extends Drifted {
  readonly derived: Derived;
  readonly environment: Environment;
}

/** Of one kind of artifact: what each difference (`was` is ours, `now` the server's) asks of the definitions; empty where nothing can. */
export type Suggest = (scene: Scene) => (difference: RawDifference) => readonly Edit[];
