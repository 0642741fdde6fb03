import { endOfRuns, type Run } from '../../kernel/calendar.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { RuleTest } from '../../model/rule-test.ts';
import { noticeFrom } from './calendar-alerts.ts';
import { CALENDAR_LENGTH, CALENDAR_START, periodRatio, REMAINING, sloSelector, TO_DATE } from './names.ts';
import { periodTest } from './period-tests.ts';
import { alerting, busy, counted, exactly, type SloCase, sloTest, up } from './test-case.ts';
import { inputSeries } from './test-series.ts';
import { BASE_MS, behindMs, stretchMs } from './timing.ts';

/** Seconds. */
const DAY = 86_400;
/** Evaluations of a test over all periods. */
const MOST_ASKED = 150;
const QUARTER = 15 * 60_000;
/** The period whose begin is shown; the clocks of most zones have changed since the first. */
const SHOWN = 3;

/** A period that ends takes its bad events along, and the end of all periods is told in time. */
export function calendarTests(one: SloCase): RuleTest[] {
  const { calendar } = one.slo;
  if (!calendar) return [];
  const { runs } = calendar;
  const [before = 0, begin = 0, next = 0] = startsOf(runs).slice(SHOWN - 1);
  const period = { from: begin, length: next - begin };
  return [
    midnight(one, before, begin),
    newPeriod(one, begin),
    periodTest(one, before, period),
    allPeriods(one, runs),
    ending(one),
  ];
}

/** The period that has begun is known as soon as its first events are counted, and not before. */
function midnight(one: SloCase, before: number, begin: number): RuleTest {
  const { slo, intervalMs } = one;
  const early = 4 * intervalMs;
  const counting = early + up(behindMs(slo, one.lagMs > 0), one);
  const start = `${CALENDAR_START}${sloSelector(slo)}`;
  const test = sloTest(
    one,
    'a period begins at midnight',
    () => [],
    () => [
      counted(`${start} == ${before}`, counting - 2 * intervalMs, 1),
      counted(`${start} == ${begin}`, counting + 2 * intervalMs, 1),
    ],
  );
  return { ...test, startSeconds: begin - early / 1000 };
}

/** Everything fails, then nothing until the next period has begun. */
function newPeriod(one: SloCase, begin: number): RuleTest {
  const { slo, samples, intervalMs } = one;
  const fades = up(stretchMs(slo) + 2 * BASE_MS, one);
  const over = QUARTER + fades;
  const late = over + up(behindMs(slo, one.lagMs > 0), one);
  const [last, end] = [late - 2 * intervalMs, late + QUARTER];
  const where = sloSelector(slo);
  const series = () => inputSeries(samples, [busy(QUARTER, 1), busy(end - QUARTER, 0)], intervalMs);
  const test = sloTest(one, 'a new period has a new budget', series, () => [
    counted(`${periodRatio(slo)}${where} > 0`, last, 1),
    counted(`${TO_DATE}${where} < 1`, last, 1),
    counted(`${REMAINING}${where} < 1`, last, 1),
    counted(`${periodRatio(slo)}${where} == 0`, end, 1),
    counted(`${TO_DATE}${where} == 1`, end, 1),
    counted(`${REMAINING}${where} == 1`, end, 1),
  ]);
  return { ...test, startSeconds: begin - over / 1000 };
}

/** Periods are asked for from before the first to after the last, each at least once unless they are many, and what was answered is added up. */
function allPeriods(one: SloCase, runs: readonly Run[]): RuleTest {
  const shortest = Math.min(...runs.map(({ length }) => length));
  const [first, end] = [(runs[0]?.from ?? 0) - DAY / 2, endOfRuns(runs)];
  const days = Math.max(Math.ceil(shortest / DAY) - 1, Math.ceil((end - first) / DAY / MOST_ASKED));
  const everyMs = days * DAY * 1000;
  const startSeconds = first - days * DAY; // twice before the first, so that an answer there does not stand in for the first period's own
  const evaluations = Math.ceil((end - startSeconds) / (everyMs / 1000)) + 1;
  const sum = (record: string) =>
    `sum_over_time(${record}${sloSelector(one.slo)}[${printDuration((evaluations + 1) * everyMs)}])`;
  const test = sloTest(
    one,
    'every period of its calendar is known',
    () => [],
    () => {
      const asked = Array.from({ length: evaluations + 1 }, (_, index) => startSeconds + (index * everyMs) / 1000);
      const known = asked.flatMap((at) => periodAt(runs, at) ?? []);
      const [begins, lengths] = [known.map(({ from }) => from), known.map(({ length }) => length)].map((all) =>
        all.reduce(add, 0),
      );
      return [
        exactly(sum(CALENDAR_START), evaluations * everyMs, begins ?? 0),
        exactly(sum(CALENDAR_LENGTH), evaluations * everyMs, lengths ?? 0),
      ];
    },
  );
  return { ...test, startSeconds, intervalMs: everyMs, evaluatedMs: everyMs };
}

function add(a: number, b: number): number {
  return a + b;
}

function periodAt(runs: readonly Run[], at: number): Pick<Run, 'from' | 'length'> | undefined {
  const run = runs.findLast(({ from }) => from <= at);
  if (!run || at >= endOfRuns(runs)) return undefined;
  return { ...run, from: run.from + Math.floor((at - run.from) / run.length) * run.length };
}

function ending(one: SloCase): RuleTest {
  const test = sloTest(
    one,
    'the end of its calendar is told',
    () => [],
    () => [
      alerting(one.slo, 'SloCalendarEnding', QUARTER - one.intervalMs, false),
      alerting(one.slo, 'SloCalendarEnding', QUARTER + one.intervalMs, true),
    ],
  );
  return { ...test, startSeconds: noticeFrom(one) - QUARTER / 1000 };
}

function startsOf(runs: readonly Run[]): number[] {
  return runs.flatMap(({ from, length, count }) => Array.from({ length: count }, (_, index) => from + index * length));
}
