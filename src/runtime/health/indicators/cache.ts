import { type AnswerTimeOptions, answerTime } from './answer-time.ts';
import type { IndicatorKind } from './kind.ts';

/** Seconds a lookup takes. */
export const cache: IndicatorKind<AnswerTimeOptions> = {
  kind: 'cache',
  check: (options) => answerTime('cache', options, { warning: 0.05, critical: 1 }),
};
