import type { SecretReference } from '../kernel/secret.ts';
import type { ClientTls } from './client-tls.ts';

export interface RemoteWrite {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials: SecretReference | undefined;
  readonly tls?: ClientTls | undefined;
  /** Whose samples these are, and the jobs that have them; undefined: all there are. */
  readonly tenant?: { readonly name: string; readonly jobs: readonly string[] } | undefined;
  /** Keep only the roll-ups (recorded series): long-term storage at low cost. */
  readonly only: 'all' | 'recordings';
}
