import type { AnyAlert, AnyTeam, Receiver, Service, Severity, Slo, TimeInterval } from '../authored/references.ts';
import type { Duration } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';

export interface KnownMatch {
  readonly service?: Service;
  readonly severity?: Severity;
  readonly alert?: AnyAlert;
  readonly slo?: Slo;
  readonly team?: AnyTeam;
}
/** Which alerts: by the objects they belong to, other labels under `labels`. */
export interface When extends KnownMatch {
  /** A text must be equal, a pattern (RE2, anchored) must match. */
  readonly labels?: Readonly<Record<string, string | RegExp>>;
}
export interface RouteOptions {
  readonly when: When;
  readonly to: Receiver;
  /** Deliver only inside it; outside, the alert is muted, not rerouted. */
  readonly active?: TimeInterval;
  /** Do not deliver inside it. */
  readonly mute?: TimeInterval;
  /** Also deliver where it would have gone otherwise. @default false */
  readonly continue?: boolean;
  readonly groupBy?: readonly string[];
}
export interface Route extends RouteOptions {
  readonly kind: 'route';
}

/** An exception from the derived tree: tried before it, in the order written. Compiles to a child of the root route. */
export function route(options: RouteOptions): Route {
  return define({ ...options, kind: 'route' }, route);
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
  return define({ ...options, kind: 'inhibition' }, inhibit);
}

export interface RoutingOptions {
  /** Gets what no team takes. */
  readonly fallback: Receiver;
  /** One notification for all alerts that agree in these. @default ['alertname', 'service'] */
  readonly groupBy?: readonly string[];
  /** Before the first notification of a group. @default '30s' */
  readonly wait?: Duration;
  /** Before the next, when something new joined the group. @default '5m' */
  readonly interval?: Duration;
  /** Before the same again. @default '4h' */
  readonly repeat?: Duration;
  readonly overrides?: readonly Route[];
  readonly inhibit?: readonly Inhibition[];
}
export interface AuthoredRouting extends RoutingOptions {
  readonly kind: 'routing';
}

/**
 * How alerts travel. The tree itself follows from owners and severities; write only what differs.
 * Left out: `groupBy` alertname and service, `wait` 30s, `interval` 5m, `repeat` 4h. https://prometheus.io/docs/alerting/latest/configuration/#route
 */
export function routing(options: RoutingOptions): AuthoredRouting {
  return define({ ...options, kind: 'routing' }, routing);
}
