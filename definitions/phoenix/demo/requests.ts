/** What the requests of every service of the demo have in common: routing, correlation, traces, faults. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as api from '@opentelemetry/api';
import { currentContext, type Logger, withContext, withExtracted } from 'signalbox/runtime';
import { type Faults, parseFault } from './fault.ts';
import { HttpError, readJson } from './json-body.ts';

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}
export interface Route {
  readonly method: 'GET' | 'POST';
  /** `/plans/{id}`: one parameter, at the end. */
  readonly path: string;
  handle(request: { readonly id: string; readonly body: unknown }): Promise<Reply> | Reply;
}
export interface Answered {
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
}
export interface RequestOptions {
  readonly routes: readonly Route[];
  readonly faults: Faults;
  readonly tracer: api.Tracer;
  readonly log: Logger;
  /** Called for each answer of a route, while its span is active. */
  readonly answered?: (answered: Answered) => void;
}

/** For `serve` of `observe`: metrics and probes are answered there. */
export function requests(options: RequestOptions): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return (request, response) => withExtracted(request.headers, () => traced(request, response, options), api);
}

async function traced(request: IncomingMessage, response: ServerResponse, options: RequestOptions): Promise<void> {
  const [path = '/'] = (request.url ?? '/').split('?');
  const method = request.method ?? 'GET';
  const route = options.routes.find((one) => one.method === method && idOf(one.path, path) !== undefined);
  const name = `${method} ${route?.path ?? 'other'}`;
  const { correlationId = randomUUID() } = currentContext();
  const attributes = {
    'http.request.method': method,
    'url.path': path,
    'correlation.id': correlationId,
    ...(route && { 'http.route': route.path }),
  };
  const span = options.tracer.startSpan(name, { kind: api.SpanKind.SERVER, attributes });
  response.setHeader('x-correlation-id', correlationId);
  response.setHeader('x-trace-id', span.spanContext().traceId);
  const matched = { path, method, route, span };
  await api.context.with(api.trace.setSpan(api.context.active(), span), () =>
    withContext({ correlationId }, () => answer(request, response, matched, options)),
  );
}

interface Matched {
  readonly path: string;
  readonly method: string;
  readonly route: Route | undefined;
  readonly span: api.Span;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  matched: Matched,
  options: RequestOptions,
): Promise<void> {
  const { path, method, route, span } = matched;
  const start = performance.now();
  const { status, body } = await reply(request, matched, options);
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  const seconds = (performance.now() - start) / 1000;
  span.setAttribute('http.response.status_code', status);
  if (status >= 500) span.setStatus({ code: api.SpanStatusCode.ERROR });
  const requestBytes = Number(request.headers['content-length'] ?? 0);
  const named = route?.path ?? 'other';
  options.answered?.({ route: named, method, status, seconds, requestBytes, responseBytes: Buffer.byteLength(text) });
  options.log[status >= 500 ? 'error' : 'info']('request answered', { method, path, status, seconds });
  span.end();
}

async function reply(request: IncomingMessage, { path, method, route, span }: Matched, options: RequestOptions): Promise<Reply> {
  try {
    const body = method === 'POST' ? await readJson(request) : undefined;
    if (method === 'POST' && path === '/fault') return setFault(body, options);
    if (route === undefined) throw new HttpError(404, 'no such resource');
    await options.faults.strike();
    return await route.handle({ id: idOf(route.path, path) ?? '', body });
  } catch (failure) {
    if (failure instanceof HttpError) return { status: failure.status, body: { error: failure.message } };
    const error = failure instanceof Error ? failure : new Error(String(failure));
    span.recordException(error);
    return { status: 500, body: { error: error.message } };
  }
}

function setFault(body: unknown, { faults, log }: RequestOptions): Reply {
  const fault = parseFault(body);
  if (fault === undefined) throw new HttpError(400, 'errorRatio is 0 to 1, latencySeconds 0 to 30');
  faults.set(fault);
  log.warn('fault set', { ...fault });
  return { status: 200, body: fault };
}

/** `''` for a path without parameter that matches, undefined for one that does not. */
function idOf(pattern: string, path: string): string | undefined {
  if (!pattern.endsWith('/{id}')) return pattern === path ? '' : undefined;
  const prefix = pattern.slice(0, -'{id}'.length);
  const id = path.startsWith(prefix) ? path.slice(prefix.length) : '';
  return /^[\w-]+$/.test(id) ? id : undefined;
}
