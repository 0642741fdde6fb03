import type { BasicAuth, Connection } from '../model/connection.ts';
import type { TargetIo } from './io.ts';

/** What a server is sent to be let in, and every secret in it, so that no message says one again. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly known: readonly string[];
}

/** Reads the secrets of a connection. Throws `OutsideFailure` where one is missing. */
export function credentialsOf({ token, basicAuth, headers }: Connection, io: TargetIo): Credentials {
  const known: string[] = [];
  const sent = Object.entries(headers).map(([name, value]): [string, string] => {
    if (typeof value === 'string') return [name.toLowerCase(), value];
    const secret = io.secret(value);
    known.push(secret);
    return [name.toLowerCase(), secret];
  });
  const all: Record<string, string> = Object.fromEntries(sent);
  if (token) {
    const bearer = io.secret(token);
    known.push(bearer);
    all['authorization'] = `Bearer ${bearer}`;
  }
  if (basicAuth) {
    const { pair, password } = loginOf(basicAuth, io);
    known.push(password, pair);
    all['authorization'] = `Basic ${Buffer.from(pair).toString('base64')}`;
  }
  return { headers: all, known };
}

/** A user and its password; `pair` is what is sent in base 64. */
export function loginOf({ username, password }: BasicAuth, io: TargetIo): { readonly password: string; readonly pair: string } {
  const secret = io.secret(password);
  return { password: secret, pair: `${username}:${secret}` };
}
