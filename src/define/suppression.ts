import { define } from '../kernel/place.ts';

export interface SuppressionOptions {
  /** The code of the diagnostic: `metric/name`. */
  readonly code: string;
  /** The definition it is about, and everything that belongs to it. */
  readonly at: object;
  /** Why it is right here. */
  readonly reason: string;
  /** The last day it holds, `'2027-01-31'`. @default it never expires */
  readonly until?: `${number}-${number}-${number}`;
}
export interface AuthoredSuppression extends SuppressionOptions {
  readonly kind: 'suppression';
}

/** Silences one diagnostic at one definition. It wants a reason, may expire, and is reported when nothing is left to silence. */
export function suppress(options: SuppressionOptions): AuthoredSuppression {
  return define({ ...options, kind: 'suppression' }, suppress, options);
}
