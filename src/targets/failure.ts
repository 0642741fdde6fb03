/**
 * `unreachable`: no answer. `refused`: the server, or the file system, said no. `moved`: the world is not the one the plan was
 * made for. `unverified`: it took everything, and does not hold it. `misconfigured`: the target cannot work as it is written.
 */
export type FailureKind = 'unreachable' | 'refused' | 'moved' | 'unverified' | 'misconfigured';

export interface FailureDetails {
  readonly kind: FailureKind;
  /** What the server answered, or the system's own word: `ECONNREFUSED`. Never a header, never a token. */
  readonly detail?: string;
  /** The HTTP status, where there was an answer. */
  readonly status?: number;
  /** The server surely never saw the request. */
  readonly undelivered?: boolean;
  /** A part of the change was made before this. */
  readonly halfMade?: boolean;
}

/** Something outside of us failed. Everything in it may be shown. */
export class OutsideFailure extends Error {
  readonly kind: FailureKind;
  readonly detail: string;
  readonly status: number | undefined;
  readonly undelivered: boolean;
  readonly halfMade: boolean;

  constructor(message: string, { kind, detail = '', status, undelivered = false, halfMade = false }: FailureDetails) {
    super(message);
    this.name = 'OutsideFailure';
    this.kind = kind;
    this.detail = detail;
    this.status = status;
    this.undelivered = undelivered;
    this.halfMade = halfMade;
  }
}

/** The server gave up waiting for the request: nobody knows what it did. */
const REQUEST_TIMEOUT = 408;

/** Whether a change that failed so surely changed nothing: the server said no, or never heard of it. */
export function isUntouched({ kind, status = 0, undelivered, halfMade }: OutsideFailure): boolean {
  const saidNo = status >= 400 && status < 500 && status !== REQUEST_TIMEOUT;
  return !halfMade && (undelivered || saidNo || kind === 'moved');
}

/** The failure as one sentence with its cause. */
export function describeFailure(failure: OutsideFailure): string {
  return failure.detail === '' ? failure.message : `${failure.message}: ${failure.detail}`;
}

/** What failed outside, if it did; our own mistakes go on. */
export async function failureOf(work: () => Promise<unknown>): Promise<OutsideFailure | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof OutsideFailure) return error;
    throw error;
  }
}
