import type { SliSample } from '../../sli/kind.ts';

/** A stretch of steady traffic: events a second, and the share of them that is bad. */
export interface Stretch {
  readonly forMs: number;
  readonly perSecond: number;
  readonly badShare: number;
}

/** The input series of a rule test, in promtool's notation, one sample every `intervalMs`. */
export function inputSeries(
  samples: readonly SliSample[],
  stretches: readonly Stretch[],
  intervalMs: number,
): { series: string; values: string }[] {
  return samples.map((sample) => ({ series: sample.series, values: valuesOf(sample, stretches, intervalMs) }));
}

/** `a+bxN` is N + 1 samples, so each stretch begins one step after the last one ended. */
function valuesOf(sample: SliSample, stretches: readonly Stretch[], intervalMs: number): string {
  let value = 0;
  const parts = ['0'];
  for (const stretch of stretches) {
    const count = Math.round(stretch.forMs / intervalMs);
    const events = (stretch.perSecond * intervalMs) / 1000;
    const step = round(events * (stretch.badShare * sample.perBad + (1 - stretch.badShare) * sample.perGood));
    parts.push(count === 1 ? String(round(value + step)) : `${round(value + step)}+${step}x${count - 1}`);
    value = round(value + step * count);
  }
  return parts.join(' ');
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
