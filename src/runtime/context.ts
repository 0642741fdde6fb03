import { AsyncLocalStorage } from 'node:async_hooks';
import { processWide } from './process-wide.ts';

/** What a piece of work belongs to. It follows the work through promises, timers and callbacks. */
export interface WorkContext {
  /** Of everything that one request from outside has led to. */
  readonly correlationId?: string;
  /** The message that led to the one in hand. */
  readonly causationId?: string;
  /** The message in hand: what it leads to names it as its cause. */
  readonly messageId?: string;
  /** As it came in, for a process without an SDK. */
  readonly traceparent?: string;
  readonly tracestate?: string;
  /** Members of the `baggage` header, besides our own. */
  readonly baggage?: Readonly<Record<string, string>>;
  readonly planId?: string;
  readonly taskId?: string;
}

/** Runs `work` with these added to what is known already; every log line written inside carries them. */
export function withContext<T>(context: WorkContext, work: () => T): T {
  return storage().run({ ...currentContext(), ...context }, work);
}

/** What the running work belongs to; empty outside of `withContext`. */
export function currentContext(): WorkContext {
  return storage().getStore() ?? {};
}

function storage(): AsyncLocalStorage<WorkContext> {
  return processWide('context', () => new AsyncLocalStorage<WorkContext>());
}
