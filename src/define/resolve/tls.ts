import { isRecord } from '../../kernel/canonical.ts';
import { isSecret, type SecretReference } from '../../kernel/secret.ts';
import type { Tls } from '../../model/connection.ts';
import { secretIn } from './report.ts';
import { shown } from './shown.ts';
import type { Written } from './written.ts';

const FIELDS = new Set(['ca', 'cert', 'key', 'serverName']);
const FIX =
  "write { ca: 'certs/ca.pem' }, and for a certificate of our own { cert: 'certs/deploy.pem', key: secret.file('certs/deploy.key') }";

/** The certificates of a connection. There is no way to switch verification off: an authority is given instead. */
export function tlsIn(value: unknown, where: Written): Tls | undefined {
  if (!isRecord(value)) {
    problem(`is ${shown(value)}`, where);
    return undefined;
  }
  for (const key of Object.keys(value))
    if (!FIELDS.has(key)) problem(`has ${key}, which nothing reads: certificates are always verified`, where);
  const { ca, cert, key, serverName } = value;
  if ((cert === undefined) !== (key === undefined))
    problem(cert === undefined ? 'has a key and no cert' : 'has a cert and no key', where);
  const isName = typeof serverName === 'string' && /^[A-Za-z0-9*_.-]+$/.test(serverName);
  if (serverName !== undefined && !isName) problem(`has the serverName ${shown(serverName)}, which is no name of a host`, where);
  return {
    ca: pemIn(ca, 'ca', where),
    cert: pemIn(cert, 'cert', where),
    key: secretIn(key, `${where.field}.key`, where.at, where.origin, where.report),
    serverName: isName ? serverName : undefined,
  };
}

/** A file by its path, or a secret; a PEM itself does not belong into a definition. */
function pemIn(value: unknown, name: string, where: Written): SecretReference | undefined {
  if (value === undefined || isSecret(value)) return value;
  if (typeof value === 'string' && value !== '' && !/[\0\r\n]/.test(value)) return { kind: 'secret', file: value };
  problem(`has a ${name} that is no path of a file`, where);
  return undefined;
}

function problem(what: string, { field, at, origin, report }: Written): void {
  report.error('target/tls', at, `\`${field}\` ${what}.`, { origin, fix: FIX });
}
