import { describe, expect, test } from 'vitest';
import { findPromtool } from '../../../src/testing/promtool.ts';
import { answersOf, LOOKED_AT } from './evaluate.ts';
import { type ExactTier, exactOf } from './exact.ts';
import { EVALUATIONS, type Pattern, patternOf } from './pattern.ts';

/** More in a long run: `SIGNALBOX_SLO_PATTERNS=500 npx vitest run test/conformance/slo/exact.test.ts`, which prints the worst. */
const PATTERNS = Number(process.env['SIGNALBOX_SLO_PATTERNS'] ?? 5);
const FIRST_SEED = Number(process.env['SIGNALBOX_SEED'] ?? 1);
const BATCH = 12;
/** `evaluations`: how far off; a window that is summed from others fades where they meet. */
const TIERS: readonly (ExactTier & { readonly evaluations: number })[] = [
  { name: 'quick', evaluations: 1, longS: 24 * 60, shortS: 2 * 60, threshold: 0.04 },
  { name: 'slow', evaluations: 4, longS: 2 * 3600, shortS: 10 * 60, threshold: 0.01 },
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
  /** The largest difference of the attained ratio, beyond what fades, absolute and of the true one. */
  readonly off: number;
  readonly relative: number;
  /** Evaluations at which a tier is in a state the exact counts have neither then nor so many evaluations before or after. */
  readonly late: readonly string[];
  readonly transitions: number;
}

function compared(pattern: Pattern, answer: Awaited<ReturnType<typeof answersOf>>[number]): Compared {
  const exact = exactOf(pattern);
  const differences = LOOKED_AT.map((evaluation) => {
    const [true_, got] = [exact.attained(evaluation), answer.attained.get(evaluation)];
    if (true_ === undefined) return { off: got === undefined ? 0 : 1, relative: 0 };
    const off = Math.max(0, Math.abs((got ?? 1) - true_) - exact.fading(evaluation));
    return { off, relative: true_ === 0 ? 0 : off / true_ };
  });
  const states = TIERS.map((tier) => ({
    tier,
    wanted: Array.from({ length: EVALUATIONS + 5 }, (_, evaluation) => exact.firing(tier, evaluation)),
    got: answer.firing.get(tier.name) ?? [],
  }));
  return {
    name: pattern.name,
    off: Math.max(...differences.map(({ off }) => off)),
    relative: Math.max(...differences.map(({ relative }) => relative)),
    transitions: states.reduce(
      (sum, { wanted }) => sum + wanted.filter((now, index) => index > 0 && now !== wanted[index - 1]).length,
      0,
    ),
    late: states.flatMap(({ tier, wanted, got }) =>
      got.flatMap((now, at) => {
        const near = wanted.slice(Math.max(0, at - tier.evaluations), at + tier.evaluations + 1);
        return at === 0 || near.includes(now) ? [] : [`${tier.name} ${now ? 'fires' : 'is silent'} at ${at}`];
      }),
    ),
  };
}

function printWorst(found: readonly Compared[]): void {
  const transitions = found.reduce((sum, one) => sum + one.transitions, 0);
  console.log(
    `${found.length} patterns, ${transitions} detections and resets, ${found.filter(({ late }) => late.length > 0).length} with one off`,
  );
  for (const { name, off, relative, late } of found
    .toSorted((a, b) => b.off - a.off || b.late.length - a.late.length)
    .slice(0, 15))
    console.log(`${(100 * off).toFixed(4)} %  ${(100 * relative).toFixed(2)} % of it  ${late.length} evaluations off  ${name}`);
  for (const { name, late } of found.filter((one) => one.late.length > 0))
    console.log(`${name}\n    ${late.slice(0, 4).join('; ')} (${late.length})`);
}
