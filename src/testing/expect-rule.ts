import { AssertionError } from 'node:assert';
import type { Label, Labels } from '../authored/label.ts';
import type { MetricKind } from '../authored/metric.ts';
import type { AnyAlert, Slo } from '../authored/references.ts';
import type { TargetLabel } from '../authored/selection.ts';
import { parseDuration } from '../kernel/duration.ts';
import type { Duration } from '../kernel/literals.ts';
import type { Derived } from '../model/derived.ts';
import { findAlert } from './find-alert.ts';
import { type Expected, judgeRule, type RuleCase } from './judge-rule.ts';
import { findPromtool, PROMTOOL_MISSING } from './promtool.ts';
import { seriesOf } from './series.ts';

/** A metric whose labels are known. */
export interface LabelledMetric<L extends Labels> {
  readonly kind: MetricKind;
  readonly name: string;
  readonly labels: { readonly [K in keyof L]: Label<L[K]> };
}

export interface RuleGiven {
  /** The labels that choose among the alerts of an SLO: `{ slo_tier: 'page-quick' }`. */
  readonly labels?: Readonly<Record<string, string>>;
  /** How often samples arrive and rules are evaluated. @default '1m' */
  readonly every?: Duration;
}

/**
 * What is expected of a rule, judged by promtool when it is **awaited**: nothing has been tested before.
 * Rejects with an `AssertionError` that says when the alert really fires.
 */
export interface RuleExpectation extends PromiseLike<void> {
  /**
   * A series that comes in, in promtool's notation: `'0+60x30'` is 0, 60, … 1800, one value `every` minute.
   * https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
   */
  with<L extends Labels>(
    metric: LabelledMetric<L>,
    labels: NoInfer<L> & { readonly [K in Exclude<TargetLabel, keyof L>]?: string },
    values: string,
  ): RuleExpectation;
  /** A series by its text: `'http_request_duration_seconds_bucket{le="0.5"}'`. */
  withSeries(series: string, values: string): RuleExpectation;
  /** It fires then, and did not one step before. */
  firesAt(time: Duration): RuleExpectation;
  /** It does not fire any more then, and did one step before. */
  clearsAt(time: Duration): RuleExpectation;
  /** It does not fire at any step up to then. */
  staysQuietUntil(time: Duration): RuleExpectation;
}

const EVERY = '1m';

export function ruleExpectation(derived: Derived, alert: AnyAlert | Slo, given: RuleGiven): RuleExpectation {
  const everyMs = milliseconds(given.every ?? EVERY);
  const rule = findAlert(derived, alert, given.labels ?? {});
  if (rule.query.engine !== 'prometheus')
    throw new Error(`${rule.address} is evaluated by ${rule.query.engine}; promtool cannot test it.`);
  return awaitable({ derived, rule, everyMs, series: [], expected: [], said: [] });
}

function awaitable(state: RuleCase): RuleExpectation {
  const { everyMs } = state;
  const expecting = (said: string, expected: readonly Expected[]) =>
    awaitable({ ...state, said: [...state.said, said], expected: [...state.expected, ...expected] });
  const withSeries = (series: string, values: string) => awaitable({ ...state, series: [...state.series, { series, values }] });
  return {
    withSeries,
    with: (metric, labels, values) => withSeries(seriesOf(state, metric, labels as Readonly<Record<string, string>>), values), // a label's values are texts
    firesAt: (time) => expecting(`fires first at ${time}`, edge(milliseconds(time), everyMs, true)),
    clearsAt: (time) => expecting(`clears at ${time}`, edge(milliseconds(time), everyMs, false)),
    staysQuietUntil: (time) => expecting(`stays quiet until ${time}`, quietSteps(milliseconds(time), everyMs)),
    // biome-ignore lint/suspicious/noThenProperty: the sentence is awaited where it ends
    then: (resolved, rejected) => judge(state).then(resolved, rejected),
  };
}

function edge(atMs: number, everyMs: number, firing: boolean): Expected[] {
  return [...(atMs >= everyMs ? [{ atMs: atMs - everyMs, firing: !firing }] : []), { atMs, firing }];
}

function quietSteps(untilMs: number, everyMs: number): Expected[] {
  return Array.from({ length: Math.floor(untilMs / everyMs) + 1 }, (_, index) => ({ atMs: index * everyMs, firing: false }));
}

async function judge(state: RuleCase): Promise<void> {
  if (state.expected.length === 0)
    throw new Error('Nothing is expected of the rule: add `.firesAt(…)`, `.clearsAt(…)` or `.staysQuietUntil(…)`.');
  const promtool = await findPromtool();
  if (!promtool)
    throw new Error(
      `The rule of ${state.rule.address} was not tested: ${PROMTOOL_MISSING}. Skip rule tests where \`await promtoolAvailable()\` is false.`,
    );
  const { holds, actual } = await judgeRule(state, promtool);
  if (holds) return;
  const expected = state.said.join(', ');
  throw new AssertionError({ message: `${state.rule.name} ${actual}; expected: ${expected}.`, expected, actual });
}

function milliseconds(time: Duration): number {
  const parsed = parseDuration(time);
  if (parsed === undefined) throw new Error(`${JSON.stringify(time)} is no duration; write '26m'.`);
  return parsed;
}
