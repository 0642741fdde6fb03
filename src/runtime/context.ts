import { AsyncLocalStorage } from 'node:async_hooks';
import { processWide } from './process-wide.ts';

/** What a piece of work belongs to. It follows the work through promises, timers and callbacks. */
export interface WorkContext {
  readonly correlationId?: string;
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
