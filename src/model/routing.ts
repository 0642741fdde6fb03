import type { Secret } from '../kernel/secret.ts';
import type { MatchOp } from './matcher.ts';
import type { Named } from './named.ts';

export interface ReceiverIntegration {
  /** A line of the receivers table: `slack`, `pagerduty`. */
  readonly type: string;
  readonly settings: object;
  readonly secrets: Readonly<Record<string, Secret>>;
  /** The channel, as authored. */
  readonly origin: object;
}

export interface Receiver extends Named {
  /** Empty: delivers to nobody, and says so. */
  readonly integrations: readonly ReceiverIntegration[];
}

export interface TimeInterval extends Named {
  readonly weekdays: readonly string[];
  readonly times: readonly { readonly start: string; readonly end: string }[];
  readonly location: string;
}

export interface LabelMatch {
  readonly label: string;
  readonly op: MatchOp;
  readonly value: string;
}

/** A node of the route tree. Matching, inheritance and `continue` are Alertmanager's. */
export interface Route {
  readonly receiver: Receiver;
  readonly matchers: readonly LabelMatch[];
  readonly groupBy: readonly string[] | undefined;
  readonly groupWaitMs: number | undefined;
  readonly groupIntervalMs: number | undefined;
  readonly repeatIntervalMs: number | undefined;
  readonly active: readonly TimeInterval[];
  readonly mute: readonly TimeInterval[];
  readonly continue: boolean;
  readonly routes: readonly Route[];
  /** Why the node is there: `payments owns critical alerts of checkout`. */
  readonly because: string;
  readonly origin: object | undefined;
}

export interface Inhibition {
  readonly source: readonly LabelMatch[];
  readonly target: readonly LabelMatch[];
  readonly equal: readonly string[];
  readonly because: string;
  readonly origin: object | undefined;
}

/** What an author wrote about routing, resolved; the tree itself is derived. */
export interface Routing extends Named {
  readonly fallback: Receiver;
  readonly groupBy: readonly string[];
  readonly groupWaitMs: number;
  readonly groupIntervalMs: number;
  readonly repeatIntervalMs: number;
  readonly overrides: readonly Route[];
  readonly inhibitions: readonly Inhibition[];
}
