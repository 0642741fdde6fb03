/** Runs `work` and tells how many seconds it took, also when it fails; a promise is timed until it settles. */
export function timed<T>(work: () => T, observe: (seconds: number) => void): T {
  const start = performance.now();
  const stop = () => observe((performance.now() - start) / 1000);
  let result: T;
  try {
    result = work();
  } catch (thrown) {
    stop();
    throw thrown;
  }
  if (!isThenable(result)) {
    stop();
    return result;
  }
  const settled = Promise.resolve(result).finally(stop);
  return settled as T; // T is a promise here, and this one settles as it does
}

/** Seconds since a moment, which is often a text where it came by JSON; never below 0, and `NaN` for what is no moment. */
export function secondsSince(moment: Date): number {
  try {
    return Math.max(0, (Date.now() - new Date(moment).getTime()) / 1000);
  } catch {
    return Number.NaN;
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
