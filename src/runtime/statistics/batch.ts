import { emitWarning, reasonOf } from '../failure.ts';
import { optionsOf } from '../options.ts';
import { positive } from '../sampling/kind.ts';
import { BatchError, type MetricRecord, type Statistics } from './statistics.ts';

export interface BatchOptions {
  /** Records held until they are flushed; a full batch is flushed at once. @default 100 */
  readonly size?: number;
  /** @default 10 */
  readonly everySeconds?: number;
  /** Where a batch goes. */
  readonly into: Pick<Statistics, 'batchRecord'>;
  /** Told of records that could not be recorded; they are not tried again. @default `process.emitWarning` */
  readonly failed?: (failure: unknown, records: readonly MetricRecord[]) => void;
}
export interface Batch {
  record(record: MetricRecord): void;
  flush(): void;
  /** Flushes and stops: a hook for `gracefulShutdown`. */
  stop(): void;
}

/** Measurements taken together: recording costs an entry in a list, and the list never grows past `size`. */
export function batch(options: BatchOptions): Batch {
  const { size = 100, everySeconds = 10, into, failed = warn } = optionsOf('batch', options);
  if (!(size >= 1)) throw new TypeError(`size ${size} is no number of records: write one from 1 on, such as 100`);
  const everyMs = positive('batch: everySeconds', everySeconds) * 1000;
  let records: MetricRecord[] = [];
  const flush = () => {
    const taken = records;
    records = [];
    if (taken.length === 0) return;
    try {
      into.batchRecord(taken);
    } catch (failure) {
      try {
        failed(failure, failure instanceof BatchError ? failure.records : taken);
      } catch (again) {
        warn(again); // from a timer it would end the process
      }
    }
  };
  const timer = setInterval(flush, everyMs).unref();
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
  emitWarning(reasonOf(failure));
}
