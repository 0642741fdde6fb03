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

/** From one number to another, both included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** All fields must hold; of each one span suffices, and an empty one always holds. As Alertmanager has it. */
export interface TimeSpec {
  /** Minutes of the day; here the end is not included. */
  readonly times: readonly Span[];
  /** 0 is Sunday. */
  readonly weekdays: readonly Span[];
  /** 1 to 31; -1 is the last day of a month. */
  readonly daysOfMonth: readonly Span[];
  readonly months: readonly Span[];
  readonly years: readonly Span[];
  /** An IANA zone. */
  readonly location: string;
}

/** Holds while one of its specs does. */
export interface TimeInterval extends Named {
  readonly specs: readonly TimeSpec[];
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
  /** `['...']` is every label; undefined is inherited, as are the three times. */
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
  /** Tried before the derived tree. */
  readonly overrides: readonly Route[];
  /** Instead of the derived tree and of overrides, where somebody wrote it. */
  readonly tree: readonly Route[] | undefined;
  readonly inhibitions: readonly Inhibition[];
}
