import type { Refuse } from './cells.ts';
import { reasonOf, warnOnce } from './failure.ts';

export interface CollectorOptions {
  readonly name: string;
  readonly collect: () => Promise<void> | void;
  readonly refuse: Refuse;
  readonly warn: (message: string) => void;
}

/** Prometheus gives a scrape ten seconds by default; half of it is for whoever is slow. */
const TIMEOUT_MS = 5_000;

/**
 * Runs `collect` for a scrape. One that fails or hangs is counted, and the metric says what it said before: the scrape goes on. One that
 * hangs is not started again until it has ended, and nobody waits for it a second time.
 */
export function collector({ name, collect, refuse, warn }: CollectorOptions): () => Promise<void> {
  const tell = warnOnce(warn);
  let running: Promise<void> | undefined;
  let hung: Promise<void> | undefined;
  const failed = (cause: string) => {
    refuse('collect_failed', cause);
    tell(`metric ${name} could not be collected: ${cause}`);
  };
  const run = async () => {
    if (hung !== undefined) return failed('it is still running since an earlier scrape');
    const work = Promise.resolve().then(collect);
    hung = work;
    const ended = () => {
      hung = undefined;
    };
    work.then(ended, ended);
    try {
      await inTime(work);
    } catch (failure) {
      failed(reasonOf(failure));
    }
  };
  return () => {
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
}

async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
