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
}

/** Something outside of us failed. Everything in it may be shown. */
export class OutsideFailure extends Error {
  readonly kind: FailureKind;
  readonly detail: string;
  readonly status: number | undefined;
  readonly undelivered: boolean;

  constructor(message: string, { kind, detail = '', status, undelivered = false }: FailureDetails) {
    super(message);
    this.name = 'OutsideFailure';
    this.kind = kind;
    this.detail = detail;
    this.status = status;
    this.undelivered = undelivered;
  }
}

/** The failure as one sentence with its cause. */
export function describeFailure(failure: OutsideFailure): string {
  return failure.detail === '' ? failure.message : `${failure.message}: ${failure.detail}`;
}
