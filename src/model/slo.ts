import type { CalendarUnit, Run } from '../kernel/calendar.ts';
import type { Rational } from '../kernel/decimal.ts';
import { printDuration } from '../kernel/duration.ts';
import type { LowTraffic } from './low-traffic.ts';
import type { Named } from './named.ts';
import type { Service } from './service.ts';

/** How good events are told from bad ones: a line of the SLI table and its authored settings. */
export interface Sli {
  readonly type: string;
  readonly settings: object;
  readonly groupBy: readonly string[];
}

/** One burn-rate tier: page when both windows burn `factor` times faster than the budget allows. */
export interface Tier {
  readonly name: string;
  /** The name of a level of the scale. */
  readonly severity: string;
  readonly longMs: number;
  readonly shortMs: number;
  readonly factor: Rational;
  /** The share of the period's budget spent when it fires. */
  readonly spend: Rational;
  readonly forMs: number;
  readonly keepFiringForMs: number;
  /** On its alert, besides those of the SLO. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Periods of the calendar of a zone. */
export interface Calendar {
  readonly unit: CalendarUnit;
  readonly timezone: string;
  /** Its periods in the years to come. */
  readonly runs: readonly Run[];
}

export interface Grade {
  readonly name: 'good' | 'warning' | 'critical';
  readonly from: Rational;
  /** As written, `99.9%`. */
  readonly text: string;
}

export interface Slo extends Named {
  readonly service: Service;
  readonly title: string;
  readonly description: string | undefined;
  readonly category: string | undefined;
  readonly priority: string | undefined;
  /** On `slo:info` and on the alerts. */
  readonly labels: Readonly<Record<string, string>>;
  /** Text as written, `99.9%`. */
  readonly objectiveText: string;
  readonly objective: Rational;
  readonly budget: Rational;
  /** Its length; of a period of the calendar, what its alerts take it for. */
  readonly windowMs: number;
  /** The period of the calendar it is counted by. undefined: the window is rolling. */
  readonly calendar: Calendar | undefined;
  readonly sli: Sli;
  readonly tiers: readonly Tier[];
  readonly lowTraffic: LowTraffic;
  /** Thresholds of what is attained, best first. */
  readonly grades: readonly Grade[];
  readonly runbookSteps: readonly string[];
  /** The keys of the SLOs it cannot do without. */
  readonly dependsOn: readonly string[];
}

/** The label `slo` of everything an SLO records and alerts on. */
export function sloKey({ service, name }: Keyed): string {
  return `${service.name}/${name}`;
}

/** `{slo="checkout/availability"}` */
export function sloSelector(slo: Keyed): string {
  return `{slo=${JSON.stringify(sloKey(slo))}}`;
}

/** An SLO, resolved or as authored. */
interface Keyed {
  readonly service: { readonly name: string };
  readonly name: string;
}

/** What its window is called in names and labels: `30d`, `calendar_month`. */
export function windowName({ calendar, windowMs }: Slo): string {
  return calendar ? `calendar_${calendar.unit}` : printDuration(windowMs);
}

/** What its window is called in sentences: `30d`, `the calendar month (Europe/Berlin)`. */
export function windowTitle({ calendar, windowMs }: Slo): string {
  return calendar ? `the calendar ${calendar.unit} (${calendar.timezone})` : printDuration(windowMs);
}
