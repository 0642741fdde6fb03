import type { HttpClientMetrics } from '../../authored/instrumented/http.ts';
import type { InstrumentationOptions } from '../cqrs/cqrs.ts';
import { instruments } from '../instruments.ts';
import { optionsOf } from '../options.ts';
import { observing } from '../tracing/operation.ts';
import { otelApi, SPAN_KIND, STATUS_ERROR } from '../tracing/otel-api.ts';
import { inject } from '../tracing/propagation.ts';
import { codeClass, methodLabel } from './labels.ts';

type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** `fetch` with metrics, a client span, and the headers that carry trace, baggage and correlation id to the next service. */
export function httpClient<H extends string>(
  metrics: HttpClientMetrics<H>,
  options: InstrumentationOptions & { /** @default the global one */ readonly fetch?: Fetch } = {},
): Fetch {
  const { api: otel, fetch: send = fetch, ...rest } = optionsOf('httpClient', options);
  const api = otelApi(otel);
  const m = instruments(metrics as unknown as HttpClientMetrics, rest); // any host is text
  const observe = observing(api);
  return (url, given) => {
    const init = given ?? {};
    if (!(url instanceof URL) && !URL.canParse(url)) return send(url, given); // which says what is wrong with it
    const { host, origin, pathname } = new URL(url);
    const method = methodLabel(init.method);
    const attributes = {
      'http.request.method': init.method ?? 'GET',
      'server.address': host,
      'url.full': `${origin}${pathname}`,
    };
    let status = 0;
    return observe(
      { name: `${method} ${host}`, kind: SPAN_KIND.client, attributes },
      async (span) => {
        const headers = inject(Object.fromEntries(new Headers(init.headers)), api);
        const response = await send(url, { ...init, headers });
        status = response.status;
        span.setAttributes({ 'http.response.status_code': status });
        if (status >= 400) span.setStatus({ code: STATUS_ERROR });
        return response;
      },
      ({ outcome, seconds }) => {
        m.requests.inc({ method, host, code: outcome === 'error' ? 'error' : codeClass(status) });
        m.duration.observe({ method, host }, seconds);
      },
    );
  };
}
