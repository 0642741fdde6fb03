import { duration } from '../../kernel/duration.ts';
import type { InputSeries, RuleTest } from '../../model/rule-test.ts';
import type { CounterSample, SliSample } from '../../sli/kind.ts';
import { COURSES } from './count-courses.ts';
import { increases, sloSelector } from './names.ts';
import { exactly, fedEveryMs, type SloCase, sloTest } from './test-case.ts';
import { type Shown, shownFrom } from './test-series.ts';
import { lateMs } from './timing.ts';

/** How long Prometheus shows the last sample of a series. */
const SHOWN_MS = 5 * 60_000;

/** How long before the evaluation each moment was. */
interface Moments {
  readonly everyMs: number;
  readonly stepMs: number;
  readonly agoMs: Readonly<Record<string, number>>;
}

/** Everything that can happen to a counter happens to a target each, and one evaluation counts them all; at the next all stand still. */
export function countTests(one: SloCase): RuleTest[] {
  const { slo, samples, intervalMs } = one;
  const counters = samples.filter(isCounter);
  const isOneTarget = counters.some(({ series }) => /[{,]instance="/.test(series));
  if (one.leader || isOneTarget || counters.length < samples.length) return [];
  const moments = momentsOf(one);
  const targets = Object.entries(COURSES).filter(([, { course }]) => !course.includes('unseen') || isRemembered(one, moments));
  const isNative = counters.some(({ nativeBound }) => nativeBound !== undefined);
  const counts = targets.map(([, { counted, countedNative = counted }]) => (isNative ? countedNative : counted));
  const bad = counts.reduce((sum, count) => sum + count, 0);
  const all = counts.reduce((sum, count, target) => sum + count * (1 + goodOf(target)), 0);
  const between = counters.some((sample) => sample.between) ? BETWEEN : 0;
  const names = increases(intervalMs);
  const series = () =>
    targets
      .flatMap(([name, { course, beside }], target) => {
        const one = { good: goodOf(target), moments };
        return counters.flatMap((sample) => [
          exposed(sample, { instance: name }, course, one),
          ...(beside === undefined ? [] : [exposed(sample, { instance: name, series: 'other' }, beside, one)]),
          ...(beside === undefined ? [] : (sample.others ?? [])).map((series) =>
            exposed({ ...sample, series }, { instance: name }, course, one),
          ),
        ]);
      })
      .concat(counters.flatMap((sample) => (sample.between ? [exposedBetween(sample, sample.between.per, moments)] : [])));
  const { everyMs, stepMs } = moments;
  const test = sloTest(one, 'counts begin, stop and begin again', series, () => [
    exactly(`${names.total}${sloSelector(slo)}`, everyMs, all + between),
    exactly(`${names.bad}${sloSelector(slo)}`, everyMs, thousandths(bad + between * (counters[0]?.between?.bad ?? 0))),
    exactly(`${names.total}${sloSelector(slo)}`, 2 * everyMs, 0),
    exactly(`${names.bad}${sloSelector(slo)}`, 2 * everyMs, 0),
  ]);
  return [{ ...test, intervalMs: stepMs, evaluatedMs: everyMs }];
}

/** Good events for each bad one: not the same everywhere, so that a target that is missed in a share of good ones is seen. */
function goodOf(target: number): number {
  return 1 + (target % 4);
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Events of which nobody can tell whether they were good. */
const BETWEEN = 24;

function exposedBetween(sample: CounterSample, per: number, moments: Moments): InputSeries {
  const course = `10m 1000, inside 1010, ended ${1000 + BETWEEN}, after 1055`;
  return exposed({ ...sample, perGood: 0, perBad: per }, { instance: 'between' }, course, { good: 0, moments });
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

type Read = readonly { readonly moment: string; readonly shows: Shown[1] }[];

/** Courses are few, and each is asked for in the tests of every SLO. */
const COURSES_READ = new Map<string, Read>();

function read(course: string): Read {
  const known = COURSES_READ.get(course);
  if (known) return known;
  const parts = course.split(', ').map((part) => {
    const [moment = '', shows = ''] = part.split(' ');
    return { moment, shows: shows === 'gone' || shows === 'unseen' ? shows : Number(shows) } as const;
  });
  COURSES_READ.set(course, parts);
  return parts;
}

function exposed(
  sample: CounterSample,
  labels: Readonly<Record<string, string>>,
  course: string,
  { good, moments }: { readonly good: number; readonly moments: Moments },
): InputSeries {
  const { everyMs, stepMs, agoMs } = moments;
  const shown = read(course).map(({ moment, shows }): Shown => [(everyMs - (agoMs[moment] ?? duration(moment))) / stepMs, shows]);
  const own = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  const [name = '', others = '}'] = sample.series.split(/\{(.*)/s);
  const series = `${name}{${own.join(',')}${others === '}' ? '' : ','}${others}`;
  const steps = everyMs / stepMs;
  // at the next evaluation it stands still
  const still: Shown[] = [
    [steps + 1, 'unseen'],
    [2 * steps - (agoMs['seldom'] ?? 0) / stepMs, shown.at(-1)?.[1] ?? 0],
  ];
  return { series, values: shownFrom(sample, [...shown, ...still], 2 * steps, good) };
}
