import { toNumber } from '../../kernel/decimal.ts';
import type { ExpectedValues, InputSeries, RuleTest } from '../../model/rule-test.ts';
import type { Slo } from '../../model/slo.ts';
import { ALLOWED, BURN_RATE, errorRatio, increases, periodRatio, REMAINING, rates, sloSelector } from './names.ts';
import { about, type SloCase, sloTest } from './test-case.ts';
import { BASE_MS, BURN_MS, COUNTED_UP_TO_MS, stretchMs, windowsOf } from './timing.ts';

type Counted = 'total' | 'bad' | 'allowed';
/** Steps in which the same is counted. */
type Spell = Readonly<Record<Counted | 'steps', number>>;

/** What was counted step by step, the latest first. An evaluation records at its own moment, so nothing is fed there. */
interface Story {
  readonly stepMs: number;
  readonly spells: readonly Spell[];
  readonly endMs: number;
}

const LEVELS = [
  { total: 1_000_000_000, burn: 3, allowed: 1 },
  { total: 250_000_000, burn: 0.25, allowed: 0.5 },
] as const;
/** Rounding. */
const CLOSE = 1e-4;
/** Long stretches are fed in so many steps at most. */
const MOST_STEPS = 2000;

/**
 * What is counted changes where each window begins, and each window must show what is in it and nothing else. The counts are fed as if
 * they had been recorded, so that one evaluation tells, and days cost no more than minutes.
 */
export function windowTests(one: SloCase): RuleTest[] {
  const all = windowsOf(one.slo).filter((window) => window > BASE_MS || one.lagMs === 0);
  return [
    countedTest(one, all.filter(isCounted)),
    ...stretchedTest(
      one,
      all.filter((window) => !isCounted(window)),
    ),
  ];
}

function isCounted(windowMs: number): boolean {
  return windowMs <= COUNTED_UP_TO_MS;
}

function countedTest(one: SloCase, windows: readonly number[]): RuleTest {
  const { slo, intervalMs } = one;
  const story = storyOf(one, windows, intervalMs);
  const burn = ratioIn(story, BURN_MS) / toNumber(slo.budget);
  const test = sloTest(
    one,
    'every window shows what happened in it',
    () => fed(one, story, intervalMs),
    () => [
      ...windows.flatMap((window) => ratesShown(slo, window, story)),
      near(slo, BURN_RATE, story, burn),
      ...stretchShown(slo, story),
      ...(stretchMs(slo) === intervalMs
        ? budgetShown(slo, story, [one.missing === 'ignored' ? (story.spells[0]?.allowed ?? 0) : 0])
        : []),
    ],
  );
  return { evaluatedMs: story.endMs, ...test };
}

/** Longer windows, which are summed from stretches. */
function stretchedTest(one: SloCase, windows: readonly number[]): RuleTest[] {
  const { slo } = one;
  const [longest, stretch] = [windows.at(-1), stretchMs(slo)];
  if (longest === undefined) return [];
  const story = storyOf(one, windows, stretch * Math.ceil((2 * longest) / stretch / MOST_STEPS));
  const test = sloTest(
    one,
    'every long window shows what happened in it',
    () => fed(one, story, stretch),
    () => [...windows.flatMap((window) => sumsShown(slo, window, story)), ...budgetShown(slo, story, [])],
  );
  return [{ evaluatedMs: story.endMs, ...test, intervalMs: story.stepMs }];
}

function storyOf({ slo }: SloCase, windows: readonly number[], stepMs: number): Story {
  const ends = [...windows, 2 * (windows.at(-1) ?? 0)].map((window) => stepsIn(window, stepMs));
  const spells = ends.flatMap((end, index) => {
    const level = LEVELS[index % 2 === 0 ? 0 : 1];
    const { total } = level;
    const budget = total * toNumber(slo.budget);
    const steps = end - (ends[index - 1] ?? 0);
    return steps === 0
      ? []
      : [{ steps, total, bad: Math.min(total, Math.round(level.burn * budget)), allowed: level.allowed * budget }];
  });
  return { stepMs, spells, endMs: ((ends.at(-1) ?? 0) + 1) * stepMs };
}

/** A window reaches back to its begin, which it does not hold. */
function stepsIn(windowMs: number, stepMs: number): number {
  return Math.ceil(windowMs / stepMs) - 1;
}

