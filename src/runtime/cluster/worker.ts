import { reasonOf, warnOnce } from '../failure.ts';
import { atLeastZero, optionsOf } from '../options.ts';
import { defaultRegistry, type Registry } from '../registry.ts';
import { ASK, isMessage, TOLD, type Told } from './message.ts';
import { snapshot } from './snapshot.ts';

export interface ClusterWorkerOptions {
  /** @default the registry of this process */
  readonly registry?: Registry;
  /** How often the primary is told without having asked, so that little is lost when this process is killed. @default 5 */
  readonly everySeconds?: number;
}
export interface ClusterWorker {
  /** Tells the primary the last counts and stops: a hook for `gracefulShutdown`. */
  leave(): Promise<void>;
}

const EVERY_SECONDS = 5;

/** In each worker of `node:cluster`: answers the primary, which serves the metrics of all. Does nothing in a process without one. */
export function clusterWorker(options: ClusterWorkerOptions = {}): ClusterWorker {
  const { registry = defaultRegistry() } = optionsOf('clusterWorker', options);
  const everySeconds = atLeastZero('clusterWorker: everySeconds', options.everySeconds ?? EVERY_SECONDS);
  const tell = async (id: number | undefined, isLast = false) => {
    const told: Told = { type: TOLD, id, isLast, snapshot: await snapshot(registry) };
    await new Promise<void>((done) => {
      if (process.send === undefined || !process.connected) done();
      else process.send(told, undefined, undefined, () => done()); // a primary that is gone needs no answer
    });
  };
  const warn = warnOnce();
  const quietly = (id: number | undefined) => {
    tell(id).catch((failure) => warn(`cluster: this worker could not tell its metrics: ${reasonOf(failure)}`));
  };
  const onMessage = (message: unknown) => {
    if (isMessage(message, ASK)) quietly(message.id);
  };
  process.on('message', onMessage);
  const timer = everySeconds > 0 ? setInterval(() => quietly(undefined), everySeconds * 1000).unref() : undefined;
  return {
    leave: async () => {
      clearInterval(timer);
      process.off('message', onMessage);
      await tell(undefined, true);
    },
  };
}
