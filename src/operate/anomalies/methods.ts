import { iqr } from './iqr.ts';
import { levelShift } from './level-shift.ts';
import type { Method } from './method.ts';
import { seasonal } from './seasonal.ts';
import { zScore } from './z-score.ts';

/** A way to tell what is normal: one file, and one line here. */
export const METHODS = {
  'z-score': zScore,
  iqr,
  seasonal,
  'level-shift': levelShift,
} as const satisfies Record<string, Method>;
export type MethodName = keyof typeof METHODS;
export const METHOD_NAMES = Object.keys(METHODS) as MethodName[]; // the keys of the table

/** All that is known of a series together, its season taken out first where it has one. */
export const COMPOSITE = 'composite';
