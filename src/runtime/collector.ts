import type { Refuse } from './cells.ts';

export interface CollectorOptions {
  readonly name: string;
  readonly collect: () => Promise<void> | void;
  readonly refuse: Refuse;
  readonly warn: (message: string) => void;
}

/** Prometheus gives a scrape ten seconds by default; half of it is for whoever is slow. */
const TIMEOUT_MS = 5_000;

/** Runs `collect` for a scrape. One that fails or hangs is counted, and the metric says what it said before: the scrape goes on. */
export function collector({ name, collect, refuse, warn }: CollectorOptions): () => Promise<void> {
  let isTold = false;
  let running: Promise<void> | undefined;
  const failed = (cause: string) => {
    refuse('collect_failed', cause);
    if (!isTold) warn(`metric ${name} could not be collected: ${cause}`);
    isTold = true;
  };
  const run = async () => {
    try {
      await inTime(Promise.resolve().then(collect));
    } catch (failure) {
      failed(failure instanceof Error ? failure.message : String(failure));
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
