import { multiply, printDecimal, rational, toNumber } from '../kernel/decimal.ts';
import { printDuration } from '../kernel/duration.ts';
import type { LowTraffic } from '../model/low-traffic.ts';
import type { Slo, Tier } from '../model/slo.ts';

const SECOND = 1000;
const HUNDRED = rational(100n, 1n);

/** What a tier needs besides its ratios. */
export function guardSays(guard: LowTraffic): string {
  if (guard.kind === 'failures')
    return `bad events in an alert's long window: at least ${guard.atLeast} (one failure at night pages nobody).`;
  if (guard.kind === 'confidence')
    return `the lower end of the ${guard.level} interval of an alert's long ratio must be above its threshold, too.`;
  const share = `${printDecimal(multiply(guard.share, HUNDRED))}%`;
  return `bad events in an alert's long window: at least ${share} of those the whole window allows by its traffic.`;
}

/** What the failures cost an outage where few events come: alone the ratios need θ·W of a full outage, with the guard so many events. */
export function delaySays({ lowTraffic: guard, budget }: Slo, { factor, longMs }: Tier): string {
  if (guard.kind !== 'failures' || guard.atLeast < 2) return '';
  const threshold = toNumber(multiply(factor, budget));
  if (threshold >= 0.1) return '';
  const few = Math.ceil(guard.atLeast / threshold);
  const [alone, guarded] = [threshold * longMs, threshold * longMs * 10].map(seconds);
  return ` With fewer than ${few} events in ${printDuration(longMs)} its ${guard.atLeast} failures take longest: with a tenth of them a full outage is told after ${guarded}, not ${alone}.`;
}

function seconds(milliseconds: number): string {
  return printDuration(Math.max(1, Math.round(milliseconds / SECOND)) * SECOND);
}
