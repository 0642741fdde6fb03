import type { Decision } from './kind.ts';
import { rateIn } from './tracestate.ts';

/** On spans that were kept: what they stand for. `sum(1 / sampling.rate)` over them is how many there were. */
export const SAMPLING_RATE = 'sampling.rate';
export const SAMPLING_KIND = 'sampling.kind';
export const SAMPLING_RULE = 'sampling.rule';

export function samplingAttributes(kind: string, { rate, rule }: Decision): Readonly<Record<string, string | number>> {
  return { [SAMPLING_KIND]: kind, [SAMPLING_RATE]: rate, [SAMPLING_RULE]: rule };
}

/** What is known of a span that was kept: its attributes, or itself, with the trace state that came with it. */
export type KeptSpan = Readonly<Record<string, unknown>> & {
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly traceState?: string;
};

/** The share of spans like this one that are kept: as its attribute says, else as its trace state does (`ot=th:…`), else all of them. */
export function samplingRateOf(span: KeptSpan): number {
  const { attributes, traceState, ...itself } = span ?? {};
  const rate = (attributes ?? itself)[SAMPLING_RATE];
  if (typeof rate === 'number' && rate > 0) return rate;
  return rateIn(traceState) ?? 1;
}

/** How many traces or spans there were, of those that were kept; one without a rate stands for itself. */
export function correctedCount(kept: Iterable<KeptSpan>): number {
  let count = 0;
  for (const span of kept) count += 1 / samplingRateOf(span);
  return count;
}
