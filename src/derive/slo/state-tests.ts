import type { ExpectedValues, RuleTest } from '../../model/rule-test.ts';
import type { SliSample, ValueSample } from '../../sli/kind.ts';
import { increases, STATE, sloSelector } from './names.ts';
import { stateOf } from './series-over.ts';
import type { SloScope } from './slo-scope.ts';
import { counted, exactly, fedEveryMs, type SloCase, sloTest } from './test-case.ts';
import { lateMs } from './timing.ts';

/** Times a window is sampled. */
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
function answers(one: SloCase, { series, good, bad, behind }: ValueSample, isWorst: boolean): RuleTest {
  const every = fedEveryMs(one);
  const query = `${STATE}${sloSelector(one.slo)}`;
  const filled = one.missing === 'ignored' ? undefined : Number(one.missing === 'bad');
  const shown = (state: number, index: number): number => {
    if (behind === undefined || one.slo.calendar) return state === 0 ? good : bad;
    return ((index + 1) * every) / 1000 - (state === 0 ? behind : behind * 1.5);
  };
  const expected = [0, 1, filled, 1].map((state, index): ExpectedValues => {
    const at = (index + 1) * every;
    return state === undefined ? counted(query, at, 0) : counted(`${query} == ${state}`, at, 1);
  });
  const other = { series: series.replace('{', '{beside="other",'), values: `_x4 ${shown(0, 3)}` };
  const test = sloTest(
    one,
    'a condition is asked',
    () => [{ series, values: `_ ${shown(0, 0)} ${shown(1, 1)} NaN ${shown(1, 3)}` }, ...(isWorst ? [other] : [])],
    () => expected,
  );
  return { ...test, intervalMs: every, evaluatedMs: every };
}

/** More of it than there usually is, so that each edge of the window is seen. */
function inWindow(one: SloCase, samples: readonly SliSample[], endedMs: number): RuleTest {
  const { slo, intervalMs } = one;
  const every = fedEveryMs(one);
  const step = intervalMs / SAMPLED;
  const steps = every / step;
  const isBad = (ago: number) => (ago * ago * 7 + ago * 3) % 11 < 4;
  const ages = Array.from({ length: 8 * SAMPLED }, (_, index) => 8 * SAMPLED - index);
  const isState = samples.some(({ series: name }) => name.startsWith(`${STATE}{`));
  const series = () =>
    samples.map((sample, index) => ({
      series: sample.series,
      values: [`_x${steps - ages.length}`, ...ages.map((ago) => shownBy(sample, index, ago, isBad(ago))), '_'].join(' '),
    }));
  const ended = endedMs / step;
  const window = ages.filter((ago) => ago >= ended && ago < ended + SAMPLED);
  // what is filled in is recorded at the evaluation itself
  const own = isState && one.missing !== 'ignored' && endedMs === 0;
  const isLines = samples.length > 1;
  const total = isLines ? window.reduce((sum, ago) => sum + ago + 10, 0) : window.length + Number(own);
  const bad = isLines
    ? window.reduce((sum, ago) => sum + ago, 0)
    : window.filter(isBad).length + Number(own && one.missing === 'bad');
  const names = increases(intervalMs);
  // two targets count twice, but a state is one
  const targets = isState ? [''] : ['beside="one",', 'beside="other",'];
  const all = () =>
    targets.flatMap((target) => series().map((one) => ({ ...one, series: one.series.replace('{', `{${target}`) })));
  const test = sloTest(one, 'a window holds what is in it', all, () => [
    exactly(`${names.total}${sloSelector(slo)}`, every, total * targets.length),
    exactly(`${names.bad}${sloSelector(slo)}`, every, bad * targets.length),
  ]);
  return { ...test, intervalMs: step, evaluatedMs: every };
}

/** Of lines the first series has all, the second the bad ones. */
function shownBy(sample: SliSample, index: number, ago: number, isBad: boolean): number {
  if (isValue(sample)) return isBad ? sample.bad : sample.good;
  return index === 0 ? ago + 10 : ago;
}
