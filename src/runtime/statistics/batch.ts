import type { MetricRecord, Statistics } from './statistics.ts';

export interface BatchOptions {
  /** Records held until they are flushed; a full batch is flushed at once. @default 100 */
  readonly size?: number;
  /** @default 10 */
  readonly everySeconds?: number;
  /** Where a batch goes. */
  readonly into: Pick<Statistics, 'batchRecord'>;
  /** Told of a batch that could not be recorded; it is not tried again. @default `process.emitWarning` */
  readonly failed?: (failure: unknown, records: readonly MetricRecord[]) => void;
}
export interface Batch {
  record(record: MetricRecord): void;
  flush(): void;
  /** Flushes and stops: a hook for `gracefulShutdown`. */
  stop(): void;
}

/** Measurements taken together: recording costs an entry in a list, and the list never grows past `size`. */
export function batch({ size = 100, everySeconds = 10, into, failed = warn }: BatchOptions): Batch {
  let records: MetricRecord[] = [];
  const flush = () => {
    const taken = records;
    records = [];
    if (taken.length === 0) return;
    try {
      into.batchRecord(taken);
    } catch (failure) {
      failed(failure, taken);
    }
  };
  const timer = setInterval(flush, everySeconds * 1000).unref();
  return {
    flush,
    record: (record) => {
      records.push(record);
      if (records.length >= size) flush();
    },
    stop: () => {
      clearInterval(timer);
      flush();
    },
  };
}

function warn(failure: unknown): void {
  process.emitWarning(failure instanceof Error ? failure.message : String(failure), 'SignalboxWarning');
}
