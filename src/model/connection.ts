import type { SecretReference } from '../kernel/secret.ts';

/** A login: RFC 7617. */
export interface BasicAuth {
  readonly username: string;
  readonly password: SecretReference;
}

/** Certificates as PEM texts, each kept in a file or a variable of the process that deploys. */
export interface Tls {
  /** Who may have signed the certificate of the server; undefined: whom Node trusts. */
  readonly ca: SecretReference | undefined;
  readonly cert: SecretReference | undefined;
  readonly key: SecretReference | undefined;
  /** The name the certificate is for, where it is not the one in the address. */
  readonly serverName: string | undefined;
}

export interface HttpProxy {
  readonly url: string;
  readonly login: BasicAuth | undefined;
}

/** How a server is talked to. Secrets are references, read by the process that deploys when it does. */
export interface Connection {
  /** Without a slash at its end. */
  readonly url: string;
  /** Sent as `Authorization: Bearer`. */
  readonly token: SecretReference | undefined;
  readonly basicAuth: BasicAuth | undefined;
  readonly headers: Readonly<Record<string, string | SecretReference>>;
  readonly tls: Tls | undefined;
  /** `'none'`: none, whatever the environment of the process says; undefined: what it says. */
  readonly proxy: HttpProxy | 'none' | undefined;
  /** How long one exchange may take; undefined: what the caller takes. */
  readonly timeoutMs: number | undefined;
}

/** An address without anything else. */
export function connectionTo(url: string, change: Partial<Connection> = {}): Connection {
  const none = { token: undefined, basicAuth: undefined, tls: undefined, proxy: undefined, timeoutMs: undefined };
  return { ...none, headers: {}, ...change, url: url.replace(/\/+$/, '') };
}
