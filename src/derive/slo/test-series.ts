import type { CounterSample, RateSample, SliSample, ValueSample } from '../../sli/kind.ts';
import { BASE_MS } from './timing.ts';

/** A stretch of steady traffic: events a second, and the share of them that is bad. */
export interface Traffic {
  readonly forMs: number;
  readonly perSecond: number;
  readonly badShare: number;
}

/** The input series of a rule test, in promtool's notation, one sample every `intervalMs`. */
export function inputSeries(
  samples: readonly SliSample[],
  traffic: readonly Traffic[],
  intervalMs: number,
): { series: string; values: string }[] {
  return samples.map((sample) => ({ series: sample.series, values: valuesOf(sample, traffic, intervalMs) }));
}

function valuesOf(sample: SliSample, traffic: readonly Traffic[], intervalMs: number): string {
  if ('goodRate' in sample) return rates(sample, traffic, intervalMs);
  if ('perGood' in sample && sample.each) return each(sample, traffic, intervalMs);
  return 'perGood' in sample ? counts(sample, traffic, intervalMs) : values(sample, traffic, intervalMs);
}

/** `a+bxN` is N + 1 samples, so each stretch begins one step after the last one ended. Whole numbers: a rounding error looks like a reset. */
function counts(sample: CounterSample, traffic: readonly Traffic[], intervalMs: number): string {
  let [good, bad] = [0, 0];
  const parts = [counted(sample, 0, 0)];
  for (const { forMs, perSecond, badShare } of traffic) {
    const count = Math.round(forMs / intervalMs);
    const events = (perSecond * intervalMs) / 1000;
    const badStep = Math.round(events * badShare * sample.perBad);
    const goodStep = Math.round(events * (badShare * sample.perBad + (1 - badShare) * sample.perGood)) - badStep;
    const first = counted(sample, good + goodStep, bad + badStep);
    parts.push(count === 1 ? first : `${first}+${counted(sample, goodStep, badStep)}x${count - 1}`);
    good += goodStep * count;
    bad += badStep * count;
  }
  return parts.join(' ');
}

/** What a counter shows from a step on; `gone` after a scrape that failed, `unseen` without word of it. */
export type Shown = readonly [step: number, shows: number | 'gone' | 'unseen'];

/** A counter from moment to moment, where each bad event comes with `good` good ones. */
export function shownFrom(sample: CounterSample, moments: readonly Shown[], steps: number, good: number): string {
  const parts = (moments[0]?.[0] ?? 0) > 0 ? [`_x${moments[0]?.[0]}`] : [];
  for (const [index, [from, shows]] of moments.entries()) {
    const times = (moments[index + 1]?.[0] ?? steps + 1) - from;
    if (times <= 0) continue;
    if (typeof shows === 'number') {
      const value = counted(sample, good * shows * sample.perGood, shows * sample.perBad);
      parts.push(times === 1 ? value : `${value}x${times - 1}`);
    } else {
      const absent = shows === 'gone' ? times - 1 : times;
      parts.push(...(shows === 'gone' ? ['stale'] : []), ...(absent > 0 ? [`_x${absent}`] : []));
    }
  }
  return parts.join(' ');
}

/** Nothing is recorded where nothing happened. */
function each({ perGood, perBad }: CounterSample, traffic: readonly Traffic[], intervalMs: number): string {
  const parts = ['_'];
  for (const { forMs, perSecond, badShare } of traffic) {
    const step = Math.round(((perSecond * intervalMs) / 1000) * (badShare * perBad + (1 - badShare) * perGood));
    parts.push(`${step === 0 ? '_' : step}x${Math.round(forMs / intervalMs) - 1}`);
  }
  return parts.join(' ').replaceAll(/_x(\d+)/g, (_, more) => `_x${Number(more) + 1}`);
}

function counted({ nativeBound }: CounterSample, good: number, bad: number): string {
  return nativeBound === undefined ? String(good + bad) : nativeHistogram(nativeBound, good, bad);
}

/**
 * Observations around a bound, in buckets of powers of two: the one that ends at or below it, and the one that begins at or above it.
 * https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 */
function nativeHistogram(bound: number, good: number, bad: number): string {
  const below = Math.floor(Math.log2(bound));
  const above = Math.ceil(Math.log2(bound)) + 1;
  const buckets = [good, ...(above - below > 1 ? [0] : []), bad].join(' ');
  return `{{schema:0 count:${good + bad} sum:0 offset:${below} buckets:[${buckets}]}}`;
}

/** A value is good or bad, so a share of bad ones is spread as evenly as whole samples allow. */
function values({ good, bad }: ValueSample, traffic: readonly Traffic[], intervalMs: number): string {
  const [first] = traffic;
  const parts: string[] = first?.perSecond === 0 ? ['_'] : [String(first?.badShare === 1 ? bad : good)];
  for (const { forMs, perSecond, badShare } of traffic) {
    const count = Math.round(forMs / intervalMs);
    if (perSecond === 0) parts.push('stale', ...(count > 1 ? [`_x${count - 1}`] : []));
    else if (badShare === 0 || badShare === 1) parts.push(`${badShare === 1 ? bad : good}x${count - 1}`);
    else parts.push(...spread(count, badShare).map((isBad) => String(isBad ? bad : good)));
  }
  return parts.join(' ');
}

function spread(count: number, share: number): boolean[] {
  return Array.from({ length: count }, (_, index) => Math.floor((index + 1) * share) > Math.floor(index * share));
}

/** What a rate over the base window shows: it rises and falls for as long as the window is. */
function rates({ goodRate, badRate }: RateSample, traffic: readonly Traffic[], intervalMs: number): string {
  const counts = [0];
  for (const { forMs, perSecond, badShare } of traffic) {
    const step = ((perSecond * intervalMs) / 1000) * (badShare * badRate + (1 - badShare) * goodRate);
    for (let left = Math.round(forMs / intervalMs); left > 0; left -= 1) counts.push((counts.at(-1) ?? 0) + step);
  }
  const steps = Math.round(BASE_MS / intervalMs);
  return runs(
    counts.map((count, at) => {
      const from = Math.max(0, at - steps);
      const seconds = ((at - from) * intervalMs) / 1000;
      return at === 0 ? 0 : Number(((count - (counts[from] ?? 0)) / seconds).toPrecision(12));
    }),
  );
}

/** Equal values next to each other as one item. */
function runs(all: readonly number[]): string {
  const parts: { value: number; times: number }[] = [];
  for (const value of all) {
    const last = parts.at(-1);
    if (last?.value === value) last.times += 1;
    else parts.push({ value, times: 1 });
  }
  return parts.map(({ value, times }) => (times === 1 ? String(value) : `${value}x${times - 1}`)).join(' ');
}
