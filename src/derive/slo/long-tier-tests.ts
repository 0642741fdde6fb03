import { toNumber } from '../../kernel/decimal.ts';
import type { InputSeries, RuleTest } from '../../model/rule-test.ts';
import type { Tier } from '../../model/slo.ts';
import { errorRatio, increases, sloSelector } from './names.ts';
import { burning, type SloCase, sloTest, thresholdOf } from './test-case.ts';
import { COUNTED_UP_TO_MS, stretchMs } from './timing.ts';

/** How often a tier is asked in its long window. */
const ASKED = 8;
/** Times its threshold. */
const BURNS = 4;
const EVENTS = 1_000_000_000;

/** Whether its long window is summed from stretches: minutes of scrapes would not show it, and days of them take minutes to evaluate. */
export function isLong({ longMs }: Tier): boolean {
  return longMs > COUNTED_UP_TO_MS;
}

/** Two windows without errors, then many: the tier fires when enough of its long window is bad, and its short one ends it. */
export function longTierTest(one: SloCase, tier: Tier): RuleTest {
  const { slo } = one;
  const stretch = stretchMs(slo);
  const asked = Math.ceil(tier.longMs / ASKED / stretch) * stretch;
  const threshold = thresholdOf(one, tier);
  const bad = Math.min(1, threshold * BURNS);
  const calm = 2 * ASKED;
  const crosses = (tier.longMs * threshold) / bad / asked;
  const quiet = calm + Math.ceil(crosses) - 1;
  const fires = calm + Math.floor(crosses) + 1 + Math.ceil(tier.forMs / asked);
  const over = fires + 1 + Math.ceil(tier.keepFiringForMs / asked);
  const test = sloTest(
    one,
    `${tier.name} fires on time and resets`,
    () => series(one, tier, bad, [calm, fires, over], asked / stretch),
    () => [
      burning(one, tier, quiet * asked, false),
      burning(one, tier, fires * asked, true),
      burning(one, tier, over * asked, false),
    ],
  );
  return { ...test, intervalMs: stretch, evaluatedMs: asked };
}

/** The stretches, and what a short window shows of the same. */
function series(
  { slo, leader }: SloCase,
  { shortMs }: Tier,
  bad: number,
  [calm, fires, over]: readonly [number, number, number],
  stretches: number,
): InputSeries[] {
  const groups = slo.sli.groupBy.map((label) => `${label}="sample",`).join('');
  const during = (...values: readonly [number, number, number]) =>
    [calm * stretches + 1, (fires - calm) * stretches, (over - fires) * stretches]
      .map((times, index) => `${values[index]}x${times - 1}`)
      .join(' ');
  return [slo, ...(leader ? [leader] : [])].flatMap((of) => {
    const where = sloSelector(of).replace('{', `{${groups}`);
    const names = increases(stretchMs(of));
    const allowed = EVENTS * toNumber(of.budget);
    const failed = Math.round(bad * EVENTS);
    return [
      { series: `${names.total}${where}`, values: during(EVENTS, EVENTS, EVENTS) },
      { series: `${names.bad}${where}`, values: during(0, failed, 0) },
      { series: `${names.allowed}${where}`, values: during(allowed, allowed, allowed) },
      ...(shortMs > COUNTED_UP_TO_MS ? [] : [{ series: `${errorRatio(shortMs)}${where}`, values: during(0, bad, 0) }]),
    ];
  });
}
