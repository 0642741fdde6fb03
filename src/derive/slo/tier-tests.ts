import type { RuleTest } from '../../model/rule-test.ts';
import type { Slo, Tier } from '../../model/slo.ts';
import { isLong, longTierTest } from './long-tier-tests.ts';
import { lowTrafficTests } from './low-traffic-tests.ts';
import type { SloScope } from './slo-scope.ts';
import { burning, busy, type SloCase, sloTest, thresholdOf, up } from './test-case.ts';
import { inputSeries } from './test-series.ts';
import { fewestFailures } from './tier-numbers.ts';
import { BASE_MS } from './timing.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Incidents are so bad that a tier takes about this long to see them: evaluations enough to tell windows and factors apart. */
const DETECTED_AFTER_MS = 20 * MINUTE;
const CALM_MS = 10 * MINUTE;
/** Evaluations a moment may be off. */
const SLACK = 3;
const JUST_BELOW = 0.95;

/**
 * Every tier fires when the mathematics says and not before, and the short window ends it; the quickest needs its failures. The end of a
 * slow tier takes hours to show, so it is shown once for all SLOs of a system that have the tier.
 */
export function tierTests(one: SloCase, slow: SlowEnds): RuleTest[] {
  const tiers = one.slo.tiers.map((tier) => (isLong(tier) ? longTierTest(one, tier) : firesAndResets(one, tier, slow)));
  return isLong(one.quickest) ? tiers : [...tiers, staysQuiet(one), ...lowTrafficTests(one)];
}

/** From the first bad event θ·W/e to the alert, from the last S·(1 − θ/e) to its end (slo-mathematics, 3.1). */
function firesAndResets(one: SloCase, tier: Tier, slow: SlowEnds): RuleTest {
  const { intervalMs } = one;
  const threshold = thresholdOf(one, tier);
  const seen = threshold * tier.longMs;
  const bad = one.counts ? Math.min(1, Math.max(seen / DETECTED_AFTER_MS, threshold * 2)) : 1;
  const calm = up(Math.min(CALM_MS, tier.longMs / 6), one);
  const fires = calm + Math.max(seen / bad, fewest(one, tier)) + tier.forMs + one.lagMs;
  const ends = up(fires + SLACK * intervalMs, one);
  const clears = ends + forgottenMs(one, tier, threshold / bad) + tier.keepFiringForMs;
  const last = tier.shortMs > HOUR && slow.get(tierKey(one.slo, tier)) !== one.slo ? ends : up(clears + SLACK * intervalMs, one);
  const traffic = [busy(calm, 0), busy(ends - calm, bad), ...(last > ends ? [busy(last - ends, 0)] : [])];
  const what = `${tier.name} fires on time${last > ends ? ' and resets' : ''}`;
  return sloTest(
    one,
    what,
    () => inputSeries(one.samples, traffic, intervalMs),
    () => [
      burning(one, tier, calm, false),
      burning(one, tier, Math.max(calm, up(fires - SLACK * intervalMs, one)), false),
      burning(one, tier, ends, true),
      ...(last > ends
        ? [burning(one, tier, Math.max(ends, up(clears - SLACK * intervalMs, one)), true), burning(one, tier, last, false)]
        : []),
    ],
  );
}

/** When a share of what a short window shows is left. Of a composite it sums rates over the base window, which forget slowly by themselves. */
function forgottenMs({ lagMs }: SloCase, { shortMs }: Tier, left: number): number {
  if (lagMs === 0 || shortMs === BASE_MS) return shortMs * (1 - left);
  return Math.max(shortMs, BASE_MS) * (1 - left) + Math.min(shortMs, BASE_MS) / 2;
}

/** A state gives one bad sample an evaluation, and a tier waits for enough of them. */
function fewest({ slo, counts, intervalMs }: SloCase, tier: Tier): number {
  return counts ? 0 : fewestFailures(slo, tier, 1000 / intervalMs) * intervalMs;
}

/** The SLO that shows how the alert of a slow tier ends. */
export type SlowEnds = ReadonlyMap<string, Slo>;

export function slowEnds(scopes: readonly SloScope[]): SlowEnds {
  const ends = new Map<string, Slo>();
  for (const { slo } of scopes)
    for (const tier of slo.tiers) {
      const key = tierKey(slo, tier);
      if (!isLong(tier) && !ends.has(key)) ends.set(key, slo);
    }
  return ends;
}

function tierKey({ service, sli, windowMs }: Slo, { longMs, shortMs }: Tier): string {
  return JSON.stringify([(service.system ?? service).address, sli.type, longMs, shortMs, windowMs]);
}

function staysQuiet(one: SloCase): RuleTest {
  const tier = one.quickest;
  const length = up(tier.longMs * 1.25, one);
  const series = () => inputSeries(one.samples, [busy(length, thresholdOf(one, tier) * JUST_BELOW)], one.intervalMs);
  return sloTest(one, `${tier.name} stays quiet just below its threshold`, series, () => [burning(one, tier, length, false)]);
}
