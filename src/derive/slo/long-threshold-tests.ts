import type { InputSeries, RuleTest } from '../../model/rule-test.ts';
import type { Tier } from '../../model/slo.ts';
import { fed } from './fed.ts';
import { isLong } from './long-tier-tests.ts';
import { ALLOWED, errorRatio, increases, sloSelector } from './names.ts';
import { burning, type SloCase, sloTest } from './test-case.ts';
import { ALL_ALLOWED, missingShare, type Scene, scenesOf } from './threshold-tests.ts';
import { COUNTED_UP_TO_MS, stretchMs } from './timing.ts';

/** The conditions of tiers whose long window is summed from stretches. */
export function longThresholdTests(one: SloCase): RuleTest[] {
  if (one.lagMs > 0 || one.missing !== 'ignored') return [];
  return one.slo.tiers.filter(isLong).map((tier) => longThresholdTest(one, tier));
}

/** Stretches are fed, and an evaluation comes every other window. */
function longThresholdTest(one: SloCase, tier: Tier): RuleTest {
  const every = 2 * tier.longMs;
  const held = 1 + Math.ceil(Math.max(tier.forMs, tier.keepFiringForMs) / every);
  const test = sloTest(
    one,
    `${tier.name} wants each of its conditions`,
    () => series(one, tier, held),
    () => shownOf(one, tier).map(({ fires }, index) => burning(one, tier, held * (index + 1) * every, fires)),
  );
  return { ...test, intervalMs: stretchMs(one.slo), evaluatedMs: every };
}

/** A short window that is summed from the same stretches shows nothing of its own. */
function shownOf(one: SloCase, tier: Tier): Scene[] {
  return scenesOf(one, tier).filter(({ share, short }) => tier.shortMs <= COUNTED_UP_TO_MS || short >= share);
}

function series(one: SloCase, tier: Tier, held: number): InputSeries[] {
  const { slo, leader } = one;
  const scenes = shownOf(one, tier);
  const steps = tier.longMs / stretchMs(slo);
  const groups = slo.sli.groupBy.map((label) => `${label}="sample",`).join('');
  const missed = Math.ceil(missingShare(one, tier) * steps);
  // each evaluation: a window before, in which nothing was bad, then the one that counts; at the end of the last scene a part is missing
  const during = (quiet: (scene: Scene) => number, value: (scene: Scene) => number, absent: number) =>
    scenes.flatMap((scene, index) => {
      const gap = index === scenes.length - 1 ? absent : 0;
      const window = [
        `${fed(quiet(scene))}x${steps - 1}`,
        `${fed(value(scene))}x${steps - 1 - gap}`,
        ...(gap > 0 ? [`_x${gap}`] : []),
      ];
      return Array.from({ length: held }, () => window.join(' '));
    });
  const same = (value: (scene: Scene) => number, absent = 0) => ['_', ...during(value, value, absent)].join(' ');
  return [slo, ...(leader ? [leader] : [])].flatMap((of) => {
    const where = sloSelector(of).replace('{', `{${groups}`);
    const names = increases(stretchMs(of));
    const bad = during(
      () => 0,
      (scene) => scene.bad / steps,
      missed,
    );
    return [
      { series: `${names.total}${where}`, values: same(({ bad: failed, share }) => failed / share / steps, missed) },
      { series: `${names.bad}${where}`, values: ['_', ...bad].join(' ') },
      ...(tier.shortMs > COUNTED_UP_TO_MS
        ? []
        : [{ series: `${errorRatio(tier.shortMs)}${where}`, values: same(({ short }) => short) }]),
      ...(slo.lowTraffic.kind === 'budget' ? [{ series: `${ALLOWED}${where}`, values: same(() => ALL_ALLOWED) }] : []),
    ];
  });
}
