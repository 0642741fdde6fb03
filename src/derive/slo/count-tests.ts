import { duration } from '../../kernel/duration.ts';
import type { InputSeries, RuleTest } from '../../model/rule-test.ts';
import type { CounterSample, SliSample } from '../../sli/kind.ts';
import { COURSES } from './count-courses.ts';
import { increases, sloSelector } from './names.ts';
import { exactly, fedEveryMs, type SloCase, sloTest } from './test-case.ts';
import { type Shown, shownFrom } from './test-series.ts';
import { lateMs } from './timing.ts';

/** Good events for each bad one. */
const GOOD = 3;
/** How long Prometheus shows the last sample of a series. */
const SHOWN_MS = 5 * 60_000;

/** How long before the evaluation each moment was. */
interface Moments {
  readonly everyMs: number;
  readonly stepMs: number;
  readonly agoMs: Readonly<Record<string, number>>;
}

/** Everything that can happen to a counter happens to a target each, and one evaluation counts them all. */
export function countTests(one: SloCase): RuleTest[] {
  const { slo, samples, intervalMs } = one;
  const counters = samples.filter(isCounter);
  const isOneTarget = counters.some(({ series }) => /[{,]instance="/.test(series));
  if (one.leader || isOneTarget || counters.length < samples.length) return [];
  const moments = momentsOf(one);
  const targets = Object.entries(COURSES).filter(([, { course }]) => !course.includes('unseen') || isRemembered(one, moments));
  const isNative = counters.some(({ nativeBound }) => nativeBound !== undefined);
  const bad = targets.reduce((sum, [, { counted, countedNative = counted }]) => sum + (isNative ? countedNative : counted), 0);
  const names = increases(intervalMs);
  const series = () =>
    targets.flatMap(([name, { course, beside }]) =>
      counters.flatMap((sample) => [
        exposed(sample, { instance: name }, course, moments),
        ...(beside === undefined ? [] : [exposed(sample, { instance: name, series: 'other' }, beside, moments)]),
      ]),
    );
  const { everyMs, stepMs } = moments;
  const test = sloTest(one, 'counts begin, stop and begin again', series, () => [
    exactly(`${names.total}${sloSelector(slo)}`, everyMs, (GOOD + 1) * bad),
    exactly(`${names.bad}${sloSelector(slo)}`, everyMs, bad),
  ]);
  return [{ ...test, intervalMs: stepMs, evaluatedMs: everyMs }];
}

function isCounter(sample: SliSample): sample is CounterSample {
  return 'perGood' in sample && sample.each !== true;
}

function momentsOf(one: SloCase): Moments {
  const ended = lateMs(one.slo);
  const began = ended + one.intervalMs;
  const range = began + one.scrapeMs;
  const stepMs = divisor(divisor(ended, one.intervalMs), one.scrapeMs) / 2;
  const around = { began, inside: began - stepMs, soon: began - 2 * stepMs, ended, after: ended - stepMs };
  const agoMs = { seldom: range + 2 * stepMs, before: range + stepMs, ...around, now: 0 };
  return { everyMs: fedEveryMs(one), stepMs, agoMs };
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

/** Whether what was told before the range still shows when the window begins. */
function isRemembered({ scrapeMs }: SloCase, { stepMs }: Moments): boolean {
  return scrapeMs + 2 * stepMs < SHOWN_MS;
}

function exposed(
  sample: CounterSample,
  labels: Readonly<Record<string, string>>,
  course: string,
  { everyMs, stepMs, agoMs }: Moments,
): InputSeries {
  const shown = course.split(', ').map((part): Shown => {
    const [moment = '', shows = ''] = part.split(' ');
    return [
      (everyMs - (agoMs[moment] ?? duration(moment))) / stepMs,
      shows === 'gone' || shows === 'unseen' ? shows : Number(shows),
    ];
  });
  const own = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  const [name = '', others = '}'] = sample.series.split(/\{(.*)/s);
  const series = `${name}{${own.join(',')}${others === '}' ? '' : ','}${others}`;
  return { series, values: shownFrom(sample, shown, everyMs / stepMs, GOOD) };
}
