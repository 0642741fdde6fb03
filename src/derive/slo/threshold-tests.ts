import { toNumber } from '../../kernel/decimal.ts';
import type { LowTraffic } from '../../model/low-traffic.ts';
import type { InputSeries, RuleTest } from '../../model/rule-test.ts';
import type { Tier } from '../../model/slo.ts';
import { fed } from './fed.ts';
import { isLong } from './long-tier-tests.ts';
import { ALLOWED, errorRatio, rates, sloSelector, TOTAL } from './names.ts';
import { burning, fedEveryMs, type SloCase, sloTest, thresholdOf } from './test-case.ts';
import { BASE_MS } from './timing.ts';

/** What the windows of a tier show, and whether it fires. */
export interface Scene {
  /** Bad events in the long window, and the share of events that they are. */
  readonly bad: number;
  readonly share: number;
  /** The share in the short window. */
  readonly short: number;
  readonly fires: boolean;
}

/** What is just enough and just too little. */
const ABOVE = 1.02;
const BELOW = 0.98;
/** The same of how many events a guard wants, of which its formula is shown to the last term. */
const CLOSE = 1e-4;
const MANY = 1e9;
/** Bad events the window allows, where a guard asks for a share of them. */
export const ALL_ALLOWED = 1000;

/**
 * Every condition of a tier is just met, and then each of them just not. What its windows show is fed as if it had been recorded, so that an
 * evaluation is a scene. Composites record their events from what is fed here, and are left out: their tiers are written like all others.
 */
export function thresholdTests(one: SloCase): RuleTest[] {
  if (one.lagMs > 0 || one.missing !== 'ignored') return [];
  return one.slo.tiers.filter((tier) => !isLong(tier) && tier.longMs > BASE_MS).map((tier) => thresholdTest(one, tier));
}

function thresholdTest(one: SloCase, tier: Tier): RuleTest {
  const every = fedEveryMs(one);
  const held = 1 + Math.ceil(Math.max(tier.forMs, tier.keepFiringForMs) / every);
  // twice the window, so that one that is too long would show more
  const before = Math.ceil((2 * tier.longMs) / every);
  const test = sloTest(
    one,
    `${tier.name} wants each of its conditions`,
    () => series(one, tier, { before, held }),
    () => scenesOf(one, tier).map(({ fires }, index) => burning(one, tier, (before + held * (index + 1)) * every, fires)),
  );
  return { ...test, evaluatedMs: every };
}

export function scenesOf(one: SloCase, tier: Tier): Scene[] {
  const threshold = thresholdOf(one, tier);
  const [below, above, well] = around(threshold);
  const enough = enoughFor(one.slo.lowTraffic, well, threshold);
  const many = { bad: MANY, share: well, short: well };
  return [
    { ...many, share: below, fires: false },
    { ...many, short: below, fires: false },
    { ...many, share: above, short: above, fires: true },
    ...(enough.few > 0 ? [{ ...many, bad: enough.few, fires: false }] : []),
    { ...many, bad: enough.just, fires: true },
    ...(one.slo.lowTraffic.kind === 'confidence' ? [{ ...many, share: 2, fires: true }] : []),
    // some of its long window was not measured
    { ...many, share: above, short: above, fires: false },
  ];
}

/** Just below a share, just above, and well above. */
function around(share: number): readonly [number, number, number] {
  const half = (share + 1) / 2;
  return [share * BELOW, Math.min(share * ABOVE, half), Math.min(share * 2, half)];
}

/** Bad events that are just enough for its guard, and too few. */
function enoughFor(guard: LowTraffic, share: number, threshold: number): { readonly just: number; readonly few: number } {
  if (guard.kind === 'failures') return { just: guard.atLeast, few: guard.atLeast - 1 };
  const bound = guard.kind === 'budget' ? ALL_ALLOWED * toNumber(guard.share) : surelyFrom(toNumber(guard.z), share, threshold);
  return { just: bound * (1 + CLOSE), few: bound * (1 - CLOSE) };
}

/** How many bad events, a share of all, it takes until the lower end of their Wilson interval is the threshold. */
function surelyFrom(z: number, share: number, threshold: number): number {
  const lower = (bad: number) => (bad + z ** 2 / 2 - z * Math.sqrt(bad * (1 - share) + z ** 2 / 4)) / (bad / share + z ** 2);
  let [few, just] = [0, MANY];
  while (just - few > just / 1e7) {
    const middle = (few + just) / 2;
    if (lower(middle) > threshold) just = middle;
    else few = middle;
  }
  return just;
}

function series(one: SloCase, tier: Tier, { before, held }: { readonly before: number; readonly held: number }): InputSeries[] {
  const { slo, intervalMs } = one;
  const scenes = scenesOf(one, tier);
  const groups = slo.sli.groupBy.map((label) => `${label}="sample",`).join('');
  const where = sloSelector(slo).replace('{', `{${groups}`);
  const steps = fedEveryMs(one) / intervalMs;
  const seconds = tier.longMs / 1000;
  const shown = (value: (scene: Scene) => number) =>
    [`_x${before * steps + 1}`, ...scenes.map((scene) => `${fed(value(scene))}x${held * steps - 1}`)].join(' ');
  const names = rates(tier.longMs);
  const measured = (before + held * scenes.length) * steps - missing(one, tier);
  return [
    { series: `${TOTAL}${where}`, values: `1x${measured}` },
    { series: `${names.total}${where}`, values: shown(({ bad, share }) => bad / share / seconds) },
    { series: `${names.bad}${where}`, values: shown(({ bad }) => bad / seconds) },
    { series: `${errorRatio(tier.shortMs)}${where}`, values: shown(({ short }) => short) },
    ...(slo.lowTraffic.kind === 'budget' ? [{ series: `${ALLOWED}${where}`, values: shown(() => ALL_ALLOWED) }] : []),
  ];
}

function missing(one: SloCase, tier: Tier): number {
  return Math.ceil(missingShare(one, tier) * (tier.longMs / one.intervalMs));
}

/** The share of the long window whose absence takes the last scene from just above the threshold to just below. */
export function missingShare(one: SloCase, tier: Tier): number {
  const [below, above] = around(thresholdOf(one, tier));
  return 1 - below / above;
}
