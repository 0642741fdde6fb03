import { type AnswerTimeOptions, answerTime } from './answer-time.ts';
import type { IndicatorKind } from './kind.ts';

/** Seconds the event store takes to read its head. */
export const eventStore: IndicatorKind<AnswerTimeOptions> = {
  kind: 'event-store',
  check: (options) => answerTime('event-store', options, { warning: 0.5, critical: 2 }),
};
