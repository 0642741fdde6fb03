import type { Server } from 'node:http';
import type { Health } from './health.ts';
import { optionsOf } from './options.ts';

export interface ShutdownOptions {
  readonly servers: readonly Server[];
  /** Made not ready first. */
  readonly health?: Pick<Health, 'drain' | 'close'>;
  /** How long new requests may still arrive, because load balancers are slow to look elsewhere. @default 5 */
  readonly drainSeconds?: number;
  /** How long requests in hand may take after that before their connections are cut. @default 20 */
  readonly timeoutSeconds?: number;
  /** What to do last, in order: flush traces, close pools. One that fails does not stop the next. */
  readonly hooks?: readonly (() => Promise<void> | void)[];
  /** @default SIGTERM and SIGINT */
  readonly signals?: readonly NodeJS.Signals[];
  /** @default ends the process with code 0, or 1 where a hook failed */
  readonly exit?: (code: number) => void;
}

export interface Shutdown {
  /** Does it now; asked again it returns the same promise. The exit code it would end with. */
  now(): Promise<number>;
  /** Takes the signal handlers off again. */
  dispose(): void;
}

const DRAIN_SECONDS = 5;
const TIMEOUT_SECONDS = 20;

/** On a signal: readiness off, wait, stop listening, finish what is in hand, run the hooks, exit. */
export function gracefulShutdown(options: ShutdownOptions): Shutdown {
  const { signals = ['SIGTERM', 'SIGINT'], exit = (code: number) => process.exit(code) } = optionsOf('gracefulShutdown', options);
  let running: Promise<number> | undefined;
  const now = () => {
    running ??= shutDown(options);
    return running;
  };
  const onSignal = () => void now().then(exit);
  for (const signal of signals) process.on(signal, onSignal);
  return {
    now,
    dispose: () => {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}

async function shutDown(options: ShutdownOptions): Promise<number> {
  const { servers, health, drainSeconds = DRAIN_SECONDS, timeoutSeconds = TIMEOUT_SECONDS, hooks = [] } = options;
  health?.drain();
  await new Promise((resolve) => setTimeout(resolve, drainSeconds * 1000));
  await Promise.all(servers.map((server) => closeServer(server, timeoutSeconds)));
  health?.close();
  let code = 0;
  for (const hook of hooks) {
    try {
      await hook();
    } catch {
      code = 1;
    }
  }
  return code;
}

/** Resolves once nothing is in hand any more, at the latest after `timeoutSeconds`, when what is left is cut. */
export async function closeServer(server: Server, timeoutSeconds: number): Promise<void> {
  if (!server.listening) return;
  const cut = setTimeout(() => server.closeAllConnections(), timeoutSeconds * 1000);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections(); // kept alive and idle: they would hold the server open for nothing
  });
  clearTimeout(cut);
}
