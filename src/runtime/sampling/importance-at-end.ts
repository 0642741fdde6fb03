import type { SamplingRule } from '../../authored/sampling.ts';
import { collectorHash, collectorThreshold, isWithin } from './collector-hash.ts';
import type { EndedTrace, SamplerKind } from './kind.ts';

export interface ImportanceAtEndOptions {
  readonly keepErrors: boolean;
  /** Infinity: none is kept for being slow. */
  readonly keepSlowerThanMs: number;
  readonly rules: readonly (Pick<SamplingRule, 'name' | 'where'> & { readonly ratio: number })[];
  readonly otherwise: number;
}

/** Decides as the policies do that the collector gets of the definition: by the attributes of all spans, from the same hash. */
export const importanceAtEnd: SamplerKind<ImportanceAtEndOptions, EndedTrace> = {
  kind: 'importance',
  decidesAt: 'end',
  make: ({ keepErrors, keepSlowerThanMs, rules, otherwise }) => {
    const made = [...rules, { name: 'rest', where: {}, ratio: otherwise }].map(({ name, where, ratio }) => ({
      rule: name,
      wanted: Object.entries(where).map(([key, value]) => [key, new Set<unknown>([value].flat())] as const),
      rate: ratio,
      threshold: collectorThreshold(ratio),
    }));
    const rest = made[made.length - 1] as (typeof made)[number]; // it was just put there
    return (trace) => {
      if (keepErrors && trace.isError) return { keep: true, rate: 1, rule: 'error' };
      if (Math.floor(trace.durationMs) >= keepSlowerThanMs) return { keep: true, rate: 1, rule: 'slow' };
      const { rate, rule, threshold } = made.find(({ wanted }) => fits(wanted, trace)) ?? rest;
      return { keep: rate > 0 && isWithin(collectorHash(trace.traceId), threshold), rate, rule };
    };
  },
};

function fits(
  wanted: readonly (readonly [string, ReadonlySet<unknown>])[],
  { attributes = {}, spans = [attributes] }: EndedTrace,
): boolean {
  return wanted.every(([key, values]) => spans.some((span) => values.has(span[key])));
}
