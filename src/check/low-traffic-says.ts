import { printPercent } from '../kernel/decimal.ts';
import type { LowTraffic } from '../model/low-traffic.ts';

/** What a tier needs besides its ratios. */
export function guardSays(guard: LowTraffic): string {
  if (guard.kind === 'failures')
    return `bad events in an alert's long window: at least ${guard.atLeast} (one failure at night pages nobody).`;
  if (guard.kind === 'confidence')
    return `the lower end of the ${guard.level} interval of an alert's long ratio must be above its threshold, too.`;
  const share = printPercent(guard.share);
  return `bad events in an alert's long window: at least ${share} of those the whole window allows by its traffic.`;
}
