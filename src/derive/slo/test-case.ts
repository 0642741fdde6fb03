import { toNumber } from '../../kernel/decimal.ts';
import type { ExpectedValues, RuleTest } from '../../model/rule-test.ts';
import { type Slo, sloKey, type Tier } from '../../model/slo.ts';
import type { Missing, SliSample } from '../../sli/kind.ts';
import type { Traffic } from './test-series.ts';
import { thresholdOf as exactThreshold } from './tier-numbers.ts';

/** One SLO while its tests are written. */
export interface SloCase {
  readonly slo: Slo;
  /** The SLO whose recordings it reads. */
  readonly leader: Slo | undefined;
  /** Where its rules stand. */
  readonly file: string;
  readonly samples: readonly SliSample[];
  /** It counts events; else it asks for a state, which is bad or not and nothing between. */
  readonly counts: boolean;
  /** How long after an event windows that are summed from the base recordings have seen half of it. */
  readonly lagMs: number;
  /** What time counts as in which nothing was measured. */
  readonly missing: Missing;
  /** The tier of the shortest long window. */
  readonly quickest: Tier;
  readonly intervalMs: number;
  readonly scrapeMs: number;
}

const FED_EVERY_MS = 3 * 3_600_000;

/** How often rules run where what they read is fed: seldom, so that each evaluation is a story of its own and hours cost nothing. */
export function fedEveryMs(one: SloCase): number {
  return up(FED_EVERY_MS, one);
}

/** Events a second in tests: enough that every share of them is a whole number. */
const BUSY = 1_000_000;

export function busy(forMs: number, badShare: number): Traffic {
  return { forMs, perSecond: BUSY, badShare };
}

export function idle(forMs: number): Traffic {
  return { forMs, perSecond: 0, badShare: 0 };
}

/** One event an evaluation, all bad. */
export function failures(count: number, { intervalMs }: SloCase): Traffic {
  return { forMs: count * intervalMs, perSecond: 1000 / intervalMs, badShare: 1 };
}

export function sloTest(one: SloCase, what: string, series: RuleTest['series'], values: RuleTest['values']): RuleTest {
  const { slo, file, intervalMs } = one;
  const start = testStart(slo);
  const from = start === undefined ? {} : { startSeconds: start };
  return { name: `${sloKey(slo)}: ${what}`, scope: file, intervalMs, ...from, series, alerts: [], values };
}

/** Whether the alert of a tier fires at a moment. */
export function burning(one: SloCase, tier: Tier, evalMs: number, fires: boolean): ExpectedValues {
  return burningWhere(one, tier, evalMs, '', fires);
}

/** The same for one group: `route="/"`. */
export function burningWhere({ slo }: SloCase, tier: Tier, evalMs: number, group: string, fires: boolean): ExpectedValues {
  const labels = `,slo_tier=${JSON.stringify(tier.name)},severity=${JSON.stringify(tier.severity)}${group === '' ? '' : `,${group}`}`;
  return alerting(slo, 'SloBurn', evalMs, fires, labels);
}

export function alerting(slo: Slo, alertname: string, evalMs: number, fires: boolean, more = ''): ExpectedValues {
  const { service } = slo;
  const labels = `alertname="${alertname}",slo=${JSON.stringify(sloKey(slo))},service=${JSON.stringify(service.name)},owner=${JSON.stringify(service.owner.name)}${more},alertstate="firing"`;
  return counted(`ALERTS{${labels}}`, evalMs, fires ? 1 : 0);
}

/** How many series a query gives. */
export function counted(query: string, evalMs: number, value: number): ExpectedValues {
  return { expr: `count(${query}) or vector(0)`, evalMs, samples: [{ labels: '{}', value }] };
}

/** That a query gives one value, of about that size: promtool compares numbers to the last bit. */
export function about(query: string, evalMs: number, value: number, within: number): ExpectedValues {
  const [low, high] = [value - within, value + within].map((bound) => Number(bound.toPrecision(6)));
  return counted(`${query} > ${low} < ${high}`, evalMs, 1);
}

/** That a query gives one value, which is whole but for rounding. */
export function exactly(query: string, evalMs: number, value: number): ExpectedValues {
  return counted(`round(${query}, 0.001) == ${value}`, evalMs, 1);
}

/** The next moment that is an evaluation. */
export function up(milliseconds: number, { intervalMs }: SloCase): number {
  return Math.ceil(milliseconds / intervalMs) * intervalMs;
}

export function thresholdOf({ slo }: SloCase, tier: Tier): number {
  return toNumber(exactThreshold(slo, tier));
}

/** When a test of an SLO begins: an hour into a period as long as alerts take it for, if there is one. */
function testStart({ calendar, windowMs }: Slo): number | undefined {
  if (!calendar) return undefined;
  const usual = calendar.runs.find(({ length }) => length * 1000 === windowMs) ?? calendar.runs[0];
  return (usual?.from ?? 0) + 3600;
}
