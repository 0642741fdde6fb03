/** What every service of the demo has in common: routing, correlation, traces, probes, metrics, faults. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { context, propagation, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import { type Health, type Logger, metricsHandler, type Registry, withContext } from 'signalbox/runtime';
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
export interface HttpServerOptions {
  readonly routes: readonly Route[];
  readonly registry: Registry;
  readonly health: Health;
  readonly faults: Faults;
  readonly tracer: Tracer;
  readonly log: Logger;
  /** Called before a scrape is answered. */
  readonly beforeScrape: () => void;
  /** Called for each answer of a route, while its span is active. */
  readonly answered?: (answered: Answered) => void;
}

export function httpServer(options: HttpServerOptions): Server {
  const { registry, health, beforeScrape } = options;
  const scrape = metricsHandler({ registry });
  return createServer((request, response) => {
    void (async () => {
      if (await health.handle(request, response)) return;
      if (request.url === '/metrics') {
        beforeScrape();
        await scrape(request, response);
      } else await traced(request, response, options);
    })().catch(() => response.destroy());
  });
}

/** Listens and says where. */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: chosen } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${chosen}`;
}

async function traced(request: IncomingMessage, response: ServerResponse, options: HttpServerOptions): Promise<void> {
  const [path = '/'] = (request.url ?? '/').split('?');
  const method = request.method ?? 'GET';
  const route = options.routes.find((one) => one.method === method && idOf(one.path, path) !== undefined);
  const parent = propagation.extract(context.active(), request.headers);
  const name = `${method} ${route?.path ?? 'other'}`;
  const attributes = { 'http.request.method': method, 'url.path': path, ...(route && { 'http.route': route.path }) };
  const span = options.tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
  const correlationId = correlationOf(request);
  response.setHeader('x-correlation-id', correlationId);
  response.setHeader('x-trace-id', span.spanContext().traceId);
  const active = trace.setSpan(parent, span);
  await context.with(active, () =>
    withContext({ correlationId }, () => answer(request, response, { path, method, route, span }, options)),
  );
}

interface Matched {
  readonly path: string;
  readonly method: string;
  readonly route: Route | undefined;
  readonly span: Span;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  matched: Matched,
  options: HttpServerOptions,
): Promise<void> {
  const { path, method, route, span } = matched;
  const start = performance.now();
  const { status, body } = await reply(request, matched, options);
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  const seconds = (performance.now() - start) / 1000;
  span.setAttribute('http.response.status_code', status);
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  const requestBytes = Number(request.headers['content-length'] ?? 0);
  const named = route?.path ?? 'other';
  options.answered?.({ route: named, method, status, seconds, requestBytes, responseBytes: Buffer.byteLength(text) });
  options.log[status >= 500 ? 'error' : 'info']('request answered', { method, path, status, seconds });
  span.end();
}

async function reply(
  request: IncomingMessage,
  { path, method, route, span }: Matched,
  options: HttpServerOptions,
): Promise<Reply> {
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

function setFault(body: unknown, { faults, log }: HttpServerOptions): Reply {
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

/** Taken from the caller where it is harmless to write into logs and headers. */
function correlationOf(request: IncomingMessage): string {
  const given = request.headers['x-correlation-id'];
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}
