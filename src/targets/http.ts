import { maskUrls } from '../kernel/mask-secrets.ts';
import { type Clean, cleanerOf } from './cleaner.ts';
import { OutsideFailure } from './failure.ts';
import type { TargetIo } from './io.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the server's address, with its query. */
  readonly path: string;
  readonly body?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses besides 2xx that are an answer and no failure. */
  readonly expect?: readonly number[];
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

export interface HttpClient {
  readonly url: string;
  /** A text without what the server is sent to be let in: for what is quoted of its answers. */
  readonly clean: Clean;
  request(request: HttpRequest): Promise<HttpAnswer>;
}

const MAX_ANSWER_BYTES = 256 * 1024 * 1024;
const MAX_DETAIL = 400;
/** Worth another try, where the request may be made twice. https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2 */
const BUSY = new Set([429, 502, 503, 504]);
const ONCE: ReadonlySet<string> = new Set(['POST', 'PATCH']);
/** No connection was made, so no request was sent. */
const NO_CONNECTION = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const TRIES = 4;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/** A client of one server. Its failures never hold a header or the token, and nothing follows a redirect with them. */
export function httpClient(
  url: string,
  token: string | undefined,
  io: TargetIo,
  headers: Readonly<Record<string, string>> = {},
): HttpClient {
  const base = url.replace(/\/+$/, '');
  const clean = cleanerOf(base, token);
  return {
    url: maskUrls(base),
    clean,
    async request(asked) {
      const request = { ...asked, headers: { ...headers, ...asked.headers } };
      for (let left = TRIES - 1; ; left -= 1) {
        const answer = await exchange(base, token, request, io, clean);
        const again = left > 0 && BUSY.has(answer.status) && !ONCE.has(request.method);
        if (!again) return judged(answer, request, clean);
        await io.wait(pauseMs(answer.retryAfter, TRIES - 1 - left));
      }
    },
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

async function exchange(
  base: string,
  token: string | undefined,
  request: HttpRequest,
  io: TargetIo,
  clean: Clean,
): Promise<RawAnswer> {
  const { default: axios } = await import('axios'); // 70 ms that only deployments pay
  // a timeout of the client is about silence; the signal also ends a body that trickles
  const limit = AbortSignal.timeout(io.timeoutMs);
  const signal = io.signal ? AbortSignal.any([limit, io.signal]) : limit;
  try {
    const { status, data, headers } = await axios.request<unknown>({
      url: base + request.path,
      method: request.method,
      ...(request.body === undefined ? {} : { data: request.body }),
      headers: headersOf(request, token),
      signal,
      timeout: io.timeoutMs,
      maxRedirects: 0,
      maxContentLength: MAX_ANSWER_BYTES,
      maxBodyLength: MAX_ANSWER_BYTES,
      responseType: 'text',
      transformRequest: [(body: unknown) => body],
      transformResponse: [(body: unknown) => body],
      validateStatus: () => true,
    });
    return { status, text: typeof data === 'string' ? data : '', retryAfter: String(headers['retry-after'] ?? '') };
  } catch (cause) {
    throw unreachable(base, request, { cause, timedOut: limit.aborted, timeoutMs: io.timeoutMs, clean });
  }
}

function headersOf(request: HttpRequest, token: string | undefined): Record<string, string> {
  return {
    ...request.headers,
    ...(request.body === undefined ? {} : { 'content-type': request.contentType ?? 'application/json' }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
}

interface Lost {
  readonly cause: unknown;
  readonly timedOut: boolean;
  readonly timeoutMs: number;
  readonly clean: Clean;
}

/** The client's own error holds every header, so only its code and its first line are kept. */
function unreachable(base: string, request: HttpRequest, { cause, timedOut, timeoutMs, clean }: Lost): OutsideFailure {
  const { code, message } = cause as { code?: unknown; message?: unknown }; // whatever was thrown, reading a field is safe
  const known = typeof code === 'string' ? code : '';
  const said = typeof message === 'string' ? (message.split('\n')[0] ?? '') : '';
  const detail = timedOut ? `no complete answer within ${timeoutMs} ms` : said.includes(known) ? said : `${known} ${said}`;
  return new OutsideFailure(`${clean(base)} cannot be reached (${request.method} ${pathOnly(request.path)})`, {
    kind: 'unreachable',
    detail: clean(detail).trim(),
    undelivered: NO_CONNECTION.has(known),
  });
}

function judged(answer: HttpAnswer, request: HttpRequest, clean: Clean): HttpAnswer {
  if ((answer.status >= 200 && answer.status < 300) || request.expect?.includes(answer.status)) return answer;
  const detail = clean(answer.text.trim()).slice(0, MAX_DETAIL);
  throw new OutsideFailure(`the server answered ${answer.status} to ${request.method} ${pathOnly(request.path)}`, {
    kind: BUSY.has(answer.status) ? 'unreachable' : 'refused',
    status: answer.status,
    detail,
  });
}

function pathOnly(path: string): string {
  return path.split('?')[0] ?? path;
}

/** What the server asks for, or twice as long each time. */
function pauseMs(retryAfter: string, tries: number): number {
  const asked = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : FIRST_PAUSE_MS * 2 ** tries;
  return Math.min(asked, LONGEST_PAUSE_MS);
}
