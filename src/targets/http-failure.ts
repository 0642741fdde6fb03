import { isRecord } from '../kernel/canonical.ts';
import type { Clean } from './cleaner.ts';
import { OutsideFailure } from './failure.ts';
import type { HttpAnswer, HttpRequest } from './http-request.ts';
import type { ProxyWay } from './proxy.ts';

const MAX_DETAIL = 400;
/** More of an answer is not even looked at for its message. */
const LONGEST_READ = 16_000;
/** At its end may stand half of a secret, which nothing masks. */
const LONGEST_SECRET = 8_000;
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
    detail: oneLine(causeOf(known, said, lost), clean),
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

/** An answer with what is read of it when it is none. */
export interface Told extends HttpAnswer {
  readonly type: string;
  readonly location: string;
}

type Judge = Pick<Lost, 'base' | 'clean' | 'proxy'> & {
  /** Whether anything was sent to be let in. */
  readonly known: boolean;
};

/** An answer that is what was asked for; any other is a failure that says what the server said, in one line. */
export function judged(answer: Told, request: HttpRequest, { base, clean, proxy, known }: Judge): HttpAnswer {
  const { status, text, type } = answer;
  const taken = (status >= 200 && status < 300) || request.expect?.includes(status);
  if (taken && !isPage(answer)) return { status, text, type };
  const who = `${status === 407 ? 'the proxy' : clean(base)}${proxy ? ` (through ${proxy.shown})` : ''}`;
  throw new OutsideFailure(`${who} answered ${status} to ${request.method} ${pathOnly(request.path)}`, {
    kind: BUSY.has(status) ? 'unreachable' : 'refused',
    status,
    detail: oneLine(saidIn(answer, base, known), clean),
  });
}

/** No API answers with a page; logins and front ends do. */
function isPage({ type, text }: Told): boolean {
  return type === 'text/html' || type === 'application/xhtml+xml' || /^\s*<(?:!doctype html|html)\b/i.test(text);
}

function saidIn(answer: Told, base: string, known: boolean): string {
  const said = isPage(answer) ? pageIn(answer.text, base) : messageIn(answer.text);
  return [redirectIn(answer), said, answer.status === 401 ? unknownTo(known) : ''].filter((part) => part !== '').join('; ');
}

function pageIn(text: string, base: string): string {
  const [, title = ''] = /<title[^<>]*>([^<]{1,200})/i.exec(text.slice(0, 20_000)) ?? [];
  const named = title.trim() === '' ? 'a web page' : `a web page, "${title.trim()}"`;
  return `${named}: is ${base} the address of the API, or is a login in front of it?`;
}

function redirectIn({ status, location }: Told): string {
  if (status < 300 || status > 399 || location === '') return '';
  const host = URL.canParse(location) ? new URL(location).origin : location.split('?')[0];
  return `it points to ${host}, which is not followed: nobody else gets the credentials`;
}

function unknownTo(known: boolean): string {
  return known ? 'it does not know these credentials' : 'nothing was sent to be let in: give `token` or `basicAuth`';
}

/** What APIs call their message; else the text as it is. */
function messageIn(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    if (!isRecord(body)) return text;
    const message = ['message', 'error', 'detail'].map((key) => body[key]).find((one) => typeof one === 'string' && one !== '');
    return typeof message === 'string' ? message : text;
  } catch {
    return text;
  }
}

/** Without secrets, line breaks, and what would move the cursor of a terminal. */
function oneLine(text: string, clean: Clean): string {
  const cut = text.length > LONGEST_READ;
  const cleaned = clean(text.slice(0, LONGEST_READ));
  return (cut ? cleaned.slice(0, -LONGEST_SECRET) : cleaned)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, MAX_DETAIL);
}

function pathOnly(path: string): string {
  return path.split('?')[0] ?? path;
}
