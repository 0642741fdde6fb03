import type { Duration, Url } from '../kernel/literals.ts';
import type { Secret } from '../kernel/secret.ts';

/** A user and a password, sent with every request. https://www.rfc-editor.org/rfc/rfc7617 */
export interface BasicAuthOptions {
  readonly username: string;
  readonly password: Secret;
}

/**
 * Certificates as PEM: the path of a file, below the project or absolute, or a variable of the process that deploys. The
 * certificate of the server is always verified; give its authority instead of switching that off.
 */
export interface TlsOptions {
  /** Who signed the certificate of the server. Only this authority is trusted then. @default those Node trusts */
  readonly ca?: string | Secret;
  /** Our own certificate, where the server asks for one (mTLS), with `key`. @default none is shown */
  readonly cert?: string | Secret;
  /** The private key of `cert`. */
  readonly key?: Secret;
  /** The name in the server's certificate. @default the host of the address */
  readonly serverName?: string;
}

export interface ProxyOptions {
  readonly url: Url;
  /** Sent to the proxy only. @default none */
  readonly basicAuth?: BasicAuthOptions;
}

/** How the process that deploys talks to a server. Secrets are references: `secret.env('NAME')`, or `secret.file('name')` below the project. */
export interface ConnectionOptions {
  readonly url: Url;
  /** A bearer token: for Grafana and Kubernetes, that of a service account. @default none is sent */
  readonly token?: Secret;
  /** Instead of a token. @default none is sent */
  readonly basicAuth?: BasicAuthOptions;
  /** Sent with every request, as what stands in front of a server wants them: `{ 'X-Org': 'shop', 'X-Api-Key': secret.env('KEY') }`. @default none */
  readonly headers?: Readonly<Record<string, string | Secret>>;
  /** For addresses with https. @default authorities that Node trusts, and no certificate of our own */
  readonly tls?: TlsOptions;
  /**
   * Through which requests go: those to https as a tunnel (CONNECT) that it cannot read. `'none'`: no proxy, whatever the environment says.
   * @default HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the process that deploys
   */
  readonly proxy?: Url | ProxyOptions | 'none';
  /** How long one exchange may take, to the last byte. @default '30s' */
  readonly timeout?: Duration;
}
