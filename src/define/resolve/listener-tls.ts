import { isRecord } from '../../kernel/canonical.ts';
import type { ClientTls } from '../../model/client-tls.ts';
import type { ListenerTls } from '../../model/environment.ts';
import { shown } from './shown.ts';
import { unknownFields, type Written } from './written.ts';

const LISTENER = new Set(['cert', 'key', 'clientCa', 'clients']);
const CLIENT = new Set(['ca', 'cert', 'key']);
const FIX = "write { cert: '/etc/tls/server.pem', key: '/etc/tls/server.key' }: absolute paths on the machine that reads them";

/** Where a server is reached, and how it listens there. */
export function listenerOf(
  one: { readonly tls?: unknown; readonly url?: unknown },
  otherwise: `http://${string}`,
  where: Written,
): { readonly url: string; readonly tls: ListenerTls | undefined } {
  const tls = one.tls === undefined ? undefined : listenerTlsIn(one.tls, { ...where, field: `${where.field}.tls` });
  const url = typeof one.url === 'string' ? one.url : otherwise.replace(/^http:/, tls ? 'https:' : 'http:');
  if (tls && url.startsWith('http:')) {
    const message = `\`${where.field}\` listens with TLS, and its url is ${shown(url)}.`;
    where.report.error('environment/tls', where.at, message, { origin: where.origin, fix: "write url: 'https://…'" });
  }
  return { url: url.replace(/\/+$/, ''), tls };
}

/** Certificates a client reads. */
export function clientTlsIn(value: unknown, where: Written): ClientTls {
  const { ca, cert, key } = fieldsOf(value, CLIENT, where);
  if ((cert === undefined) !== (key === undefined))
    problem(cert === undefined ? 'has a key and no cert' : 'has a cert and no key', where);
  return { ca: pathIn(ca, 'ca', where), cert: pathIn(cert, 'cert', where), key: pathIn(key, 'key', where) };
}

function listenerTlsIn(value: unknown, where: Written): ListenerTls | undefined {
  const { cert, key, clientCa, clients } = fieldsOf(value, LISTENER, where);
  const [certPath, keyPath] = [pathIn(cert, 'cert', where), pathIn(key, 'key', where)];
  if (isRecord(value) && (cert === undefined || key === undefined)) problem('has to name a cert and a key', where);
  const inner = clientTlsIn(clients ?? {}, { ...where, field: `${where.field}.clients` });
  const authority = pathIn(clientCa, 'clientCa', where);
  if (authority !== undefined && inner.cert === undefined)
    problem('asks clients for a certificate, and `clients` names none to show', where);
  if (certPath === undefined || keyPath === undefined) return undefined;
  return { cert: certPath, key: keyPath, clientCa: authority, clients: inner };
}

function fieldsOf(value: unknown, known: ReadonlySet<string>, where: Written): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) {
    problem(`is ${shown(value)}`, where);
    return {};
  }
  unknownFields(value, known, where);
  return value;
}

function pathIn(value: unknown, name: string, where: Written): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^\/[^\p{Cc}]*[^/\p{Cc}]$/u.test(value)) return value;
  problem(`has the ${name} ${shown(value)}, which is no absolute path of a file`, where);
  return undefined;
}

function problem(what: string, { field, at, origin, report }: Written): void {
  report.error('environment/tls', at, `\`${field}\` ${what}.`, { origin, fix: FIX });
}
