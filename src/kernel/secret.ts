declare const sealed: unique symbol;

/** Where a secret is kept, never the secret: the value is read by the server, or by the process that deploys. */
export interface Secret {
  readonly kind: 'secret';
  readonly [sealed]: true;
}

/** What a `Secret` holds; only the compiler of configuration looks inside. */
export type SecretReference =
  | { readonly kind: 'secret'; readonly file: string }
  | { readonly kind: 'secret'; readonly env: string };

/** References to secrets. A literal secret cannot be written: no field of that type takes a string. */
export const secret = {
  /**
   * A file on the server that uses it. Compiles to the field's `*_file` form with the path
   * `/etc/<server>/secrets/<name>`, or to the path itself when `name` begins with a slash.
   */
  file(name: string): Secret {
    return Object.freeze({ kind: 'secret', file: name }) as never; // the brand exists only in types
  },
  /**
   * An environment variable of the process that deploys, for targets; in an exporter of a collector, one of the collector's own
   * environment, where it compiles to the reference `${env:NAME}`. The value never compiles into a file.
   */
  env(name: Uppercase<string>): Secret {
    return Object.freeze({ kind: 'secret', env: name }) as never; // the brand exists only in types
  },
};

export function isSecret(value: unknown): value is Secret & SecretReference {
  return typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'secret';
}
