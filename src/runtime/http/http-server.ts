import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpServerMetrics } from '../../authored/instrumented/http.ts';
import { currentContext, withContext } from '../context.ts';
import type { InstrumentationOptions } from '../cqrs/cqrs.ts';
import { reasonOf, warnOnce } from '../failure.ts';
import { instruments } from '../instruments.ts';
import { optionsOf } from '../options.ts';
import { printRefused } from '../print.ts';
import { observing, recordFailure } from '../tracing/operation.ts';
import { otelApi, SPAN_KIND, STATUS_ERROR } from '../tracing/otel-api.ts';
import { isHarmless, withExtracted } from '../tracing/propagation.ts';
import { codeClass, methodLabel } from './labels.ts';

const UNKNOWN = 'unknown';

export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;
export interface HttpServerOptions<R extends string> extends InstrumentationOptions {
  /**
   * The template a request matches, `/plans/{id}`: never its path, of which there is no end. Where it throws or answers no text, it is
   * warned of once, and the request is answered and counted as `unknown` (not at all, where the routes are closed and have no such one).
   */
  readonly route: (request: IncomingMessage) => R;
}

/**
 * Wraps a handler of `node:http`: metrics, a server span as part of the caller's trace, and a correlation id (the caller's, or a
 * new one), which is answered too. One that throws is answered 500.
 */
export function httpServer<R extends string>(
  metrics: HttpServerMetrics<R>,
  options: HttpServerOptions<R>,
): (handler: Handler) => Handler {
  const { api: given, route: routeOf, ...rest } = optionsOf('httpServer', options);
  if (typeof routeOf !== 'function')
    throw new TypeError(`httpServer: route is ${printRefused(routeOf)}: write a function of a request`);
  const api = otelApi(given);
  const m = instruments(metrics as unknown as HttpServerMetrics, rest); // any route is text
  const observe = observing(api);
  const find = finder(routeOf, metrics.requests.labels.route.values);
  return (handler) => (request, response) => {
    const { route, isCounted } = find(request);
    const method = methodLabel(request.method);
    const attributes = { 'http.request.method': request.method, 'http.route': route };
    m.active.inc();
    return withExtracted(
      request.headers,
      () => {
        const given = currentContext().correlationId;
        const correlationId = isHarmless(given) ? given : randomUUID();
        response.setHeader('x-correlation-id', correlationId);
        const answered = () =>
          observe(
            { name: `${method} ${route}`, kind: SPAN_KIND.server, attributes },
            async (span) => {
              const closed = new Promise<void>((done) => response.once('close', done));
              try {
                await handler(request, response);
              } catch (failure) {
                recordFailure(span, failure);
                if (!response.headersSent) response.writeHead(500);
                response.end();
              }
              await closed;
              span.setAttributes({ 'http.response.status_code': response.statusCode });
              if (response.statusCode >= 500) span.setStatus({ code: STATUS_ERROR });
            },
            ({ seconds }) => {
              m.active.dec();
              if (!isCounted) return;
              m.requests.inc({ method, route, code: codeClass(response.statusCode) });
              m.duration.observe({ method, route }, seconds);
            },
          );
        return withContext({ correlationId }, answered);
      },
      api,
    );
  };
}

interface Found {
  readonly route: string;
  readonly isCounted: boolean;
}

/** The route of a request, or `unknown`: what is wrong with `route` is not the client's business. */
function finder(
  routeOf: (request: IncomingMessage) => unknown,
  closed: readonly string[] | undefined,
): (request: IncomingMessage) => Found {
  const warn = warnOnce();
  const isKnown = closed === undefined || closed.includes(UNKNOWN);
  const failed = (why: string): Found => {
    warn(`httpServer: route() ${why}; such requests are ${isKnown ? `counted as '${UNKNOWN}'` : 'not counted'}`);
    return { route: UNKNOWN, isCounted: isKnown };
  };
  return (request) => {
    try {
      const route = routeOf(request);
      return typeof route === 'string' ? { route, isCounted: true } : failed('answered no text');
    } catch (failure) {
      return failed(`failed: ${reasonOf(failure)}`);
    }
  };
}
