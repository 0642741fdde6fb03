import { describe, expect, test } from 'vitest';
import { findPromtool } from '../../../src/testing/promtool.ts';
import { EQUIVALENT } from './equivalents.ts';
import { SUBJECTS } from './mutation-estates.ts';
import { failingUnchanged, mutantsIn, survivors, type WrongRules } from './mutation-run.ts';

/** How many of each subject: `SIGNALBOX_MUTANTS=all` runs all of them, which takes an hour. */
const WANTED = process.env['SIGNALBOX_MUTANTS'] ?? '3';
/** Some subjects only: `SIGNALBOX_SUBJECTS=events,latency`. */
const CHOSEN = process.env['SIGNALBOX_SUBJECTS']?.split(',') ?? Object.keys(SUBJECTS);
const ALL = WANTED === 'all';

const promtool = await findPromtool();
const told = ALL || Number(WANTED) > 10 ? console.log : () => undefined;

describe.skipIf(!promtool)('the generated tests of an SLO tell wrong rules (skipped without promtool)', () => {
  test(`${WANTED} mutants of each kind`, { timeout: 14_400_000 }, async () => {
    const all = Object.entries(SUBJECTS)
      .filter(([name]) => CHOSEN.includes(name))
      .flatMap(([name, subject]) => some(mutantsIn(name, subject)));
    told(`${all.length} mutants`);
    expect(promtool && (await failingUnchanged(promtool, all))).toEqual([]);
    const survived = promtool ? await survivors(promtool, all, told) : [];
    const named = survived.map(({ what }) => what);
    expect(named.filter((what) => reasonOf(what) === undefined)).toEqual([]);
  });
});

/** Spread over all of a subject, the same each time. */
function some(mutants: readonly WrongRules[]): readonly WrongRules[] {
  if (ALL) return mutants;
  const step = Math.max(1, Math.floor(mutants.length / Number(WANTED)));
  return mutants.filter((_, index) => index % step === Math.floor(step / 2)).slice(0, Number(WANTED));
}

function reasonOf(what: string): string | undefined {
  return EQUIVALENT.find(({ mutants }) => mutants.test(what))?.reason;
}
