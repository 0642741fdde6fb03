import type { Snapshot } from './snapshot.ts';

export const ASK = 'signalbox:metrics:ask';
export const TOLD = 'signalbox:metrics:told';

export interface Ask {
  readonly type: typeof ASK;
  readonly id: number;
}
export interface Told {
  readonly type: typeof TOLD;
  /** Of the question it answers; none where nobody asked. */
  readonly id: number | undefined;
  readonly isLast: boolean;
  readonly snapshot: Snapshot;
}

export function isMessage<T extends typeof ASK | typeof TOLD>(
  message: unknown,
  type: T,
): message is T extends typeof ASK ? Ask : Told {
  return typeof message === 'object' && message !== null && (message as { type?: unknown }).type === type;
}
