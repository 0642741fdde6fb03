import type { IncomingMessage, ServerResponse } from 'node:http';
import { expose } from './exposition.ts';
import { negotiate } from './exposition-format.ts';
import { defaultRegistry, type Registry } from './registry.ts';

export interface MetricsHandlerOptions {
  /** @default the registry of this process */
  readonly registry?: Registry;
}

/** Answers a scrape, in OpenMetrics (with exemplars) where the server asks for it. For `node:http`, on whatever path you route to it. */
export function metricsHandler(
  options: MetricsHandlerOptions = {},
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { registry = defaultRegistry() } = options;
  return async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const format = negotiate(request.headers.accept);
    try {
      const body = await expose(registry, format);
      response.writeHead(200, { 'content-type': format.contentType, vary: 'accept' });
      response.end(request.method === 'HEAD' ? undefined : body);
    } catch (failure) {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(failure instanceof Error ? failure.message : 'scrape failed');
    }
  };
}
