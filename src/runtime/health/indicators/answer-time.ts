import type { HealthCheck } from '../check.ts';
import { level, limits, secondsOf } from '../level.ts';
import type { Limits } from './kind.ts';

export interface AnswerTimeOptions extends Partial<Limits> {
  /** Asks the component something small: `select 1`. Limits are of the seconds it takes. */
  readonly ping: () => unknown;
}

/** How long a component takes to answer. */
export function answerTime(kind: string, { ping, ...given }: AnswerTimeOptions, standard: Limits): HealthCheck {
  const of = limits(kind, given, standard);
  return async () => level('seconds to answer', await secondsOf(ping), of);
}
