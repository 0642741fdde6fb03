import type { Run } from '../../kernel/calendar.ts';
import { toNumber } from '../../kernel/decimal.ts';
import type { ExpectedValues, InputSeries, RuleTest } from '../../model/rule-test.ts';
import { fed } from './fed.ts';
import { ALLOWED, increases, periodEvents, periodRatio, REMAINING, sloSelector, TO_DATE } from './names.ts';
import { about, type SloCase, sloTest } from './test-case.ts';
import { readsBackMs, stretchMs } from './timing.ts';

/** Of the period: more than half of how far rules look back, so that a range that is too short shows. */
const OVER = 0.6;
/** Of what the whole period allows. */
const SPENT = 0.5;
const EVENTS = 1_000_000_000;
/** Rounding. */
const CLOSE = 1e-4;
const MOST_STEPS = 2000;

/** Steps in which the same is counted, and the period their stretches say they are of. */
interface Spell {
  readonly period: number;
  readonly steps: number;
  readonly total: number;
  readonly bad: number;
  readonly allowed: number;
}

interface Story {
  readonly stepMs: number;
  /** How long after the first step it is looked at. */
  readonly endMs: number;
  /** Of this period; of the one before, as far as the window of the SLO reaches; and earlier. */
  readonly spells: readonly [now: Spell, before: Spell, earlier: Spell];
}

/** A period is counted from its own stretches, and what is to come from those of the usual window, whatever period they are of. */
export function periodTest(one: SloCase, before: number, period: Pick<Run, 'from' | 'length'>): RuleTest {
  const story = storyOf(one, before, period);
  const test = sloTest(
    one,
    'a period holds its own events and no others',
    () => series(one, story),
    () => shown(one, story, period.length),
  );
  const now = story.spells[0].steps * story.stepMs;
  const startSeconds = period.from + (now - story.endMs) / 1000;
  return { ...test, startSeconds, intervalMs: story.stepMs, evaluatedMs: story.endMs };
}

function storyOf({ slo }: SloCase, before: number, { from, length }: Pick<Run, 'from' | 'length'>): Story {
  const stretch = stretchMs(slo);
  const back = 2 * Math.max(slo.windowMs, readsBackMs(slo));
  const stepMs = stretch * Math.ceil(back / stretch / MOST_STEPS);
  const steps = Math.ceil(back / stepMs);
  const now = Math.ceil((length * 1000 * OVER) / stepMs);
  // a window does not hold the step it begins with
  const usual = Math.ceil(slo.windowMs / stepMs) - 1;
  const budget = EVENTS * toNumber(slo.budget);
  const allowed = Number(fed(budget));
  const bad = Math.min(EVENTS, Math.round((SPENT * budget * ((length * 1000) / stretch)) / now));
  return {
    stepMs,
    endMs: steps * stepMs,
    spells: [
      { period: from, steps: now, total: EVENTS, bad, allowed },
      { period: before, steps: usual - now, total: EVENTS / 4, bad: Math.ceil(bad / 8), allowed: Number(fed(budget / 2)) },
      { period: before, steps: steps - 1 - usual, total: EVENTS * 3, bad: 1, allowed: Number(fed(budget * 3)) },
    ],
  };
}

function series({ slo, leader }: SloCase, { spells }: Story): InputSeries[] {
  const [now, before, earlier] = spells;
  const groups = slo.sli.groupBy.map((label) => `${label}="sample",`).join('');
  return [slo, ...(leader ? [leader] : [])].flatMap((of) => {
    const names = increases(stretchMs(of));
    return (['total', 'bad', 'allowed'] as const).flatMap((counted) => {
      const name = (period: number) => names[counted] + sloSelector(of).replace('{', `{${groups}period="${period}",`);
      const values = (spell: Spell) => `${fed(spell[counted])}x${spell.steps - 1}`;
      return [
        { series: name(now.period), values: `_x${1 + earlier.steps + before.steps} ${values(now)}` },
        { series: name(before.period), values: `_ ${values(earlier)} ${values(before)}` },
      ];
    });
  });
}

function shown({ slo }: SloCase, { spells: [now, before], endMs }: Story, length: number): ExpectedValues[] {
  const sum = (counted: 'total' | 'bad' | 'allowed') => now.steps * now[counted];
  const usual = (sum('allowed') + before.steps * before.allowed) / (now.steps + before.steps);
  const allowed = sum('allowed') + usual * ((length * 1000) / stretchMs(slo) - now.steps);
  const names = periodEvents(slo);
  const near = (query: (where: string) => string, value: number) =>
    about(query(sloSelector(slo)), endMs, value, Math.abs(value) * CLOSE);
  return [
    near((where) => `max(${names.total}${where})`, sum('total')),
    near((where) => `max(${names.bad}${where})`, sum('bad')),
    near((where) => `max(${names.allowed}${where})`, sum('allowed')),
    near((where) => `max(${periodRatio(slo)}${where})`, sum('bad') / sum('total')),
    near((where) => `1 - max(${TO_DATE}${where})`, sum('bad') / sum('allowed')),
    near((where) => `1 - max(${REMAINING}${where})`, sum('bad') / allowed),
    ...(slo.lowTraffic.kind === 'budget' ? [near((where) => `max(${ALLOWED}${where})`, allowed)] : []),
  ];
}
