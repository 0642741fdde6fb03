/** Paths on the machines of those who speak to a server. */
export interface ClientTlsOptions {
  /** Who signed the certificate of the server. @default authorities the machine trusts */
  readonly ca?: `/${string}`;
  /** What the client shows where the server asks (mTLS), with `key`. @default none is shown */
  readonly cert?: `/${string}`;
  /** The private key of `cert`. */
  readonly key?: `/${string}`;
}

/**
 * The server listens with TLS alone. Plain absolute paths, on the machine of the server: the files are made and renewed there,
 * nothing here reads them. The server's `url` begins with https then.
 */
export interface ListenerTlsOptions {
  readonly cert: `/${string}`;
  /** The private key of `cert`. */
  readonly key: `/${string}`;
  /** Clients have to show a certificate that this authority signed (mTLS). @default clients show none */
  readonly clientCa?: `/${string}`;
  /**
   * With what the other servers of the environment, and the services that send to it, speak to this one. Grafana's data source takes
   * the texts of the files: from its own machine where it is deployed by files, from the machine that deploys where by the API.
   * @default authorities their machines trust, and no certificate
   */
  readonly clients?: ClientTlsOptions;
}
