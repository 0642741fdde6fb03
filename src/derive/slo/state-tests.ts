import type { ExpectedValues, RuleTest } from '../../model/rule-test.ts';
import type { SliSample, ValueSample } from '../../sli/kind.ts';
import { increases, STATE, sloSelector } from './names.ts';
import { stateOf } from './series-over.ts';
import type { SloScope } from './slo-scope.ts';
import { counted, exactly, fedEveryMs, type SloCase, sloTest } from './test-case.ts';
import { lateMs } from './timing.ts';

/** Times a window is sampled: odd, so that no half of it looks like the other. */
const SAMPLED = 6;
/** By then what Loki recorded has been written to Prometheus. */
const WRITTEN_MS = 30_000;

/** A condition is asked and counted; probes and lines of logs are counted in their window and nowhere else. */
export function stateTests(one: SloCase, scope: SloScope): RuleTest[] {
  if (one.leader) return [];
  const state = stateOf(scope);
  const groups = one.slo.sli.groupBy.map((label) => `${label}="sample",`).join('');
  const recorded = { series: `${STATE}${sloSelector(one.slo).replace('{', `{${groups}`)}`, good: 0, bad: 1 };
  const [first] = one.samples;
  if (state) {
    const endedMs = state.everyMs === undefined ? 0 : lateMs(one.slo);
    const asked = one.samples.filter(isValue).filter(({ series }) => !series.startsWith(`${STATE}{`));
    return [...asked.map((sample) => answers(one, sample, /^max\b/.test(state.bad))), inWindow(one, [recorded], endedMs)];
  }
  if (first && isValue(first)) return [inWindow(one, [first], lateMs(one.slo))];
  const isEach = one.samples.every((sample) => 'perGood' in sample && sample.each === true);
  return isEach ? [inWindow(one, one.samples, WRITTEN_MS)] : [];
}

function isValue(sample: SliSample): sample is ValueSample {
  return 'good' in sample;
}

/** Good, bad, no number, and bad beside a series that is good. */
function answers(one: SloCase, { series, good, bad }: ValueSample, isWorst: boolean): RuleTest {
  const every = fedEveryMs(one);
  const query = `${STATE}${sloSelector(one.slo)}`;
  const filled = one.missing === 'ignored' ? undefined : Number(one.missing === 'bad');
  const expected = [0, 1, filled, 1].map((state, index): ExpectedValues => {
    const at = (index + 1) * every;
    return state === undefined ? counted(query, at, 0) : counted(`${query} == ${state}`, at, 1);
  });
  const other = { series: series.replace('{', '{beside="other",'), values: `_x4 ${good}` };
  const test = sloTest(
    one,
    'a condition is asked',
    [{ series, values: `_ ${good} ${bad} NaN ${bad}` }, ...(isWorst ? [other] : [])],
    expected,
  );
  return { ...test, intervalMs: every, evaluatedMs: every };
}

/** More of it than there usually is, so that each edge of the window is seen. */
function inWindow(one: SloCase, samples: readonly SliSample[], endedMs: number): RuleTest {
  const { slo, intervalMs } = one;
  const every = fedEveryMs(one);
  const step = intervalMs / SAMPLED;
  const steps = every / step;
  const isBad = (ago: number) => (ago * 7 + 3) % 5 < 2;
  const ages = Array.from({ length: 8 * SAMPLED }, (_, index) => 8 * SAMPLED - index);
  const series = samples.map((sample, index) => ({
    series: sample.series,
    values: [`_x${steps - ages.length}`, ...ages.map((ago) => valueOf(sample, index, ago, isBad(ago))), '_'].join(' '),
  }));
  const ended = endedMs / step;
  const window = ages.filter((ago) => ago >= ended && ago < ended + SAMPLED);
  // what is filled in is recorded at the evaluation itself
  const own = samples.some(({ series: name }) => name.startsWith(`${STATE}{`)) && one.missing !== 'ignored' && endedMs === 0;
  const isLines = samples.length > 1;
  const total = isLines ? window.reduce((sum, ago) => sum + ago + 10, 0) : window.length + Number(own);
  const bad = isLines
    ? window.reduce((sum, ago) => sum + ago, 0)
    : window.filter(isBad).length + Number(own && one.missing === 'bad');
  const names = increases(intervalMs);
  const test = sloTest(one, 'a window holds what is in it', series, [
    exactly(`${names.total}${sloSelector(slo)}`, every, total),
    exactly(`${names.bad}${sloSelector(slo)}`, every, bad),
  ]);
  return { ...test, intervalMs: step, evaluatedMs: every };
}

/** Of lines the first series has all, the second the bad ones. */
function valueOf(sample: SliSample, index: number, ago: number, isBad: boolean): number {
  if (isValue(sample)) return isBad ? sample.bad : sample.good;
  return index === 0 ? ago + 10 : ago;
}
