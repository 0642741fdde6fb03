import type { Clean } from './cleaner.ts';
import { OutsideFailure } from './failure.ts';
import type { HttpAnswer, HttpRequest } from './http-request.ts';
import type { ProxyWay } from './proxy.ts';

const MAX_DETAIL = 400;
/** Worth another try, where the request may be made twice. */
export const BUSY: ReadonlySet<number> = new Set([429, 502, 503, 504]);
/** No connection was made, so no request was sent. */
const NO_CONNECTION = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

const UNKNOWN_AUTHORITY = "give the authority that signed its certificate: tls: { ca: 'certs/ca.pem' }";
/** What to do about a certificate, by what Node says of it. No request was sent. https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const CERTIFICATE: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_AUTHORITY,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  CERT_HAS_EXPIRED: 'renew the certificate of the server, or set the clock of this machine',
  CERT_NOT_YET_VALID: 'set the clock of this machine, or of the one that signed it',
  ERR_TLS_CERT_ALTNAME_INVALID: "write a name of the certificate into the address, or tls: { serverName: '…' }",
};
/** What a server that wants a certificate of ours says, or does. */
const WANTS_CERTIFICATE = /certificate[ _]required|alert handshake failure|alert bad certificate|alert unknown ca/i;

export interface Lost {
  readonly base: string;
  readonly request: HttpRequest;
  readonly timedOut: boolean;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  readonly proxy: ProxyWay | undefined;
  readonly clean: Clean;
}

/** A request without an answer. The client's own error holds every header, so only its code and its first line are kept. */
export function lostRequest(cause: unknown, lost: Lost): OutsideFailure {
  const { code, message } = cause as { code?: unknown; message?: unknown }; // whatever was thrown, reading a field is safe
  const known = typeof code === 'string' ? code : '';
  const said = typeof message === 'string' ? (message.split('\n')[0] ?? '') : '';
  const { base, request, clean, proxy } = lost;
  const by = proxy ? ` through the proxy ${proxy.shown}` : '';
  return new OutsideFailure(`${clean(base)} cannot be reached${by} (${request.method} ${pathOnly(request.path)})`, {
    kind: 'unreachable',
    detail: clean(causeOf(known, said, lost)).trim(),
    undelivered: NO_CONNECTION.has(known) || CERTIFICATE[known] !== undefined,
  });
}

function causeOf(code: string, said: string, { timedOut, timeoutMs, signal }: Lost): string {
  if (signal?.aborted) return 'interrupted';
  if (timedOut) return `no complete answer within ${timeoutMs} ms`;
  const plain = said.includes(code) ? said : `${code} ${said}`;
  const fix = CERTIFICATE[code];
  if (fix !== undefined) return `${said} (${code}); ${fix}`;
  if (/wrong version number|packet length too long/i.test(said))
    return "it does not speak TLS there: write 'http://…', or its other port";
  if (WANTS_CERTIFICATE.test(`${code} ${said}`))
    return `it wants a certificate it knows: tls: { cert: '…', key: secret.file('…') } (${code})`;
  return plain;
}

/** An answer that is what was asked for; any other is a failure that says what the server said. */
export function judged(answer: HttpAnswer, request: HttpRequest, { clean, proxy }: Pick<Lost, 'clean' | 'proxy'>): HttpAnswer {
  if ((answer.status >= 200 && answer.status < 300) || request.expect?.includes(answer.status)) return answer;
  const detail = clean(answer.text.trim()).slice(0, MAX_DETAIL);
  const who = `${answer.status === 407 ? 'the proxy' : 'the server'}${proxy ? ` (through ${proxy.shown})` : ''}`;
  throw new OutsideFailure(`${who} answered ${answer.status} to ${request.method} ${pathOnly(request.path)}`, {
    kind: BUSY.has(answer.status) ? 'unreachable' : 'refused',
    status: answer.status,
    detail,
  });
}

function pathOnly(path: string): string {
  return path.split('?')[0] ?? path;
}
