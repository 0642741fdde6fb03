/** Paths on the machines of those who speak to a server with TLS. */
export interface ClientTls {
  /** Who signed the server's certificate; undefined: whom the machine trusts. */
  readonly ca: string | undefined;
  /** What a client shows; both or none. */
  readonly cert: string | undefined;
  readonly key: string | undefined;
}
