import type { Sampling } from '../../authored/sampling.ts';
import { parseDecimal, toNumber } from '../../kernel/decimal.ts';
import { parseDuration } from '../../kernel/duration.ts';
import { didYouMean } from '../../kernel/nearest.ts';
import { oneOfWords, optionsOf } from '../options.ts';
import { printRefused } from '../print.ts';
import { importanceAtEnd } from './importance-at-end.ts';
import type { Decision, EndedTrace, Sampler, SamplerKind, StartedTrace } from './kind.ts';
import { SAMPLER_KINDS } from './kinds.ts';

type Kinds = typeof SAMPLER_KINDS;
type OptionsOf<K> = K extends SamplerKind<infer O, infer _T> ? O : never;
type TraceOf<K> = K extends SamplerKind<infer _O, infer T> ? T : never;
/** Which kind, and its options. */
export type SamplerOptions<K extends keyof Kinds = keyof Kinds> = { [N in K]: { readonly kind: N } & OptionsOf<Kinds[N]> }[K];

/** A sampler of one of the kinds: ratio, rate-limited, error-biased, importance, adaptive or confidence. */
export function sampler<K extends keyof Kinds>(options: { readonly kind: K } & OptionsOf<Kinds[K]>): Sampler<TraceOf<Kinds[K]>> {
  if (!Object.hasOwn(SAMPLER_KINDS, optionsOf('sampler', options).kind)) throw new TypeError(unknownKind(options.kind));
  const { kind, decidesAt, isById = false, make } = SAMPLER_KINDS[options.kind] as unknown as SamplerKind<unknown, EndedTrace>; // of kind K, as its options are
  return { kind, decidesAt, isById, decide: make(options) as (trace: StartedTrace) => Decision };
}

function unknownKind(kind: unknown): string {
  const known = Object.keys(SAMPLER_KINDS);
  const near = typeof kind === 'string' ? didYouMean(kind, known) : undefined;
  return `sampler kind ${printRefused(kind)} is none of ${known.join(', ')}${near === undefined ? '' : `; ${near}`}`;
}

/**
 * The sampler of a definition that the collector's or the SDK's configuration is generated from: `head` is a ratio; `tail` error-biased
 * and `importance` by rules, both with the same hash as the collector's; `rateLimited`, `adaptive` and `confidence` are decided here alone.
 */
export function samplerOf(definition: Sampling): Sampler<EndedTrace> {
  const types = Object.keys(OF_DEFINITION) as Sampling['type'][]; // its keys are all of them
  const type = oneOfWords('samplerOf: type', optionsOf('samplerOf', definition, 'sampling').type, types);
  const make = OF_DEFINITION[type] as (definition: Sampling) => Sampler<EndedTrace>; // each takes its own
  return make(definition);
}

const OF_DEFINITION: { readonly [T in Sampling['type']]: (definition: Extract<Sampling, { type: T }>) => Sampler<EndedTrace> } = {
  head: ({ ratio }) => sampler({ kind: 'ratio', ratio: shareOf(ratio) }),
  tail: ({ keepErrors, keepSlowerThan, otherwise }) => {
    const slow = keepSlowerThan === undefined ? undefined : parseDuration(keepSlowerThan);
    const keepSlowerThanMs = slow === undefined ? {} : { keepSlowerThanMs: slow };
    return sampler({ kind: 'error-biased', keepErrors, otherwise: shareOf(otherwise), ...keepSlowerThanMs });
  },
  importance: ({ keepErrors = false, keepSlowerThan = '', rules, otherwise }) => {
    const shares = rules.map(({ name, where, keep }) => ({ name, where, ratio: shareOf(keep) }));
    const keepSlowerThanMs = parseDuration(keepSlowerThan) ?? Number.POSITIVE_INFINITY;
    const { kind, decidesAt, make } = importanceAtEnd;
    return { kind, decidesAt, decide: make({ keepErrors, keepSlowerThanMs, rules: shares, otherwise: shareOf(otherwise) }) };
  },
  'rate-limited': ({ perSecond }) => sampler({ kind: 'rate-limited', perSecond }),
  adaptive: ({ most, least }) => sampler({ kind: 'adaptive', most: shareOf(most), least: shareOf(least) }),
  confidence: ({ halfWidth, level = '95%', window = '1m' }) => {
    const windowSeconds = (parseDuration(window) ?? Number.NaN) / 1000;
    return sampler({ kind: 'confidence', halfWidth: shareOf(halfWidth), level, windowSeconds });
  },
};

function shareOf(percent: string): number {
  const value = parseDecimal(percent);
  if (value === undefined) throw new TypeError(`${JSON.stringify(percent)} is no share: write '10%'`);
  return toNumber(value);
}
