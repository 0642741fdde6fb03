import type { CounterSample, SliSample, ValueSample } from '../../sli/kind.ts';

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