function sumIn({ spells, stepMs }: Story, counted: Counted, windowMs: number): number {
  let [left, sum] = [stepsIn(windowMs, stepMs), 0];
  for (const spell of spells) {
    const steps = Math.min(left, spell.steps);
    left -= steps;
    sum += steps * spell[counted];
  }
  return sum;
}

function ratioIn(story: Story, windowMs: number): number {
  return sumIn(story, 'bad', windowMs) / sumIn(story, 'total', windowMs);
}

function ratesShown(slo: Slo, windowMs: number, story: Story): ExpectedValues[] {
  const names = rates(windowMs);
  const seconds = windowMs / 1000;
  return [
    near(slo, names.total, story, sumIn(story, 'total', windowMs) / seconds),
    near(slo, names.bad, story, sumIn(story, 'bad', windowMs) / seconds),
    near(slo, errorRatio(windowMs), story, ratioIn(story, windowMs)),
  ];
}

/** Of stretches that hold as much as a step, however long a step is. */
function sumsShown(slo: Slo, windowMs: number, story: Story): ExpectedValues[] {
  const names = increases(windowMs);
  return [
    near(slo, names.total, story, sumIn(story, 'total', windowMs)),
    near(slo, names.bad, story, sumIn(story, 'bad', windowMs)),
    near(slo, errorRatio(windowMs), story, ratioIn(story, windowMs)),
  ];
}

/** The stretch that ended an evaluation ago, where it is recorded apart. */
function stretchShown(slo: Slo, story: Story): ExpectedValues[] {
  const stretch = stretchMs(slo);
  if (stretch === story.stepMs) return [];
  const names = increases(stretch);
  // a window that ends where the next step begins holds one more of those that were fed
  const [total, bad] = (['total', 'bad'] as const).map((counted) => sumIn(story, counted, stretch + story.stepMs));
  return [
    near(slo, names.total, story, total ?? 0),
    near(slo, names.bad, story, bad ?? 0),
    near(slo, names.allowed, story, (total ?? 0) * toNumber(slo.budget)),
  ];
}

/**
 * What was allowed when it happened, of the whole window as it was on average; `own` is what the evaluation itself records of that, from
 * the last count there is. By the calendar a period shows it.
 */
function budgetShown(slo: Slo, story: Story, own: readonly number[]): ExpectedValues[] {
  if (slo.calendar) return [];
  const { windowMs } = slo;
  const steps = stepsIn(windowMs, story.stepMs) + own.length;
  const sum = own.reduce((all, more) => all + more, sumIn(story, 'allowed', windowMs));
  const allowed = (sum / steps) * (windowMs / stretchMs(slo));
  const spent = sumIn(story, 'bad', windowMs) / allowed;
  return [
    near(slo, periodRatio(slo), story, ratioIn(story, windowMs)),
    about(`1 - max(${REMAINING}${sloSelector(slo)})`, story.endMs, spent, spent * CLOSE),
    ...(slo.lowTraffic.kind === 'budget' ? [near(slo, ALLOWED, story, allowed)] : []),
  ];
}

function near(slo: Slo, record: string, { endMs }: Story, value: number): ExpectedValues {
  return about(`max(${record}${sloSelector(slo)})`, endMs, value, value * CLOSE);
}

/** As if its own evaluations had recorded it, and those of the SLO it reads windows from. */
function fed({ slo, leader, intervalMs }: SloCase, { spells }: Story, lengthMs: number): InputSeries[] {
  const groups = slo.sli.groupBy.map((label) => `${label}="sample",`).join('');
  const forward = spells.toReversed();
  const valuesOf = (counted: Counted) => ['_', ...forward.map((spell) => times(spell[counted], spell.steps))].join(' ');
  return [slo, ...(leader ? [leader] : [])].flatMap((of) => {
    const names = increases(lengthMs === intervalMs ? intervalMs : stretchMs(of));
    const where = sloSelector(of).replace('{', `{${groups}`);
    return (['total', 'bad', 'allowed'] as const).map((counted) => ({
      series: `${names[counted]}${where}`,
      values: valuesOf(counted),
    }));
  });
}

function times(value: number, steps: number): string {
  return steps === 1 ? String(value) : `${value}x${steps - 1}`;
}
