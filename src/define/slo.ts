import { type Expr, type Promql, type Recorded, template } from '../authored/expr.ts';
import type { Service, Severity, Slo } from '../authored/references.ts';
import type { Duration, Objective, Percent } from '../kernel/literals.ts';
import { define, readable } from '../kernel/place.ts';
import type { AuthoredSli } from '../sli/kind.ts';
import type { AuthoredCalendar } from './calendar.ts';

export interface TierOptions {
  readonly severity: Severity;
  /** The share of the whole window's budget that is spent when it fires. */
  readonly spend: Percent;
  /** The long window it is spent in. */
  readonly within: Duration;
  /** The short window, which ends the alert soon after the incident. @default a twelfth of `within` */
  readonly short?: Duration;
  /** The label `slo_tier`. @default `<severity>-<within>` */
  readonly name?: string;
  /** Wait before it fires. Costs budget: a full outage spends `for` whole. @default none: the short window is the wait */
  readonly for?: Duration;
  /** Keep firing after the condition has ended. @default none: the short window ends it */
  readonly keepFiringFor?: Duration;
  /** Labels of its alert, besides those of the SLO. */
  readonly labels?: Readonly<Record<string, string>>;
}
export interface Tier extends TierOptions {
  readonly kind: 'tier';
}

/** A burn-rate alert of an SLO: fires when budget is spent at `spend × window / within` times the allowed speed, in both windows. */
export function tier(options: TierOptions): Tier {
  return define({ ...options, kind: 'tier' }, tier, options);
}

/**
 * What a tier needs in its long window besides its ratios, so that one failure at night pages nobody. Without it, at 30 requests an hour
 * and 99.9%, a single failure is a ratio of 3.3% and pages. One of three:
 */
export type LowTrafficOptions =
  /** So many bad events. Simple to explain; at little traffic an outage is told when so many have failed. */
  | { readonly minFailures: number }
  /**
   * Bad events worth this share of the budget of the whole window, by the traffic of the window: a busy day lets nights be. Not above the
   * least `spend` of the tiers. Records `slo:error_budget:events`, the bad events the window allows.
   */
  | { readonly budgetShare: Percent }
  /**
   * The lower end of the Wilson score interval of the ratio is above the threshold: as many events as it takes to be this sure.
   * A failure that was the only event counts: had the objective held, it would have been good.
   * https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval#Wilson_score_interval
   */
  | { readonly confidence: '90%' | '95%' | '99%' | '99.9%' };

/** A further objective of the same indicator. */
export interface FurtherObjective {
  /** After the name of the SLO: `quarter` of `availability` is the SLO `availability-quarter`. */
  readonly name: string;
  readonly objective: Objective;
  readonly window: SloOptions['window'];
  /** @default the standard tiers for its window */
  readonly alerts?: readonly Tier[];
  /** @default that of the SLO */
  readonly lowTraffic?: LowTrafficOptions;
}

/** How good the indicator is called: thresholds of the share of good events, best first. */
export interface Grades {
  readonly good: Objective;
  readonly warning: Objective;
  readonly critical: Objective;
}

export interface SloOptions {
  readonly service: Service;
  /** Its identity inside the service. */
  readonly name: string;
  /** Share of good events wanted, above 0% and below 100%. */
  readonly objective: Objective;
  /** Rolling: `'30d'`; or `calendar('month', 'Europe/Berlin')`. */
  readonly window: Duration | AuthoredCalendar;
  readonly sli: AuthoredSli;
  /** @default page at 2% in 1h and 5% in 6h, ticket at 10% in 1d and 3d (Google SRE workbook, chapter 5) */
  readonly alerts?: readonly Tier[];
  /** What a tier needs besides its ratios, where few events make one failure a large share. @default { minFailures: 5 } */
  readonly lowTraffic?: LowTrafficOptions;
  /**
   * Further objectives of the same indicator, such as one a quarter. Each is an SLO of its own in every respect, and reads what this one
   * records. @default none
   */
  readonly also?: readonly FurtherObjective[];
  /**
   * What is attained, graded: recorded as `slo:sli_grade:state`, 3 from `good` on, 2 from `warning`, 1 from `critical`, 0 below it.
   * On `slo:info` as the labels `grade_good`, `grade_warning` and `grade_critical`. @default none
   */
  readonly grades?: Grades;
  /** @default the name */
  readonly title?: string;
  /** What it promises and to whom: on its board and in its runbook. */
  readonly description?: string;
  /** What it is filed by: `availability`, `latency`, … The label `category` of `slo:info` and of its alerts. */
  readonly category?: string;
  /** What it is weighed by: `P1`, `high`, … The label `priority` of `slo:info` and of its alerts. */
  readonly priority?: string;
  /** Labels of your own, on `slo:info` and on its alerts. */
  readonly labels?: Readonly<Record<string, string>>;
  /** What it cannot do without: an objective higher than what these allow together is a warning. @default [] */
  readonly dependsOn?: readonly Slo[];
  /** What to do first when it burns; printed in its runbook. */
  readonly runbook?: { readonly steps: readonly string[] };
}
export interface AuthoredSlo extends Slo, Omit<SloOptions, 'name' | 'service' | 'objective'> {}

/**
 * A service level objective. Compiles to recordings (`slo:sli_error:ratio_rate5m` …), burn-rate alerts `SloBurn`, `SloNoData`,
 * `SloBudgetExhausted`, their promtool tests, runbooks and a board.
 * Left out: `alerts` page at 2% in 1h and 5% in 6h, ticket at 10% in 1d and 3d; `lowTraffic` five failures.
 */
export function slo(options: SloOptions): AuthoredSlo {
  const { name, service, window } = readable(options);
  const labels = { slo: `${service?.name}/${name}` };
  const error = recorded(`slo:sli_error:ratio_rate${windowName(window)}`, labels);
  const remaining = recorded('slo:error_budget:remaining_ratio', labels);
  return define({ ...options, kind: 'slo', attained: share('1 - ', error), budget: share('', remaining) }, slo, options);
}

function windowName(window: SloOptions['window']): string {
  return typeof window === 'object' ? `calendar_${window?.unit}` : window;
}

function recorded(name: string, match: Readonly<Record<string, string>>): Recorded<'ratio'> {
  return { kind: 'recorded', name, unit: 'ratio', match };
}

function share(before: string, value: Promql): Expr<'ratio'> {
  return template('vector', 'ratio', [before, ''], [value], share);
}
