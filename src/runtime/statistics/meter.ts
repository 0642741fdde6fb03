import type { BoundCounter } from '../instrument.ts';

export interface Meter {
  /** So many more. @default 1 */
  mark(count?: number): void;
  /** Per second: over the whole life, and weighted towards the last minute, five and fifteen, as load averages are. */
  rates(): { readonly mean: number; readonly one: number; readonly five: number; readonly fifteen: number };
}

const TICK_SECONDS = 5;
const MINUTES = [1, 5, 15] as const;
/** After so many ticks nothing is left of what was before, to six digits: three hours. */
const MOST_TICKS = 2_160;

/** A rate, for who needs it in the process; Prometheus takes `rate()` of the counter. */
export function meter(counter: Pick<BoundCounter, 'inc'>, now: () => number = () => performance.now()): Meter {
  const start = now();
  let total = 0;
  let pending = 0;
  let ticked = start;
  let averages: readonly (number | undefined)[] = MINUTES.map(() => undefined);
  const tick = () => {
    const time = now();
    if (time < ticked) ticked = time; // a clock that was set back
    const passed = Math.floor((time - ticked) / (TICK_SECONDS * 1000));
    if (!(passed > 0 && passed < Number.POSITIVE_INFINITY)) return;
    ticked += passed * TICK_SECONDS * 1000;
    for (let index = 0; index < Math.min(passed, MOST_TICKS); index++) {
      const instant = pending / TICK_SECONDS;
      pending = 0;
      averages = averages.map((average, which) => {
        const weight = 1 - Math.exp(-TICK_SECONDS / 60 / (MINUTES[which] ?? 1));
        return average === undefined ? instant : average + weight * (instant - average);
      });
    }
  };
  return {
    mark: (count = 1) => {
      tick();
      total += count;
      pending += count;
      counter.inc(count);
    },
    rates: () => {
      tick();
      const [one = 0, five = 0, fifteen = 0] = averages;
      const seconds = (now() - start) / 1000;
      return { mean: seconds > 0 ? total / seconds : 0, one, five, fifteen };
    },
  };
}
