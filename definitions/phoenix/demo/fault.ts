/** Misbehaviour on demand, so that an alert can be seen to fire. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Fault {
  /** Share of requests that fail: 0 none, 1 all. */
  readonly errorRatio: number;
  /** Added to every request. */
  readonly latencySeconds: number;
}

export interface Faults {
  set(fault: Fault): void;
  /** Waits, then throws as often as was asked for. */
  strike(): Promise<void>;
}

const NONE: Fault = { errorRatio: 0, latencySeconds: 0 };
const MAX_LATENCY_SECONDS = 30;

export function faults(random: () => number): Faults {
  let current = NONE;
  return {
    set: (fault) => {
      current = fault;
    },
    strike: async () => {
      const { errorRatio, latencySeconds } = current;
      if (latencySeconds > 0) await sleep(latencySeconds * 1000, undefined, { ref: false });
      if (random() < errorRatio) throw new Error('injected fault');
    },
  };
}

/** What was sent to `/fault`; `{}` ends the fault. Undefined where it makes no sense. */
export function parseFault(body: unknown): Fault | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { errorRatio, latencySeconds } = { ...NONE, ...body };
  const within = (value: unknown, most: number) => typeof value === 'number' && value >= 0 && value <= most;
  return within(errorRatio, 1) && within(latencySeconds, MAX_LATENCY_SECONDS) ? { errorRatio, latencySeconds } : undefined;
}

/** Mulberry32: small, and the same numbers in [0, 1) for the same seed on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
