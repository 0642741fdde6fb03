import { describe, expect, test } from 'vitest';
import { findPromtool } from '../../../src/testing/promtool.ts';
import { reasonOf } from './equivalents.ts';
import { survivorsSideBySide } from './mutation-batch.ts';
import { SUBJECTS } from './mutation-estates.ts';
import { failingUnchanged, mutantsIn, survivors, type WrongRules } from './mutation-run.ts';

/** How many mutants of each subject: `SIGNALBOX_MUTANTS=60`, or `all`: see `docs/slo-proof.md`. */
const WANTED = process.env['SIGNALBOX_MUTANTS'] ?? '40';
const SAMPLE = ['events', 'latency', 'freshness-bad', 'probe', 'from-logs', 'all-of'];
/** `SIGNALBOX_SUBJECTS=events,latency`. */
const CHOSEN =
  process.env['SIGNALBOX_SUBJECTS']?.split(',') ??
  (process.env['SIGNALBOX_MUTANTS'] === undefined ? SAMPLE : Object.keys(SUBJECTS));
const ALL = WANTED === 'all';

const promtool = await findPromtool();

describe.skipIf(!promtool)('the generated tests of an SLO tell wrong rules (skipped without promtool)', () => {
  const all = Object.entries(SUBJECTS)
    .filter(([name]) => CHOSEN.includes(name))
    .map(([name, subject]) => mutantsIn(name, subject));

  test('and pass where the rules are right', { timeout: 1_800_000 }, async () => {
    expect(promtool && (await failingUnchanged(promtool, all.flat()))).toEqual([]);
  });

  test(`${WANTED} mutants of each`, { timeout: 14_400_000 }, async () => {
    const tried = all.flatMap(some);
    const left = promtool ? await survivorsSideBySide(promtool, tried) : [];
    const unknown = left.filter((one) => reasonOf(one) === undefined);
    const survived = promtool ? await survivors(promtool, unknown) : [];
    if (process.env['SIGNALBOX_MUTANTS'] !== undefined)
      console.log(table(tried, [...left.filter((one) => reasonOf(one) !== undefined), ...survived]));
    expect(survived.map(told)).toEqual([]);
  });
});

/** Spread over all of a subject, the same each time. */
function some(mutants: readonly WrongRules[]): readonly WrongRules[] {
  if (ALL) return mutants;
  const step = Math.max(1, Math.floor(mutants.length / Number(WANTED)));
  return mutants.filter((_, index) => index % step === Math.floor(step / 2)).slice(0, Number(WANTED));
}

function told({ subject, what, at, within }: WrongRules): string {
  return `${subject}: ${what} at ${at} in ${within}`;
}

function table(tried: readonly WrongRules[], survived: readonly WrongRules[]): string {
  const rows = CHOSEN.map((name) => {
    const own = tried.filter(({ subject }) => subject === name);
    const alive = survived.filter(({ subject }) => subject === name);
    const equivalent = alive.filter((one) => reasonOf(one) !== undefined).length;
    return `| ${name} | ${own.length} | ${own.length - alive.length} | ${equivalent} | ${alive.length - equivalent} |`;
  });
  return ['| SLO | mutants | told | equivalent | survived |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}
