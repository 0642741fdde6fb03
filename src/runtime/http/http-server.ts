import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpServerMetrics } from '../../authored/instrumented/http.ts';
import { currentContext, withContext } from '../context.ts';
import type { InstrumentationOptions } from '../cqrs/cqrs.ts';
import { instruments } from '../instruments.ts';
import { observing, recordFailure } from '../tracing/operation.ts';
import { otelApi, SPAN_KIND, STATUS_ERROR } from '../tracing/otel-api.ts';
import { withExtracted } from '../tracing/propagation.ts';
import { codeClass, methodLabel } from './labels.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;
export interface HttpServerOptions<R extends string> extends InstrumentationOptions {
  /** The template a request matches, `/plans/{id}`: never its path, of which there is no end. */
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
  const { api: given, route: routeOf, ...rest } = options;
  const api = otelApi(given);
  const m = instruments(metrics as unknown as HttpServerMetrics, rest); // any route is text
  const observe = observing(api);
  return (handler) => (request, response) => {
    const route: string = routeOf(request);
    const method = methodLabel(request.method);
    const attributes = { 'http.request.method': request.method, 'http.route': route };
    m.active.inc();
    return withExtracted(
      request.headers,
      () => {
        const { correlationId = randomUUID() } = currentContext();
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
