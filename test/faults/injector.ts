/** What happens at one operation: whether it takes effect, and what is heard of it. */
export interface Fault {
  readonly name: string;
  readonly effect: boolean;
  /** A status, an error of the system, a connection that ends, silence until the client gives up, or a process that is gone. */
  readonly heard: number | 'error' | 'reset' | 'silence' | 'killed';
  /** Whether the process is killed as well, some operations later: while it puts back. @default false */
  readonly thenKilled?: boolean;
}

export const HTTP_FAULTS: readonly Fault[] = [
  { name: '500 before', effect: false, heard: 500 },
  { name: '500 after the effect', effect: true, heard: 500 },
  { name: 'reset before', effect: false, heard: 'reset' },
  { name: 'reset after the effect', effect: true, heard: 'reset' },
  { name: 'timeout before', effect: false, heard: 'silence' },
  { name: 'timeout after the effect', effect: true, heard: 'silence' },
  { name: '409', effect: false, heard: 409 },
  { name: '412', effect: false, heard: 412 },
  { name: '429', effect: false, heard: 429 },
  { name: 'killed before', effect: false, heard: 'killed' },
  { name: 'killed after the effect', effect: true, heard: 'killed' },
  { name: '500 after the effect, and killed while it is put back', effect: true, heard: 500, thenKilled: true },
];

export const FILE_FAULTS: readonly Fault[] = [
  { name: 'error before', effect: false, heard: 'error' },
  { name: 'error after the effect', effect: true, heard: 'error' },
  { name: 'killed before', effect: false, heard: 'killed' },
  { name: 'killed after the effect', effect: true, heard: 'killed' },
  { name: 'error before, and killed while it is put back', effect: false, heard: 'error', thenKilled: true },
];

const KILLED: Fault = { name: 'killed', effect: false, heard: 'killed' }; // at once: nothing of one run may end in the next
/** How many operations later, somewhere in what is put back: another for each operation, the same in each run. */
const later = (at: number): number => 1 + ((at * 37) % 101);

/** Counts operations, and says which of them is to fail. */
export interface Injector {
  /** At the operation of this number, from 0; undefined only counts. */
  arm(fault: Fault | undefined, at?: number): void;
  /** How many operations there were since. */
  readonly count: number;
  /** The fault of the operation that begins now. */
  next(): Fault | undefined;
  /** Once the process is gone, nothing it does takes effect any more. */
  isGone(): boolean;
  die(): void;
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
}

export function injector(): Injector {
  let armed: Fault | undefined;
  let index = 0;
  let count = 0;
  let dead = false;
  let resolve: () => void = () => {};
  let gone = new Promise<void>((done) => {
    resolve = done;
  });
  return {
    arm(fault, at = 0) {
      [armed, index, count, dead] = [fault, at, 0, false];
      gone = new Promise<void>((done) => {
        resolve = done;
      });
    },
    get count() {
      return count;
    },
    get gone() {
      return gone;
    },
    next() {
      count += 1;
      if (armed?.thenKilled && count - 1 === index + later(index)) return KILLED;
      return armed !== undefined && count - 1 === index ? armed : undefined;
    },
    isGone: () => dead,
    die() {
      dead = true;
      resolve();
    },
  };
}

/** What a process that is gone waits for. */
export function never<T>(): Promise<T> {
  return new Promise(() => {});
}
