import type { Agent } from 'node:https';
import { maskUrls } from '../kernel/mask-secrets.ts';
import type { Connection } from '../model/connection.ts';
import { type Clean, cleanerOf } from './cleaner.ts';
import { credentialsOf } from './credentials.ts';
import { OutsideFailure } from './failure.ts';
import { BUSY, judged, lostRequest, type Told } from './http-failure.ts';
import { type HttpAnswer, type HttpRequest, QUERY_PATHS, type QueryPath, type ReadRequest } from './http-request.ts';
import type { TargetIo } from './io.ts';
import { type ProxyWay, proxyOf } from './proxy.ts';
import { tlsAgent } from './tls-agent.ts';

export type { HttpAnswer, HttpRequest, ReadRequest };

/** Asks one server. It has no way to change anything there. */
export interface HttpReader {
  readonly url: string;
  /** A text without what the server is sent to be let in: for what is quoted of its answers. */
  readonly clean: Clean;
  /** No method: those may be taken for ones that take more. */
  readonly request: (request: ReadRequest) => Promise<HttpAnswer>;
  /** Runs a query, which may be long. */
  query(path: QueryPath, form: Readonly<Record<string, string>>): Promise<HttpAnswer>;
}

/** Also changes things. Only what makes a change, after it was confirmed, has one in hands. */
export interface HttpClient extends HttpReader {
  readonly request: (request: HttpRequest) => Promise<HttpAnswer>;
}

/** Of the largest answers somebody has, rules and dashboards of a big estate, several times over. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const MAX_BODY_BYTES = 256 * 1024 * 1024;
/** Requests that may not be made twice, unless they only ask. https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2 */
const ONCE: ReadonlySet<string> = new Set(['POST', 'PATCH']);
const TRIES = 4;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/** A client of one server. Its failures never hold what the server is sent to be let in, and nothing follows a redirect with it. */
export function httpClient(connection: Connection, io: TargetIo): HttpClient {
  const wire = wireOf(connection, io);
  return { ...readerOf(wire, io), request: (request) => send(wire, request, io) };
}

/** The same for who only asks: whatever is asked for goes out as a question. */
export function httpReader(connection: Connection, io: TargetIo): HttpReader {
  return readerOf(wireOf(connection, io), io);
}

function readerOf(wire: Wire, io: TargetIo): HttpReader {
  return {
    url: maskUrls(wire.base),
    clean: wire.clean,
    request: ({ path, headers = {}, expect = [] }) => send(wire, { method: 'GET', path, headers, expect }, io),
    async query(path, form) {
      if (!QUERY_PATHS.includes(path)) throw new Error(`${path} is no query`);
      const body = new URLSearchParams(form).toString();
      return send(wire, { method: 'POST', path, body, contentType: 'application/x-www-form-urlencoded' }, io, true);
    },
  };
}

/** What a Prometheus says of a query that was too much for it: asked again, it would be too much again. */
const TOO_MUCH = '"errorType":"timeout"';

async function send(wire: Wire, request: HttpRequest, io: TargetIo, reads = false): Promise<HttpAnswer> {
  for (let left = TRIES - 1; ; left -= 1) {
    const answer = await exchange(wire, request);
    const mayRepeat = !ONCE.has(request.method) || (reads && !answer.text.includes(TOO_MUCH));
    const again = left > 0 && BUSY.has(answer.status) && mayRepeat;
    if (!again) return judged(answer, request, { ...wire, known: 'authorization' in wire.headers });
    await io.wait(pauseMs(answer.retryAfter, TRIES - 1 - left));
  }
}

/** How requests go out. */
interface Wire {
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly httpsAgent: Agent | undefined;
  readonly proxy: ProxyWay | undefined;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  readonly clean: Clean;
}

function wireOf(connection: Connection, io: TargetIo): Wire {
  const { headers, known } = credentialsOf(connection, io);
  const proxy = proxyOf(connection, io);
  return {
    base: connection.url,
    headers,
    httpsAgent: tlsAgent(connection, io),
    proxy,
    timeoutMs: connection.timeoutMs ?? io.timeoutMs,
    signal: io.signal,
    clean: cleanerOf(connection.url, [...known, ...(proxy?.known ?? [])]),
  };
}

/** The JSON of an answer; anything else is a server that is not what the target says it is. */
export function jsonOf(answer: HttpAnswer, what: string): unknown {
  try {
    return JSON.parse(answer.text);
  } catch {
    const detail = `it sent ${answer.text.length} characters of ${answer.type || 'no named type'}`;
    throw new OutsideFailure(`${what} did not answer with JSON`, { kind: 'refused', status: answer.status, detail });
  }
}

interface RawAnswer extends Told {
  readonly retryAfter: string;
}

async function exchange(wire: Wire, request: HttpRequest): Promise<RawAnswer> {
  const { default: axios } = await import('axios'); // 70 ms that only deployments pay
  // a timeout of the client is about silence; the signal also ends a body that trickles
  const limit = AbortSignal.timeout(wire.timeoutMs);
  const signal = wire.signal ? AbortSignal.any([limit, wire.signal]) : limit;
  try {
    const { status, data, headers } = await axios.request<unknown>({
      url: wire.base + request.path,
      method: request.method,
      ...(request.body === undefined ? {} : { data: request.body }),
      headers: headersOf(request, wire),
      signal,
      timeout: wire.timeoutMs,
      proxy: wire.proxy ?? false, // left out, it would look into the environment by itself
      ...(wire.httpsAgent ? { httpsAgent: wire.httpsAgent } : {}),
      maxRedirects: 0,
      maxContentLength: MAX_ANSWER_BYTES,
      maxBodyLength: MAX_BODY_BYTES,
      responseType: 'text',
      transformRequest: [(body: unknown) => body],
      transformResponse: [(body: unknown) => body],
      validateStatus: () => true,
    });
    const header = (name: string) => String(headers[name] ?? '');
    const type = header('content-type').split(';')[0]?.trim().toLowerCase() ?? '';
    const text = typeof data === 'string' ? data : '';
    return { status, text, type, location: header('location'), retryAfter: header('retry-after') };
  } catch (cause) {
    throw lostRequest(cause, { ...wire, request, timedOut: limit.aborted });
  }
}

function headersOf(request: HttpRequest, wire: Wire): Record<string, string> {
  return {
    ...(request.body === undefined ? {} : { 'content-type': request.contentType ?? 'application/json' }),
    ...request.headers,
    ...wire.headers,
  };
}

/** What the server asks for, or twice as long each time. */
function pauseMs(retryAfter: string, tries: number): number {
  const asked = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : FIRST_PAUSE_MS * 2 ** tries;
  return Math.min(asked, LONGEST_PAUSE_MS);
}
