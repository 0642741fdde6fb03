import type { Sampling } from '../../authored/sampling.ts';
import { parseDecimal, toNumber } from '../../kernel/decimal.ts';
import { parseDuration } from '../../kernel/duration.ts';
import type { Decision, EndedTrace, Sampler, SamplerKind, StartedTrace } from './kind.ts';
import { SAMPLER_KINDS } from './kinds.ts';

type Kinds = typeof SAMPLER_KINDS;
type OptionsOf<K> = K extends SamplerKind<infer O, infer _T> ? O : never;
type TraceOf<K> = K extends SamplerKind<infer _O, infer T> ? T : never;
/** Which kind, and its options. */
export type SamplerOptions<K extends keyof Kinds = keyof Kinds> = { [N in K]: { readonly kind: N } & OptionsOf<Kinds[N]> }[K];

/** A sampler of one of the kinds: ratio, rate-limited, error-biased, importance, adaptive or confidence. */
export function sampler<K extends keyof Kinds>(options: { readonly kind: K } & OptionsOf<Kinds[K]>): Sampler<TraceOf<Kinds[K]>> {
  const { kind, decidesAt, make } = SAMPLER_KINDS[options.kind] as unknown as SamplerKind<unknown, EndedTrace>; // of kind K, as its options are
  return { kind, decidesAt, decide: make(options) as (trace: StartedTrace) => Decision };
}

/**
 * The sampler of a definition that the collector's or the SDK's configuration is generated from: `head` is a ratio, `tail`
 * error-biased, with the same hash as the collector's.
 */
export function samplerOf(definition: Sampling): Sampler<EndedTrace> {
  if (definition.type === 'head') return sampler({ kind: 'ratio', ratio: shareOf(definition.ratio) });
  const { keepErrors, keepSlowerThan, otherwise } = definition;
  const slow = keepSlowerThan === undefined ? undefined : parseDuration(keepSlowerThan);
  return sampler({
    kind: 'error-biased',
    keepErrors,
    otherwise: shareOf(otherwise),
    ...(slow === undefined ? {} : { keepSlowerThanMs: slow }),
  });
}

function shareOf(percent: string): number {
  const value = parseDecimal(percent);
  if (value === undefined) throw new TypeError(`${JSON.stringify(percent)} is no share: write '10%'`);
  return toNumber(value);
}
