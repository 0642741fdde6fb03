import { isRecord } from '../../kernel/canonical.ts';
import { isSecret } from '../../kernel/secret.ts';
import { type BasicAuth, type Connection, connectionTo, type HttpProxy } from '../../model/connection.ts';
import { headersIn } from './headers.ts';
import { durationIn, secretIn } from './report.ts';
import { shown } from './shown.ts';
import { tlsIn } from './tls.ts';
import { unknownFields, type Written, wrong } from './written.ts';

const FIELDS = new Set(['kind', 'url', 'token', 'basicAuth', 'headers', 'tls', 'proxy', 'timeout']);
const DEFAULT_MS = 30_000;
const LONGEST_MS = 3_600_000;

/** An address, or all that is needed to talk to a server; every mistake in it is reported. */
export function connectionIn(value: unknown, where: Written): Connection {
  if (typeof value === 'string') return connectionTo(addressedBy(value, where));
  if (!isRecord(value)) {
    wrong(value, "an address, 'https://host:port', or { url: … }", where);
    return connectionTo('');
  }
  unknownFields(value, FIELDS, where);
  const inner = (field: string): Written => ({ ...where, field: `${where.field}.${field}` });
  const { token, basicAuth, timeout } = value;
  const read: Connection = {
    url: addressedBy(value['url'], inner('url')),
    token: secretIn(token, `${where.field}.token`, where.at, where.origin, where.report),
    basicAuth: basicAuth === undefined ? undefined : loginIn(basicAuth, inner('basicAuth')),
    headers: headersIn(value['headers'], inner('headers')),
    tls: value['tls'] === undefined ? undefined : tlsIn(value['tls'], inner('tls')),
    proxy: proxyIn(value['proxy'], inner('proxy')),
    timeoutMs: timeout === undefined ? undefined : timeoutIn(timeout, inner('timeout')),
  };
  reportTogether(read, where);
  return read;
}

function addressedBy(url: unknown, { field, at, origin, report }: Written): string {
  if (typeof url !== 'string' || !/^https?:\/\//.test(url) || !URL.canParse(url)) {
    report.error('target/url', at, `\`${field}\` is no address of a server.`, { origin, fix: "write 'https://host:port'" });
    return '';
  }
  if (new URL(url).password !== '') {
    const fix = "write basicAuth: { username: '…', password: secret.env('NAME') } beside the address";
    report.error('definition/secret-literal', at, `\`${field}\` holds a password.`, { origin, fix });
  }
  if (/[?#]/.test(url)) {
    const fix = 'write the address alone, and a token as token: secret.env(…) or headers: { … }';
    report.error('target/url', at, `\`${field}\` has a query or a fragment, and paths are put behind an address.`, {
      origin,
      fix,
    });
  }
  return url.replace(/\/+$/, '');
}

function loginIn(value: unknown, where: Written): BasicAuth | undefined {
  const { field, at, origin, report } = where;
  const { username, password } = isRecord(value) ? value : {};
  const secret = secretIn(password, `${field}.password`, at, origin, report);
  if (typeof username === 'string' && username !== '' && !/[:\p{Cc}]/u.test(username) && password !== undefined)
    return secret && { username, password: secret };
  const fix = "write { username: 'deploy', password: secret.env('NAME') }; a user has no colon";
  report.error('target/login', at, `\`${field}\` is no user with a password.`, { origin, fix });
  return undefined;
}

function proxyIn(value: unknown, where: Written): Connection['proxy'] {
  if (value === undefined || value === 'none') return value;
  if (typeof value === 'string') return plainProxy(addressedBy(value, where));
  if (!isRecord(value)) {
    wrong(value, "'http://proxy:3128', { url: … } or 'none'", where);
    return undefined;
  }
  unknownFields(value, new Set(['url', 'basicAuth']), where);
  const login = value['basicAuth'];
  const proxy = plainProxy(addressedBy(value['url'], { ...where, field: `${where.field}.url` }));
  return { ...proxy, login: login === undefined ? undefined : loginIn(login, { ...where, field: `${where.field}.basicAuth` }) };
}

function plainProxy(url: string): HttpProxy {
  return { url, login: undefined };
}

function timeoutIn(value: unknown, { field, at, origin, report }: Written): number {
  const milliseconds = durationIn(value, DEFAULT_MS, field, at, origin, report);
  if (milliseconds > 0 && milliseconds <= LONGEST_MS) return milliseconds;
  const fix = "write what a slow answer needs: '30s', '2m'";
  report.error('target/timeout', at, `\`${field}\` is ${shown(value)}: no answer could be waited for that long.`, {
    origin,
    fix,
  });
  return DEFAULT_MS;
}

/** What fits by itself, and not with the rest. */
function reportTogether(read: Connection, { field, at, origin, report }: Written): void {
  const named = Object.keys(read.headers).some((name) => name.toLowerCase() === 'authorization');
  const logins = [read.token && 'token', read.basicAuth && 'basicAuth', named && 'headers.Authorization'].filter((one) => !!one);
  if (logins.length > 1) {
    const fix = 'keep the one the server wants: all are sent as `Authorization`';
    report.error('target/two-logins', at, `\`${field}\` has ${logins.join(' and ')}.`, { origin, fix });
  }
  if (read.url.startsWith('http://') && read.tls) {
    const fix = "write 'https://…', or take `tls` out";
    report.error('target/tls', at, `\`${field}.tls\` is for nothing: ${read.url} is not encrypted.`, { origin, fix });
  }
  if (hasSecret(read) && isOpen(read.url)) {
    const fix = "write 'https://…': whoever is on the way reads it";
    report.warning('target/plain-credential', at, `\`${field}\` sends its credentials to ${read.url} unencrypted.`, {
      origin,
      fix,
    });
  }
}

function hasSecret({ token, basicAuth, headers }: Connection): boolean {
  return token !== undefined || basicAuth !== undefined || Object.values(headers).some(isSecret);
}

/** Plain HTTP that leaves the machine. */
function isOpen(url: string): boolean {
  if (!url.startsWith('http://')) return false;
  const { hostname } = new URL(url);
  return (
    hostname !== 'localhost' && !hostname.endsWith('.localhost') && hostname !== '[::1]' && !/^127(?:\.\d+){3}$/.test(hostname)
  );
}
