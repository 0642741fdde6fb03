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
  return 'perGood' in sample ? counts(sample, traffic, intervalMs) : values(sample, traffic, intervalMs);
}

/** `a+bxN` is N + 1 samples, so each stretch begins one step after the last one ended. Whole numbers: a rounding error looks like a reset. */
function counts(sample: CounterSample, traffic: readonly Traffic[], intervalMs: number): string {
  let value = 0;
  const parts = ['0'];
  for (const { forMs, perSecond, badShare } of traffic) {
    const count = Math.round(forMs / intervalMs);
    const events = (perSecond * intervalMs) / 1000;
    const step = Math.round(events * (badShare * sample.perBad + (1 - badShare) * sample.perGood));
    parts.push(count === 1 ? String(value + step) : `${value + step}+${step}x${count - 1}`);
    value += step * count;
  }
  return parts.join(' ');
}

/** A value is good or bad, so a share of bad ones is spread as evenly as whole samples allow. */
function values({ good, bad }: ValueSample, traffic: readonly Traffic[], intervalMs: number): string {
  const parts: string[] = [String(good)];
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
