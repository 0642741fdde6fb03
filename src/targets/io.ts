import type { SecretReference } from '../kernel/secret.ts';

/** What a target may touch besides its server; the caller decides it all. */
export interface TargetIo {
  /** Folders of `files` targets are below it unless they are absolute. */
  readonly baseDirectory: string;
  /** The value of a secret; throws `OutsideFailure` of kind `misconfigured` where there is none. */
  secret(reference: SecretReference): string;
  /** What programs that are started see of the environment: git its helpers and keys. Names the proxies for HTTP too. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Sleeps between two questions to a server. */
  wait(milliseconds: number): Promise<void>;
  /** How long one exchange with a server may take, from the first byte to the last, where a connection does not say. */
  readonly timeoutMs: number;
  /** Interrupts what is under way. What was begun is put back. */
  readonly signal?: AbortSignal;
}
