import { type AnswerTimeOptions, answerTime } from './answer-time.ts';
import type { IndicatorKind } from './kind.ts';

/** Seconds a query takes. */
export const database: IndicatorKind<AnswerTimeOptions> = {
  kind: 'database',
  check: (options) => answerTime('database', options, { warning: 0.5, critical: 2 }),
};
