import { describe, expect, test } from 'vitest';
import { findPromtool } from '../../../src/testing/promtool.ts';
import { answersOf, LOOKED_AT, WINDOWS } from './evaluate.ts';
import { type Exact, type ExactTier, exactOf, MOMENTS } from './exact.ts';
import { EVALUATIONS, type Pattern, patternOf } from './pattern.ts';

/** More in a long run: `SIGNALBOX_SLO_PATTERNS=500 npx vitest run test/conformance/slo/exact.test.ts`, which prints the worst. */
const PATTERNS = Number(process.env['SIGNALBOX_SLO_PATTERNS'] ?? 5);
const FIRST_SEED = Number(process.env['SIGNALBOX_SEED'] ?? 1);
const BATCH = 12;
const TIERS: readonly ExactTier[] = [
  { name: 'quick', longS: 24 * 60, shortS: 2 * 60, threshold: 0.04 },
  { name: 'slow', longS: 2 * 3600, shortS: 10 * 60, threshold: 0.01 },
];
const WITHIN = 0.001;

const promtool = await findPromtool();

describe.skipIf(!promtool)('random traffic, counted event by event, against the rules (skipped without promtool)', () => {
  test(`${PATTERNS} patterns from seed ${FIRST_SEED}`, { timeout: 3_600_000 }, async () => {
    const found: Compared[] = [];
    for (let first = 0; first < PATTERNS; first += BATCH) {
      const seeds = Array.from({ length: Math.min(BATCH, PATTERNS - first) }, (_, index) => FIRST_SEED + first + index);
      const patterns = seeds.map(patternOf);
      const answers = promtool ? await answersOf(patterns, promtool) : [];
      for (const [index, pattern] of patterns.entries()) {
        const answer = answers[index];
        if (answer) found.push(compared(pattern, answer));
      }
    }
    if (PATTERNS > 2 * BATCH) printWorst(found);
    expect(found.filter(({ off, late }) => off > WITHIN || late.length > 0)).toEqual([]);
    expect(found).toHaveLength(PATTERNS);
  });
});

interface Compared {
  readonly name: string;
  /** The largest difference of any window's ratio from the true one, absolute and of the true one, and the window. */
  readonly off: number;
  readonly relative: number;
  readonly window: string;
  /** Evaluations at which a tier is in a state that the exact counts have at no scrape of the last evaluation interval. */
  readonly late: readonly string[];
  readonly transitions: number;
}

function compared(pattern: Pattern, answer: Awaited<ReturnType<typeof answersOf>>[number]): Compared {
  const exact = exactOf(pattern);
  const differences = WINDOWS.flatMap(([window, seconds]) =>
    LOOKED_AT.map((evaluation) => ({
      window: `${window} at ${evaluation}`,
      ...difference(answer.ratios.get(window)?.get(evaluation), exact, evaluation, seconds),
    })),
  );
  const states = TIERS.map((tier) => ({
    tier,
    wanted: Array.from({ length: EVALUATIONS + 1 }, (_, at) => MOMENTS.map((late) => exact.firing(tier, at, late))),
    got: answer.firing.get(tier.name) ?? [],
  }));
  const [worst] = differences.toSorted((a, b) => b.off - a.off);
  return {
    name: pattern.name,
    off: worst?.off ?? 1,
    relative: worst?.relative ?? 1,
    window: worst?.window ?? '',
    transitions: states.reduce(
      (sum, { wanted }) => sum + wanted.filter(([now], index) => index > 0 && now !== wanted[index - 1]?.[0]).length,
      0,
    ),
    late: states.flatMap(({ tier, wanted, got }) =>
      got.flatMap((now, at) =>
        at === 0 || wanted[at]?.includes(now) ? [] : [`${tier.name} ${now ? 'fires' : 'is silent'} at ${at}`],
      ),
    ),
  };
}

/** From the true ratio of a window of that length that ended within the last evaluation interval, whichever is nearest. */
function difference(
  got: number | undefined,
  exact: Exact,
  evaluation: number,
  seconds: number,
): { off: number; relative: number } {
  const near = MOMENTS.map((late) => {
    const wanted = exact.ratio(evaluation, seconds, late);
    if (wanted === undefined || got === undefined) return { off: wanted === got ? 0 : 1, relative: 1 };
    const off = Math.abs(got - wanted);
    return { off, relative: wanted === 0 ? 0 : off / wanted };
  });
  return near.reduce((best, one) => (one.off < best.off ? one : best));
}

function printWorst(found: readonly Compared[]): void {
  const transitions = found.reduce((sum, one) => sum + one.transitions, 0);
  console.log(
    `${found.length} patterns, ${transitions} detections and resets, ${found.filter(({ late }) => late.length > 0).length} with one off`,
  );
  for (const { name, off, relative, window, late } of found
    .toSorted((a, b) => b.off - a.off || b.late.length - a.late.length)
    .slice(0, 15))
    console.log(
      `${(100 * off).toFixed(4)} %  ${(100 * relative).toFixed(2)} % of it  ${late.length} evaluations off  ${window}  ${name}`,
    );
  for (const { name, late } of found.filter((one) => one.late.length > 0))
    console.log(`${name}\n    ${late.slice(0, 4).join('; ')} (${late.length})`);
}
