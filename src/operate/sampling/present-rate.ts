import { toNumber } from '../../kernel/decimal.ts';
import type { ConfidenceSampling, Tracing } from '../../model/telemetry.ts';
import { zOf } from '../statistics/normal.ts';

/** The share of a service's traces (of those no rule is for) that its sampling keeps under this traffic; for an adaptive one the least. */
export function presentRate(sampling: Tracing['sampling'], { events, seconds }: { events: number; seconds: number }): number {
  if (sampling.type === 'head') return toNumber(sampling.ratio);
  if (sampling.type === 'adaptive') return toNumber(sampling.least);
  if (sampling.type === 'rate-limited') return Math.min(1, events > 0 ? (sampling.perSecond * seconds) / events : 1);
  if (sampling.type === 'confidence') return confidentRate(sampling, (events / seconds) * (sampling.windowMs / 1000));
  return toNumber(sampling.otherwise);
}

/** The first `m` of a window are kept and then the share `m / k` of the `k`th: `m (1 + ln(n / m))` of `n`, as of one name. */
function confidentRate({ halfWidth, level }: ConfidenceSampling, inWindow: number): number {
  const first = (zOf(Number.parseFloat(level) / 100) / (2 * toNumber(halfWidth))) ** 2 / 2;
  return inWindow <= first ? 1 : (first * (1 + Math.log(inWindow / first))) / inWindow;
}
