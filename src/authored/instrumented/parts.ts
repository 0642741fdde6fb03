import { type Label, oneOf, text } from '../label.ts';

/** How a piece of work ended. */
export const outcome = oneOf('ok', 'error');

/** Seconds, from a lookup in memory to a call somebody hangs up on. */
export const DURATIONS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;
/** Seconds of work that may take an hour. */
export const LONG_DURATIONS = [0.1, 0.5, 1, 5, 15, 30, 60, 300, 900, 3600] as const;
export const SIZES = [256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 16_777_216] as const;

/** The label given, or free text of so many names. */
export function named<V extends string>(label: Label<V> | undefined, series = 20): Label<V> {
  return label ?? (text({ series }) as Label<V>); // without a label V is string
}
