import { DURATIONS, outcome } from '../../authored/instrumented/parts.ts';
import { text } from '../../authored/label.ts';
import { counter, histogram } from '../../authored/metric.ts';
import type { InstrumentationOptions } from '../cqrs/cqrs.ts';
import { instruments } from '../instruments.ts';
import { optionsOf } from '../options.ts';
import { recordFailure } from '../tracing/operation.ts';
import { NO_SPAN, type OtelSpan, otelApi, type SpanAttributes } from '../tracing/otel-api.ts';

const scope = text({ series: 50 });

/** What `scopes` fills; put it among the `metrics` of the service. */
export const scopeMetrics = {
  scopes: counter({ name: 'scopes_total', help: 'Scopes that ended.', labels: { scope, outcome } }),
  scopeDuration: histogram({
    name: 'scope_duration_seconds',
    help: 'Time between the beginning of a scope and its end.',
    unit: 'seconds',
    labels: { scope },
    buckets: DURATIONS,
  }),
};

export interface Scope {
  /** Its span; one that records nothing without an SDK. */
  readonly span: OtelSpan;
  /** Ends it once: results become attributes, and an `error` among them says it failed. The seconds it took. */
  endScope(results?: (SpanAttributes & { readonly error?: never }) | { readonly error: unknown }): number;
}

/** Marks a stretch of work that no one function holds: `const flow = beginScope('import', { flow: id }); … flow.endScope({ rows })`. */
export function scopes(given: InstrumentationOptions = {}) {
  const { api: otel, ...options } = optionsOf('scopes', given);
  const api = otelApi(otel);
  const m = instruments(scopeMetrics, options);
  const tracer = api?.trace.getTracer('signalbox');
  return {
    beginScope: (name: string, attributes: SpanAttributes = {}): Scope => {
      const context = api?.context.active() as never; // its own context
      const span = tracer?.startActiveSpan(name, { attributes }, context, (begun) => begun) ?? NO_SPAN;
      const start = performance.now();
      let seconds: number | undefined;
      return {
        span,
        endScope: (said) => {
          if (seconds !== undefined) return seconds;
          const { error, ...results } = said ?? {};
          seconds = (performance.now() - start) / 1000;
          span.setAttributes(results);
          if (error !== undefined) recordFailure(span, error);
          m.scopes.inc({ scope: name, outcome: error === undefined ? 'ok' : 'error' });
          m.scopeDuration.observe({ scope: name }, seconds);
          span.end();
          return seconds;
        },
      };
    },
  };
}
