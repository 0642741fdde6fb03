import { appendFileSync, writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { reasonOf, warnOnce } from './failure.ts';
import { atLeastZero, countOf, optionsOf } from './options.ts';

/** A stream, and what files among them have besides. */
type Destination = Pick<Writable, 'write' | 'once'> &
  Partial<Pick<Writable, 'destroyed' | 'writableEnded'>> & {
    /** Null before a file is open. */
    readonly fd?: number | null;
    readonly path?: string | Buffer;
  };
export interface LogBufferOptions {
  /** @default standard output */
  readonly to?: Destination;
  /** Lines held while they cannot be written; past them the oldest are dropped. @default 10000 */
  readonly capacity?: number;
  /** How long a line may wait for others, so that many are one write. @default 50 */
  readonly everyMs?: number;
  /** Told how many were dropped, when writing goes on or cannot. @default a line that says so, or one warning where the stream has ended */
  readonly dropped?: (count: number) => void;
}
export interface LogBuffer {
  /** For the option `write` of `logger`. */
  readonly write: (line: string) => void;
  /** Until everything taken so far has been written, or cannot be: the stream has ended. */
  flush(): Promise<void>;
  /** Flushes and takes the handler of the process's exit off: a hook for `gracefulShutdown`. */
  close(): Promise<void>;
  /** Lines that wait. */
  size(): number;
}

const CAPACITY = 10_000;
const EVERY_MS = 50;

/**
 * Lines on their way: written together, held while whoever reads is slow (the stream says so, and says when it is not), never more
 * than `capacity`. What waits when the process exits is written then, at once.
 */
export function logBuffer(options: LogBufferOptions = {}): LogBuffer {
  const { to = process.stdout } = optionsOf('logBuffer', options);
  const capacity = countOf('logBuffer: capacity', options.capacity ?? CAPACITY);
  const everyMs = atLeastZero('logBuffer: everyMs', options.everyMs ?? EVERY_MS);
  let lines: string[] = [];
  let first = 0;
  let lost = 0;
  let isBlocked = false;
  let isWatched = false;
  let timer: NodeJS.Timeout | undefined;
  const warn = warnOnce();
  const waiters: (() => void)[] = [];

  const take = (): string => {
    const text = lines.slice(first).join('');
    lines = [];
    first = 0;
    return text;
  };
  const told = (): string => {
    if (lost === 0) return '';
    const count = lost;
    lost = 0;
    if (options.dropped === undefined) return droppedLine(count);
    options.dropped(count);
    return '';
  };
  const drain = () => {
    timer = undefined;
    if (isBlocked) return;
    if (hasEnded(to)) lose('their stream has ended');
    else send(take() + told());
    if (!isBlocked) for (const done of waiters.splice(0)) done();
  };
  const send = (text: string) => {
    try {
      isBlocked = text !== '' && !to.write(text) && !hasEnded(to);
    } catch (failure) {
      warn(`log lines are lost: ${reasonOf(failure)}`);
    }
    if (!isBlocked) return;
    to.once('drain', unblock);
    if (!isWatched) to.once('close', unblock); // there will be no drain then
    isWatched = true;
  };
  const lose = (why: string) => {
    const count = lost + lines.length - first;
    take();
    lost = 0;
    if (count === 0) return;
    if (options.dropped === undefined) warn(`log lines are lost: ${why}`);
    else options.dropped(count);
  };
  const unblock = () => {
    isBlocked = false;
    drain();
  };
  const atExit = () => {
    if (hasEnded(to)) return;
    const text = take() + told();
    if (text !== '') writeAtExit(to, text);
  };
  process.on('exit', atExit);
  const flush = () =>
    new Promise<void>((done) => {
      waiters.push(done);
      drain();
    });
  return {
    write: (line) => {
      lines.push(line);
      if (lines.length - first > capacity) {
        first++;
        lost++;
        if (first > capacity) lines = lines.slice(first); // a copy now and then, not with every line
        if (lines.length <= capacity) first = 0;
      }
      if (!isBlocked) timer ??= setTimeout(drain, everyMs).unref();
    },
    flush,
    close: async () => {
      await flush();
      clearTimeout(timer);
      process.off('exit', atExit);
    },
    size: () => lines.length - first,
  };
}

function droppedLine(count: number): string {
  return `${JSON.stringify({ timestamp: new Date().toISOString(), level: 'warn', message: 'log lines dropped', metadata: { count } })}\n`;
}

function hasEnded({ destroyed = false, writableEnded = false }: Destination): boolean {
  return destroyed || writableEnded;
}

/** There is no later: a file that is not open yet is written by its name, and what has no file is asked once more. */
function writeAtExit(to: Destination, text: string): void {
  try {
    if (typeof to.fd === 'number') writeNow(to.fd, text);
    else if (to.path !== undefined) appendFileSync(to.path, text);
    else to.write(text);
  } catch {
    // nowhere is left to say so
  }
}

/** A pipe that is full says so instead of waiting, and there is no later. */
function writeNow(fd: number, text: string): void {
  let rest = Buffer.from(text);
  for (let attempt = 0; rest.length > 0 && attempt < 1_000; attempt++) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (failure) {
      if ((failure as NodeJS.ErrnoException).code !== 'EAGAIN') return; // nobody reads
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
