import { mean } from '../kernel/moments.ts';

/** A straight line: its value at the last moment, and how much it changes in a second. */
export interface Line {
  readonly now: number;
  readonly slope: number;
}

/** The line `deriv` and `predict_linear` lay through the samples of a window that ends at a moment: least squares. */
export function lineThrough(at: (ms: number) => number, nowMs: number, windowMs: number, everyMs: number): Line {
  const count = Math.min(Math.floor(nowMs / everyMs) + 1, Math.ceil(windowMs / everyMs));
  const xs = Array.from({ length: count }, (_, index) => (-index * everyMs) / 1000);
  const ys = xs.map((x) => at(nowMs + x * 1000));
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const over = xs.reduce((sum, x, index) => sum + (x - meanX) * ((ys[index] ?? 0) - meanY), 0);
  const under = xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
  const slope = under === 0 ? 0 : over / under;
  return { now: meanY - slope * meanX, slope };
}
