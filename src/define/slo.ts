import { type Expr, type Promql, type Recorded, template } from '../authored/expr.ts';
import type { Service, Severity, Slo } from '../authored/references.ts';
import type { Duration, Objective, Percent } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';
import type { AuthoredSli } from '../sli/kind.ts';

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
  return define({ ...options, kind: 'tier' }, tier);
}

export interface SloOptions {
  readonly service: Service;
  /** Its identity inside the service. */
  readonly name: string;
  /** Share of good events wanted, above 0% and below 100%. */
  readonly objective: Objective;
  /** Rolling: `'30d'`. */
  readonly window: Duration;
  readonly sli: AuthoredSli;
  /** @default page at 2% in 1h and 5% in 6h, ticket at 10% in 1d and 3d (Google SRE workbook, chapter 5) */
  readonly alerts?: readonly Tier[];
  /** A tier fires only after this many bad events in its long window. @default { minFailures: 5 } */
  readonly lowTraffic?: { readonly minFailures: number };
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
  const labels = { slo: `${options.service?.name}/${options.name}` };
  const error = recorded(`slo:sli_error:ratio_rate${options.window}`, labels);
  const remaining = recorded('slo:error_budget:remaining_ratio', labels);
  return define({ ...options, kind: 'slo', attained: share('1 - ', error), budget: share('', remaining) }, slo);
}

function recorded(name: string, match: Readonly<Record<string, string>>): Recorded<'ratio'> {
  return { kind: 'recorded', name, unit: 'ratio', match };
}

function share(before: string, value: Promql): Expr<'ratio'> {
  return template('vector', 'ratio', [before, ''], [value], share);
}
