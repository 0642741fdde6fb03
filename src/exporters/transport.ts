import { compact, sortedEntries } from '../kernel/canonical.ts';
import type { Secret } from '../kernel/secret.ts';
import type { SettingProblem } from '../receivers/field.ts';
import { literal, textOrSecret } from './literal.ts';

/**
 * TLS towards a server; paths on the collector's machine. Left out: TLS with the system's certificate authorities.
 * https://github.com/open-telemetry/opentelemetry-collector/tree/main/config/configtls
 */
export interface Tls {
  /** Certificate authority that signed the server's certificate. */
  readonly ca?: string | undefined;
  /** Our own certificate and its key, for mutual TLS. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  /** No TLS at all. @default false */
  readonly insecure?: boolean;
}

/** Header name → value; what authenticates is a `Secret`. */
export type Headers = Readonly<Record<string, string | Secret>>;

const MIN_VERSION = '1.2';
/** Names of headers that hold a credential. */
const CREDENTIAL = /authorization|api-?key|token|secret|password/i;
const HOST_PORT = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\]):\d{1,5}$/;

export function tlsWire(tls: Tls = {}): Record<string, unknown> {
  if (tls.insecure) return { insecure: true };
  return compact({
    ca_file: tls.ca === undefined ? undefined : literal(tls.ca),
    cert_file: tls.cert === undefined ? undefined : literal(tls.cert),
    key_file: tls.key === undefined ? undefined : literal(tls.key),
    min_version: MIN_VERSION,
  });
}

export function headersWire(headers: Headers = {}): { headers?: Record<string, string> } {
  const entries = sortedEntries(headers).map(([name, value]) => [name, textOrSecret(value)] as const);
  return entries.length === 0 ? {} : { headers: Object.fromEntries(entries) };
}

export function tlsProblems(tls: Tls = {}): SettingProblem[] {
  const mutual = (tls.cert === undefined) === (tls.key === undefined);
  const contradictory = tls.insecure === true && (tls.ca ?? tls.cert ?? tls.key) !== undefined;
  return [
    ...(mutual ? [] : [{ message: 'tls has one of cert and key, and needs both.', fix: 'give cert and key' }]),
    ...(contradictory ? [{ message: 'tls is insecure and has certificates.', fix: 'drop insecure: true' }] : []),
  ];
}

export function headerProblems(headers: Headers = {}): SettingProblem[] {
  return sortedEntries(headers)
    .filter(([name, value]) => typeof value === 'string' && CREDENTIAL.test(name))
    .map(([name]) => ({
      message: `The header ${name} is a credential in plain text.`,
      fix: `write secret.env('NAME') for ${name}`,
    }));
}

/** gRPC endpoints have no scheme. */
export function hostPortProblems(endpoint: string): SettingProblem[] {
  if (HOST_PORT.test(endpoint)) return [];
  return [{ message: `The endpoint ${JSON.stringify(endpoint)} is not host:port.`, fix: "write 'jaeger:4317'" }];
}

/** A scheme other than the one TLS asks for sends data in plain text, or nowhere. */
export function urlProblems(endpoint: string, tls: Tls = {}): SettingProblem[] {
  if (!/^https?:\/\/[^\s/]+/.test(endpoint)) {
    return [{ message: `The endpoint ${JSON.stringify(endpoint)} is no URL.`, fix: "write 'https://host:port/path'" }];
  }
  if (endpoint.startsWith('https:') || tls.insecure) return [];
  return [
    { message: `The endpoint ${endpoint} has no TLS.`, fix: 'write https://, or tls: { insecure: true } where that is meant' },
  ];
}
