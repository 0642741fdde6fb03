import type { Run } from '../../kernel/calendar.ts';
import type { RuleTest } from '../../model/rule-test.ts';
import { noticeFrom } from './calendar-alerts.ts';
import { CALENDAR_START, periodRatio, REMAINING, sloSelector, TO_DATE } from './names.ts';
import { alerting, busy, counted, type SloCase, sloTest, up } from './test-case.ts';
import { inputSeries } from './test-series.ts';
import { BASE_MS, behindMs, stretchMs } from './timing.ts';

const QUARTER = 15 * 60_000;
/** The period whose begin is shown; the clocks of most zones have changed since the first. */
const SHOWN = 3;

/** A period that ends takes its bad events along, and the end of all periods is told in time. */
export function calendarTests(one: SloCase): RuleTest[] {
  return one.slo.calendar ? [newPeriod(one, one.slo.calendar.runs), ending(one)] : [];
}

/** Everything fails, then nothing until the next period has begun. */
function newPeriod(one: SloCase, runs: readonly Run[]): RuleTest {
  const { slo, samples, intervalMs } = one;
  const [before = 0, begin = 0] = startsOf(runs).slice(SHOWN - 1);
  const fades = up(stretchMs(slo) + 2 * BASE_MS, one);
  const midnight = QUARTER + fades;
  const late = midnight + up(behindMs(slo, one.lagMs > 0), one);
  const [last, first, end] = [late - 2 * intervalMs, late + 2 * intervalMs, late + QUARTER];
  const where = sloSelector(slo);
  const series = () => inputSeries(samples, [busy(QUARTER, 1), busy(end - QUARTER, 0)], intervalMs);
  const test = sloTest(one, 'a new period has a new budget', series, () => [
    counted(`${CALENDAR_START}${where} == ${before}`, last, 1),
    counted(`${periodRatio(slo)}${where} > 0`, last, 1),
    counted(`${TO_DATE}${where} < 1`, last, 1),
    counted(`${REMAINING}${where} < 1`, last, 1),
    counted(`${CALENDAR_START}${where} == ${begin}`, first, 1),
    counted(`${periodRatio(slo)}${where} == 0`, end, 1),
    counted(`${TO_DATE}${where} == 1`, end, 1),
    counted(`${REMAINING}${where} == 1`, end, 1),
  ]);
  return { ...test, startSeconds: begin - midnight / 1000 };
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
