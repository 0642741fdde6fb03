import type { Receiver, SeverityLevel, SeverityWord, TimeInterval } from '../authored/references.ts';
import type { Duration } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';
import type { TeamChannel } from './team.ts';

/** A channel of the owner at all times, or one inside an interval and another outside. */
export type TierDelivery =
  | TeamChannel
  | { readonly to: TeamChannel; readonly during: TimeInterval; readonly otherwise: TeamChannel };

export interface SeverityOptions {
  /** The label `severity` of its alerts. */
  readonly name: string;
  /** What it asks of whoever is told: `'Users are hurt: somebody is woken.'` */
  readonly means: string;
  /** The channel of the owner that takes it. */
  readonly to: TeamChannel;
  /** Well-known words that mean this level: `['high', 'error']`. @default critical also error and high, warning medium, info low */
  readonly also?: readonly SeverityWord[];
  /**
   * Whether somebody else is told when nobody ends it, after what time and whom.
   * @default true where it goes to `page`, else false. `after` left out is the owner's; `to` is for owners that name nobody themselves
   */
  readonly escalate?: boolean | { readonly after?: Duration; readonly to?: Receiver };
  /** Where it goes for services of these tiers: a lesser service need not page at night. @default `to`, for all */
  readonly tiers?: Readonly<Partial<Record<1 | 2 | 3, TierDelivery>>>;
}
export interface AuthoredSeverity extends SeverityLevel, Omit<SeverityOptions, 'name'> {
  readonly kind: 'severity';
}

/** A level of the estate's scale. It is the value of the label `severity`, and a route of every team to the channel it goes to. */
export function severity(options: SeverityOptions): AuthoredSeverity {
  return define({ ...options, kind: 'severity' }, severity, options);
}

export interface SeveritiesOptions {
  /** All of them, the gravest first. */
  readonly levels: readonly AuthoredSeverity[];
}
export interface AuthoredSeverities extends SeveritiesOptions {
  readonly kind: 'severities';
}

/**
 * The scale of the estate, declared once; alerts and tiers have a level of it. What is derived has the level of its name, else the
 * least grave that goes to the same channel. Left out: critical pages, warning is a ticket, info is told.
 */
export function severities(options: SeveritiesOptions): AuthoredSeverities {
  return define({ ...options, kind: 'severities' }, severities, options);
}
