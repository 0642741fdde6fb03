import { type Label, oneOf, text } from '../label.ts';
import { counter, gauge, histogram } from '../metric.ts';
import { DURATIONS, named } from './parts.ts';

const method = oneOf('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'other');
const CLASSES = ['1xx', '2xx', '3xx', '4xx', '5xx'] as const;

/** What `httpServer` of `signalbox/runtime` fills. `routes` are templates, `/plans/{id}`, never paths. */
export function httpServerMetrics<R extends string = string>({ routes }: { readonly routes?: Label<R> } = {}) {
  const route = named(routes);
  return {
    requests: counter({
      name: 'http_server_requests_total',
      help: 'Requests answered.',
      labels: { method, route, code: oneOf(...CLASSES) },
      exemplars: true,
    }),
    duration: histogram({
      name: 'http_server_request_duration_seconds',
      help: 'Time to answer a request.',
      unit: 'seconds',
      labels: { method, route },
      buckets: DURATIONS,
      exemplars: true,
    }),
    active: gauge({ name: 'http_server_active_requests', help: 'Requests in hand.' }),
  };
}

/** What `httpClient` of `signalbox/runtime` fills. */
export function httpClientMetrics<H extends string = string>({ hosts }: { readonly hosts?: Label<H> } = {}) {
  const host = hosts ?? (text({ series: 10 }) as Label<H>); // without a label H is string
  return {
    requests: counter({
      name: 'http_client_requests_total',
      help: 'Requests sent; `error` had no answer.',
      labels: { method, host, code: oneOf(...CLASSES, 'error') },
    }),
    duration: histogram({
      name: 'http_client_request_duration_seconds',
      help: 'Time until an answer began, or failed to.',
      unit: 'seconds',
      labels: { method, host },
      buckets: DURATIONS,
      exemplars: true,
    }),
  };
}

export type HttpServerMetrics<R extends string = string> = ReturnType<typeof httpServerMetrics<R>>;
export type HttpClientMetrics<H extends string = string> = ReturnType<typeof httpClientMetrics<H>>;
