import type { AnyAlert, AnyTeam, Receiver, Service, Severity, Slo, System, TimeInterval } from '../authored/references.ts';
import type { Match, Not } from '../authored/selection.ts';
import type { Duration } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';

/** One, one of several, or `not(…)` some. */
export type OneOf<T> = T | readonly T[] | Not<T>;
type OneOrMore<T> = T | readonly T[];

export interface KnownMatch {
  readonly service?: OneOf<Service>;
  /** Of its services: whatever these are when it is compiled. */
  readonly system?: OneOf<System>;
  readonly severity?: OneOf<Severity>;
  /** By name and, unless it is `not(…)`, by service. */
  readonly alert?: OneOf<AnyAlert>;
  readonly slo?: OneOf<Slo>;
  /** That owns the service. */
  readonly team?: OneOf<AnyTeam>;
  /** The label `tenant`. */
  readonly tenant?: Exclude<Match<string>, { readonly kind: 'variable' }>;
}
/** Which alerts: by the objects they belong to, other labels under `labels`. All of it must hold. */
export interface When extends KnownMatch {
  /** A text must be equal, a pattern (RE2, anchored) must match; a list, or `not(…)`. A label that is missing is the empty text. */
  readonly labels?: Readonly<Record<string, Exclude<Match<string>, { readonly kind: 'variable' }>>>;
}

/** Labels whose values make a group; `'all'`: every alert is a group of its own; `[]`: all of them are one. */
export type GroupBy = 'all' | readonly string[];

export interface Grouping {
  /** One notification for all alerts that agree in these. */
  readonly groupBy?: GroupBy;
  /** Before the first notification of a group: what else fires meanwhile comes with it. */
  readonly wait?: Duration;
  /** Before the next, when something joined the group or left it. */
  readonly interval?: Duration;
  /** Before the same again; looked at only once an `interval`, so make it a multiple of that. */
  readonly repeat?: Duration;
}
interface RouteCommon extends Grouping {
  readonly when: When;
  /** Deliver only inside one of these; outside, the alert is muted, not rerouted. Not inherited by `routes`. */
  readonly active?: OneOrMore<TimeInterval>;
  /** Do not deliver inside any of these. Not inherited by `routes`. */
  readonly mute?: OneOrMore<TimeInterval>;
  /** Also try the routes after this one. @default false */
  readonly continue?: boolean;
}
interface Leads {
  readonly to: Receiver;
  /** Tried in order; what none of them takes stays here. They inherit `to`, grouping and times. */
  readonly routes?: readonly Route[];
}
interface Branches {
  /** @default that of the route above, at the top the fallback */
  readonly to?: Receiver;
  readonly routes: readonly Route[];
}
export type RouteOptions = RouteCommon & (Leads | Branches);
export type Route = RouteOptions & { readonly kind: 'route' };

/**
 * A node of the tree: in `overrides` it is tried before the derived tree, in the order written; in `tree` it stands instead.
 * Compiles to a child of the root route. https://prometheus.io/docs/alerting/latest/configuration/#route
 */
export function route(options: RouteOptions): Route {
  return define({ ...options, kind: 'route' }, route, options);
}

export interface InhibitOptions {
  /** While one of these fires … */
  readonly while: When;
  /** … these are silent, */
  readonly silence: When;
  /** if these labels have equal values on both; at least one, or everything silences everything. */
  readonly equal: readonly string[];
}
export interface Inhibition extends InhibitOptions {
  readonly kind: 'inhibition';
}

/** A cause that makes its consequences quiet. Compiles to `inhibit_rules`. https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule */
export function inhibit(options: InhibitOptions): Inhibition {
  return define({ ...options, kind: 'inhibition' }, inhibit, options);
}

interface RoutingCommon extends Grouping {
  /** Gets what no route takes. */
  readonly fallback: Receiver;
  readonly inhibit?: readonly Inhibition[];
}
export type RoutingOptions = RoutingCommon &
  (
    | {
        /** Tried before the tree that follows from owners and severities. */
        readonly overrides?: readonly Route[];
        readonly tree?: never;
      }
    | {
        /** The whole tree: nothing follows from owners and severities then, but what escalates and what budget policies tell. */
        readonly tree: readonly Route[];
        readonly overrides?: never;
      }
  );
export type AuthoredRouting = RoutingOptions & { readonly kind: 'routing' };

/**
 * How alerts travel. The tree itself follows from owners and severities; write only what differs.
 * Left out: `groupBy` alertname and service, `wait` 30s, `interval` 5m, `repeat` 4h. https://prometheus.io/docs/alerting/latest/configuration/#route
 */
export function routing(options: RoutingOptions): AuthoredRouting {
  return define({ ...options, kind: 'routing' }, routing, options);
}
