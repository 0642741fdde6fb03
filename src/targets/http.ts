import type { Agent } from 'node:https';
import { maskUrls } from '../kernel/mask-secrets.ts';
import type { Connection } from '../model/connection.ts';
import { type Clean, cleanerOf } from './cleaner.ts';
import { credentialsOf } from './credentials.ts';
import { OutsideFailure } from './failure.ts';
import { BUSY, judged, lostRequest } from './http-failure.ts';
import type { HttpAnswer, HttpRequest } from './http-request.ts';
import type { TargetIo } from './io.ts';
import { type ProxyWay, proxyOf } from './proxy.ts';
import { tlsAgent } from './tls-agent.ts';

export type { HttpAnswer, HttpRequest };

export interface HttpClient {
  readonly url: string;
  /** A text without what the server is sent to be let in: for what is quoted of its answers. */
  readonly clean: Clean;
  request(request: HttpRequest): Promise<HttpAnswer>;
}

const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const MAX_BODY_BYTES = 256 * 1024 * 1024;
/** Requests that may not be made twice. https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2 */
const ONCE: ReadonlySet<string> = new Set(['POST', 'PATCH']);
const TRIES = 4;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/** A client of one server. Its failures never hold what the server is sent to be let in, and nothing follows a redirect with it. */
export function httpClient(connection: Connection, io: TargetIo): HttpClient {
  const wire = wireOf(connection, io);
  return {
    url: maskUrls(connection.url),
    clean: wire.clean,
    async request(request) {
      for (let left = TRIES - 1; ; left -= 1) {
        const answer = await exchange(wire, request);
        const again = left > 0 && BUSY.has(answer.status) && !ONCE.has(request.method);
        if (!again) return judged(answer, request, wire);
        await io.wait(pauseMs(answer.retryAfter, TRIES - 1 - left));
      }
    },
  };
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
    throw new OutsideFailure(`${what} did not answer with JSON`, { kind: 'refused', status: answer.status });
  }
}

interface RawAnswer extends HttpAnswer {
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
    return { status, text: typeof data === 'string' ? data : '', retryAfter: String(headers['retry-after'] ?? '') };
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
