import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findPromtool, type Promtool } from '../../../src/testing/promtool.ts';
import { type Compared, compared } from './compare.ts';
import { answersOf, rulesDigest } from './evaluate.ts';
import { patternOf } from './pattern.ts';

/**
 * More in a long run, which prints the worst: `SIGNALBOX_SLO_PATTERNS=500 SIGNALBOX_SLO_RESULTS=exact.jsonl npx vitest run
 * test/conformance/slo/exact.test.ts`. What was compared is kept in the file, so that a run goes on where one ended.
 */
const PATTERNS = Number(process.env['SIGNALBOX_SLO_PATTERNS'] ?? 5);
const RESULTS = process.env['SIGNALBOX_SLO_RESULTS'];
const FIRST_SEED = Number(process.env['SIGNALBOX_SEED'] ?? 1);
const BATCH = 10;
/** Of the true ratio. */
const WITHIN = 0.001;

const promtool = await findPromtool();

describe.skipIf(!promtool)('random traffic, counted event by event, against the rules (skipped without promtool)', () => {
  test(`${PATTERNS} patterns from seed ${FIRST_SEED}`, { timeout: 7_200_000 }, async () => {
    const found = promtool ? await compareAll(promtool) : [];
    if (PATTERNS > 2 * BATCH) printWorst(found);
    const wrong = found.filter(({ losesSome, off, late }) => !losesSome && (off > WITHIN || late.length > 0));
    expect(wrong).toEqual([]);
    expect(found).toHaveLength(PATTERNS);
  });
});

async function compareAll(tool: Promtool): Promise<Compared[]> {
  const seeds = Array.from({ length: PATTERNS }, (_, index) => FIRST_SEED + index);
  const kept = keptResults();
  const missing = seeds.filter((seed) => !kept.has(seed));
  for (let first = 0; first < missing.length; first += BATCH) {
    const batch = missing.slice(first, first + BATCH);
    const patterns = batch.map(patternOf);
    const answers = await answersOf(patterns, tool);
    patterns.forEach((pattern, index) => {
      const answer = answers[index];
      if (answer) keep(kept, batch[index] ?? 0, compared(pattern, answer));
    });
  }
  return seeds.flatMap((seed) => kept.get(seed) ?? []);
}

/** What earlier runs have compared, with the same rules. */
function keptResults(): Map<number, Compared> {
  if (!RESULTS || !existsSync(RESULTS)) return new Map();
  const lines = readFileSync(RESULTS, 'utf8').trim().split('\n');
  const all = lines.map((line) => JSON.parse(line) as { seed: number; rules: string; result: Compared }); // written by `keep`
  return new Map(all.filter(({ rules }) => rules === rulesDigest()).map(({ seed, result }) => [seed, result]));
}

function keep(kept: Map<number, Compared>, seed: number, result: Compared): void {
  kept.set(seed, result);
  if (RESULTS) appendFileSync(RESULTS, `${JSON.stringify({ seed, rules: rulesDigest(), result })}\n`);
}

function printWorst(found: readonly Compared[]): void {
  const sum = (of: (one: Compared) => number) => found.reduce((all, one) => all + of(one), 0);
  console.log(
    `${found.length} patterns: ${sum(({ ratios }) => ratios)} ratios, ${sum(({ empty }) => empty)} of them of windows without events; ` +
      `${sum(({ transitions }) => transitions)} detections and resets, ${sum(({ unlike }) => unlike)} evaluations unlike the last scrape, ` +
      `${sum(({ late }) => late.length)} off by more than an evaluation interval; ${found.filter(({ losesSome }) => losesSome).length} lose what is known to be lost`,
  );
  const worst = found.toSorted((a, b) => b.late.length - a.late.length || b.off - a.off || b.unlike - a.unlike);
  for (const { name, off, window, late, unlike, losesSome } of worst.slice(0, 15)) {
    const parts = [`${(100 * off).toExponential(2)} %`, window, `${unlike} unlike`, late.slice(0, 4).join('; '), name];
    console.log([...parts, ...(losesSome ? ['loses what is known to be lost'] : [])].join('  '));
  }
}
