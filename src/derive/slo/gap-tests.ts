import { toNumber } from '../../kernel/decimal.ts';
import type { RuleTest } from '../../model/rule-test.ts';
import { sloKey } from '../../model/slo.ts';
import type { SliSample } from '../../sli/kind.ts';
import { BAD, increases, periodRatio, REMAINING, sloSelector, TO_DATE } from './names.ts';
import { about, alerting, busy, counted, idle, type SloCase, sloTest } from './test-case.ts';
import { inputSeries } from './test-series.ts';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
/** Bad events in a series that was not there before. */
const FIRST = 10;

/** Traffic that stops, errors that never happened, series that appear with their first event, and nothing at all. */
export function gapTests(one: SloCase): RuleTest[] {
  if (one.missing !== 'ignored') return [filledIn(one)];
  return [idleWhile(one), neverUsed(one), neverFailed(one), ...neverGood(one), ...firstFailure(one), noSeries(one)];
}

function idleWhile(one: SloCase): RuleTest {
  const { slo, samples, intervalMs } = one;
  const share = toNumber(slo.budget) / 2;
  const each = 10 * MINUTE;
  const traffic = [busy(each, share), idle(each), busy(each, share)];
  const period = `${periodRatio(slo)}${sloSelector(slo)} >= 0`;
  return sloTest(
    one,
    'idle minutes leave the period a number',
    () => inputSeries(samples, traffic, intervalMs),
    () => [
      counted(period, 2 * each, slo.windowMs > 2 * each ? 1 : 0),
      counted(period, 3 * each, 1),
      alerting(slo, 'SloRulesLate', 3 * each, false),
    ],
  );
}

/** Nothing divided by nothing is no ratio. */
function neverUsed(one: SloCase): RuleTest {
  const { slo, samples, intervalMs } = one;
  const at = 10 * MINUTE;
  const ratios = `{__name__=~"slo:sli_error:ratio_rate.+",slo=${JSON.stringify(sloKey(slo))}}`;
  return sloTest(
    one,
    'without events there is no ratio',
    () => inputSeries(samples, [idle(at)], intervalMs),
    () => [
      counted(ratios, at, 0),
      counted(`${REMAINING}${sloSelector(slo)}`, at, 0),
      ...(slo.calendar ? [counted(`${TO_DATE}${sloSelector(slo)}`, at, 0)] : []),
    ],
  );
}

function neverFailed(one: SloCase): RuleTest {
  const { slo, samples, intervalMs } = one;
  const good = samples.filter((sample) => !('perGood' in sample) || sample.perGood > 0);
  return sloTest(
    one,
    'errors that never happened count as none',
    () => inputSeries(good, [busy(QUARTER - 2 * MINUTE, 0), idle(2 * MINUTE)], intervalMs),
    () => [
      counted(`${REMAINING}${sloSelector(slo)} == 1`, QUARTER, 1),
      alerting(slo, 'SloNoData', QUARTER, false),
      ...(samples.every(isCounter) ? [counted(`${increases(intervalMs).bad}${sloSelector(slo)} == 0`, QUARTER, 1)] : []),
    ],
  );
}

/** Where nothing ever was good there may be no series of it. */
function neverGood(one: SloCase): RuleTest[] {
  const { slo, samples, intervalMs, leader } = one;
  const bad = samples.filter((sample) => 'perBad' in sample && sample.perBad > 0);
  if (leader || !samples.every(isCounter) || bad.length === 0 || bad.length === samples.length) return [];
  const names = increases(intervalMs);
  return [
    sloTest(
      one,
      'where nothing ever was good all is bad',
      () => inputSeries(bad, [busy(QUARTER - 2 * MINUTE, 1), idle(2 * MINUTE)], intervalMs),
      () => [
        counted(`${names.bad}${sloSelector(slo)} > 0 == ${names.total}${sloSelector(slo)}`, QUARTER - 2 * MINUTE, 1),
        counted(`${names.bad}${sloSelector(slo)} == 0`, QUARTER, 1),
      ],
    ),
  ];
}

/** The series of errors appears with the errors in it: `rate` alone would not see them. */
function firstFailure(one: SloCase): RuleTest[] {
  const { slo, samples, intervalMs } = one;
  const failing = samples.filter(isFailures);
  const others = samples.filter((sample) => !isFailures(sample));
  if (failing.length === 0 || others.length === 0 || failing.some((sample) => isEach(sample) || isHistogram(sample))) return [];
  const before = (10 * MINUTE) / intervalMs;
  const born = () => failing.map(({ series }) => ({ series, values: `_x${before - 1} ${FIRST}x${before}` }));
  const series = () => [...inputSeries(others, [busy(20 * MINUTE, 0)], intervalMs), ...born()];
  const counting = `max(sum_over_time(${BAD}${sloSelector(slo)}[20m])) * ${intervalMs / 1000}`;
  return [
    sloTest(one, 'the first errors of a series count', series, () => [
      about(counting, 20 * MINUTE, FIRST * failing.length, FIRST / 10),
    ]),
  ];
}

/** Nothing is measured, and every moment counts all the same. */
function filledIn(one: SloCase): RuleTest {
  const { slo, missing } = one;
  return sloTest(
    one,
    `what is missing is ${missing}`,
    () => [],
    () => [
      alerting(slo, 'SloNoData', QUARTER, false),
      counted(`${BAD}${sloSelector(slo)} ${missing === 'bad' ? '> 0' : '== 0'}`, QUARTER, 1),
    ],
  );
}

function noSeries(one: SloCase): RuleTest {
  return sloTest(
    one,
    'a missing total is told',
    () => [],
    () => [alerting(one.slo, 'SloNoData', 15 * MINUTE, true)],
  );
}

function isHistogram(sample: SliSample): boolean {
  return 'nativeBound' in sample || /_bucket\{/.test(sample.series);
}

/** One that counts for ever. */
function isCounter(sample: SliSample): boolean {
  return 'perGood' in sample && !isEach(sample);
}

/** A counter that only bad events move. */
function isFailures(sample: SliSample): boolean {
  return 'perGood' in sample && sample.perGood === 0 && sample.perBad > 0;
}

/** A sample of its own for each stretch of time, in which a first one is nothing special. */
function isEach(sample: SliSample): boolean {
  return 'perGood' in sample && sample.each === true;
}
