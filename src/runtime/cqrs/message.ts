import { randomUUID } from 'node:crypto';
import { currentContext, withContext } from '../context.ts';

/** What a command, event or query says of itself, besides its content. */
export interface Message<N extends string = string> {
  /** Its name, as the metrics have it: `PlaceOrder`. */
  readonly type: N;
  /** @default a new one */
  readonly id?: string;
  /** @default the running work's, else its own id */
  readonly correlationId?: string;
  /** @default the message in hand */
  readonly causationId?: string;
}
/** Ids to write into a message, so that its handler knows where it comes from. */
export interface MessageIds {
  readonly id: string;
  readonly correlationId: string;
  readonly causationId?: string;
}

/** Ids of a new message that the running work sends. */
export function messageIds(given: Partial<MessageIds> = {}): MessageIds {
  const context = currentContext();
  const id = given?.id ?? randomUUID();
  const causationId = given?.causationId ?? context.messageId;
  return {
    id,
    correlationId: given?.correlationId ?? context.correlationId ?? id,
    ...(causationId === undefined ? {} : { causationId }),
  };
}

/** Runs `work` as the handling of a message: logs and spans inside carry its ids, and messages it sends name it as their cause. */
export function withMessage<T>(message: Partial<MessageIds>, work: () => T): T {
  const { id, ...ids } = messageIds(message);
  return withContext({ ...ids, messageId: id }, work);
}
