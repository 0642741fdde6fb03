import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, answer } from './content-encoding.ts';
import { expose } from './exposition.ts';
import { negotiate, prefersProtobuf } from './exposition-format.ts';
import { exposeProtobuf, PROTOBUF_CONTENT_TYPE } from './exposition-protobuf.ts';
import { reasonOf, warnOnce } from './failure.ts';
import { optionsOf } from './options.ts';
import { defaultRegistry, type Registry } from './registry.ts';

export interface MetricsHandlerOptions {
  /** @default the registry of this process */
  readonly registry?: Registry;
}

/**
 * Answers a scrape, in OpenMetrics (with exemplars) or protobuf (with native histograms) where the server asks for it, compressed where
 * it takes gzip, as Prometheus does. What makes a scrape fail is warned of once and not sent: it may hold a secret. For `node:http`, on whatever path you route to it.
 */
export function metricsHandler(
  options: MetricsHandlerOptions = {},
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { registry = defaultRegistry() } = optionsOf('metricsHandler', options);
  const warn = warnOnce();
  return async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    try {
      await answer(response, await answerTo(request.headers.accept, registry));
    } catch (failure) {
      warn(`a scrape failed: ${reasonOf(failure)}`);
      if (response.headersSent) response.destroy();
      else
        response
          .writeHead(500, { 'content-type': 'text/plain' })
          .end('The scrape failed; the process has warned of the reason.\n');
    }
  };
}

async function answerTo(accept: string | undefined, registry: Registry): Promise<Answer> {
  if (prefersProtobuf(accept)) return { contentType: PROTOBUF_CONTENT_TYPE, body: await exposeProtobuf(registry) };
  const format = negotiate(accept);
  return { contentType: format.contentType, body: await expose(registry, format) };
}
