import type { Decision } from './kind.ts';

/** On spans that were kept: what they stand for. `sum(1 / sampling.rate)` over them is how many there were. */
export const SAMPLING_RATE = 'sampling.rate';
export const SAMPLING_KIND = 'sampling.kind';
export const SAMPLING_RULE = 'sampling.rule';

export function samplingAttributes(kind: string, { rate, rule }: Decision): Readonly<Record<string, string | number>> {
  return { [SAMPLING_KIND]: kind, [SAMPLING_RATE]: rate, [SAMPLING_RULE]: rule };
}

/** How many traces or spans there were, of the attributes of those that were kept; one without a rate stands for itself. */
export function correctedCount(kept: Iterable<Readonly<Record<string, unknown>>>): number {
  let count = 0;
  for (const attributes of kept) {
    const rate = attributes[SAMPLING_RATE];
    count += typeof rate === 'number' && rate > 0 ? 1 / rate : 1;
  }
  return count;
}
