import { oneOfWords, optionsOf } from '../../options.ts';
import type { HealthCheck } from '../check.ts';
import type { IndicatorKind } from './kind.ts';
import { INDICATOR_KINDS } from './kinds.ts';

type Kinds = typeof INDICATOR_KINDS;
type OptionsOf<K> = K extends IndicatorKind<infer O> ? O : never;

/** A check of one of the kinds, with its limits: `indicator({ kind: 'disk', path: '/', warning: 0.8, critical: 0.95 })`. */
export function indicator<K extends keyof Kinds>(options: { readonly kind: K } & OptionsOf<Kinds[K]>): HealthCheck {
  const kinds = Object.keys(INDICATOR_KINDS) as (keyof Kinds)[]; // its keys are all of them
  const kind = oneOfWords('indicator: kind', optionsOf('indicator', options).kind, kinds);
  const { check } = INDICATOR_KINDS[kind] as unknown as IndicatorKind<unknown>; // of kind K, as its options are
  return check(options);
}
