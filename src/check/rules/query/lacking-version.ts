import type { Environment } from '../../../model/environment.ts';
import { type Change, has } from '../../../model/versions/change.ts';
import { SERVER_NAMES } from '../../../model/versions/lines.ts';

/** What a query uses: `came` with a version, or is `gone` since one. */
export interface Used {
  /** How the message begins: `The pattern filter |>`. */
  readonly what: string;
  readonly change: Change;
  readonly is: 'came' | 'gone';
  readonly instead: string;
}

/** Where a server does not read what a query uses, in words; undefined: all do. */
export function whereLacking(
  kind: 'loki' | 'tempo',
  { change, instead, is, what }: Used,
  environments: readonly Environment[],
): { readonly message: string; readonly fix: string } | undefined {
  const lacks = ({ servers }: Environment) => {
    const server = servers[kind];
    return server !== undefined && has(change, server.version) === (is === 'gone');
  };
  const environment = environments.find(lacks);
  const version = environment?.servers[kind]?.version;
  if (!environment || version === undefined) return undefined;
  const name = SERVER_NAMES[kind];
  const says = is === 'came' ? `came with ${name} ${change.since}` : `is gone since ${name} ${change.since}`;
  const upgrade = is === 'came' ? `, or upgrade ${name} to ${change.since}` : '';
  return { message: `${what} ${says}, and ${environment.name} has ${version}.`, fix: `${instead}${upgrade}` };
}
