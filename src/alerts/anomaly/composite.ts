import { define } from '../../kernel/place.ts';
import type { AnomalyMethod } from './method.ts';

export interface CompositeOptions {
  /** Two or more ways to tell what is normal. Two of one form need different options. */
  readonly methods: readonly AnomalyMethod[];
  /** How many must agree, on the same direction: 1 is any of them. @default all */
  readonly agree?: number;
}

/** Several methods that must agree. */
export interface CompositeMethod {
  readonly kind: 'anomaly-composite';
  readonly options: CompositeOptions;
}

/**
 * Odd is what several methods call odd at once, so that each makes up for what another cannot tell. How many agree is recorded as
 * `…:agreeing`, and is the value of the alert: its confidence. A method without history yet does not agree.
 */
export function composite(options: CompositeOptions): CompositeMethod {
  return define({ kind: 'anomaly-composite', options }, composite, options);
}
