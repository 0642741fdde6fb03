import type { BoundObserver } from '../instrument.ts';

/** Starts a clock; what it returns observes the seconds since, once, and says them. For work that is no one function. */
export function startTimer(into: Pick<BoundObserver, 'observe'>): () => number {
  const start = performance.now();
  let seconds: number | undefined;
  return () => {
    if (seconds === undefined) {
      seconds = (performance.now() - start) / 1000;
      into.observe(seconds);
    }
    return seconds;
  };
}
