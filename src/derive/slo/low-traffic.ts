import { divide, multiply, printDecimal, rational } from '../../kernel/decimal.ts';
import type { LowTraffic } from '../../model/low-traffic.ts';
import type { Tier } from '../../model/slo.ts';
import { ALLOWED, errorRatio, increases, rates } from './names.ts';
import type { SloScope } from './slo-scope.ts';
import { COUNTED_UP_TO_MS } from './timing.ts';

interface Counts {
  readonly total: string;
  readonly bad: string;
}

/** The condition of a tier besides its ratios: that few events do not make one failure an incident (slo-mathematics, 3.6). */
export function enoughEvents({ slo, where }: SloScope, tier: Tier, threshold: string): string {
  const counts = countsOf(where, tier);
  const guard = slo.lowTraffic;
  // counts are whole, rates of them not quite
  if (guard.kind === 'failures') return `${counts.bad} > ${guard.atLeast - 1}.5`;
  if (guard.kind === 'budget') return `${counts.bad} >= ${ALLOWED}${where} * ${printDecimal(guard.share)}`;
  return `${lowerBound(guard, counts, `${errorRatio(tier.longMs)}${where}`)} > ${threshold}`;
}

/** Events and bad events in the long window of a tier. */
function countsOf(where: string, { longMs }: Tier): Counts {
  if (longMs <= COUNTED_UP_TO_MS) {
    const { total, bad } = rates(longMs);
    return { total: `${total}${where} * ${longMs / 1000}`, bad: `${bad}${where} * ${longMs / 1000}` };
  }
  const { total, bad } = increases(longMs);
  return { total: `${total}${where}`, bad: `${bad}${where}` };
}

/** The lower end of the Wilson score interval, over counts: (b + z²/2 − z·√(b·(1 − b/n) + z²/4)) / (n + z²). */
function lowerBound({ z }: Extract<LowTraffic, { kind: 'confidence' }>, { total: n, bad: b }: Counts, ratio: string): string {
  const square = multiply(z, z);
  const [half, quarter] = [2n, 4n].map((part) => printDecimal(divide(square, rational(part, 1n))));
  const spread = `sqrt(clamp_min(${b} * (1 - ${ratio}), 0) + ${quarter})`;
  return `(${b} + ${half} - ${printDecimal(z)} * ${spread}) / (${n} + ${printDecimal(square)})`;
}
