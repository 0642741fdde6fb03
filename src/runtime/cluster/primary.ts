import cluster, { type Worker } from 'node:cluster';
import { reasonOf, warnOnce } from '../failure.ts';
import { atLeastZero, countOf, optionsOf } from '../options.ts';
import { defaultRegistry, type OwnRegistry, type Registry } from '../registry.ts';
import { admission } from './admission.ts';
import { departed } from './departed.ts';
import { merge } from './merge.ts';
import { ASK, isMessage, TOLD } from './message.ts';
import { isWellFormed } from './shape.ts';
import { type Snapshot, snapshot } from './snapshot.ts';

export interface ClusterPrimaryOptions {
  /** What the primary itself counts. @default the registry of this process */
  readonly registry?: Registry;
  /** How long a worker may take to answer; then what it said last stands. @default 2 */
  readonly timeoutSeconds?: number;
  /** How many series one metric may have over all processes, those that have gone too; open labels of later ones are folded. @default 10000 */
  readonly seriesLimit?: number;
}
export interface ClusterPrimary {
  /** Of all processes, asked now: give it to `metricsText`, or serve it. */
  registry(): Promise<OwnRegistry>;
  close(): void;
}

const TIMEOUT_SECONDS = 2;
const SERIES_LIMIT = 10_000;
const HINT = 'do the workers run the same version of signalbox and of the service as the primary?';

/**
 * In the primary of `node:cluster`: adds up what the workers counted. What a worker had counted when it ended stays in the
 * totals, so that no counter falls; a worker that is silent, or says what is no measurement, is taken at what it said last.
 */
export function clusterPrimary(options: ClusterPrimaryOptions = {}): ClusterPrimary {
  const { registry = defaultRegistry() } = optionsOf('clusterPrimary', options);
  const timeoutSeconds = atLeastZero('clusterPrimary: timeoutSeconds', options.timeoutSeconds ?? TIMEOUT_SECONDS);
  const seriesLimit = countOf('clusterPrimary: seriesLimit', options.seriesLimit ?? SERIES_LIMIT);
  const admit = admission(seriesLimit);
  const latest = new Map<number, Snapshot>();
  const waiting = new Map<number, (answered: number) => void>();
  let gone: Snapshot = { families: [], foreign: [] };
  let lastId = 0;
  const warn = warnOnce();

  const onMessage = (worker: Worker, message: unknown) => {
    if (!isMessage(message, TOLD)) return;
    if (isWellFormed(message)) latest.set(worker.id, message.snapshot);
    else warn(`cluster: worker ${worker.id} told its metrics in a form that is not ours, so what it said before stands; ${HINT}`);
    if (message.id !== undefined) waiting.get(message.id)?.(worker.id);
  };
  // once its channel is closed all it said has arrived, which an exit does not promise
  const onDisconnect = (worker: Worker) => {
    const last = latest.get(worker.id);
    latest.delete(worker.id);
    try {
      if (last !== undefined) gone = departed(gone, last, admit);
    } catch (failure) {
      warn(`cluster: what worker ${worker.id} counted is lost, it cannot be added up: ${reasonOf(failure)}; ${HINT}`);
    }
    for (const answered of waiting.values()) answered(worker.id); // nobody waits for the dead
  };
  cluster.on('message', onMessage);
  cluster.on('disconnect', onDisconnect);

  const ask = async () => {
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker?.isConnected() === true) as Worker[]; // those that are there
    const id = ++lastId;
    const silent = new Set(workers.map((worker) => worker.id));
    await new Promise<void>((done) => {
      const timer = setTimeout(done, timeoutSeconds * 1000);
      const answered = (worker: number) => {
        silent.delete(worker);
        if (silent.size > 0) return;
        clearTimeout(timer);
        done();
      };
      waiting.set(id, answered);
      for (const worker of workers) worker.send({ type: ASK, id }, (failure) => failure && answered(worker.id));
      if (workers.length === 0) answered(0);
    });
    waiting.delete(id);
  };
  return {
    registry: async () => {
      await ask();
      return merge([await snapshot(registry), ...latest.values(), gone], admit);
    },
    close: () => {
      cluster.off('message', onMessage);
      cluster.off('disconnect', onDisconnect);
    },
  };
}
