import { currentContext } from '../context.ts';
import { reasonOf } from '../failure.ts';
import { NO_SPAN, type OtelApi, type OtelSpan, type SpanAttributes, type SpanStart, STATUS_ERROR } from './otel-api.ts';

export interface Operation {
  readonly name: string;
  readonly kind?: SpanStart['kind'];
  readonly attributes?: SpanAttributes;
}
export interface Ended {
  readonly outcome: 'ok' | 'error';
  readonly seconds: number;
}
/** Runs work as one operation: a span around it, its outcome and time told when it ends. */
export type Observe = <T>(operation: Operation, work: (span: OtelSpan) => T, ended: (how: Ended) => void) => T;

const TRACER = 'signalbox';

/** Failures are recorded and thrown on; a promise is followed until it settles. The span is active while work and `ended` run. */
export function observing(api: OtelApi | undefined): Observe {
  const tracer = api?.trace.getTracer(TRACER);
  return (operation, work, ended) => {
    const run = (span: OtelSpan) => follow(span, work, ended);
    if (api === undefined || tracer === undefined) return run(NO_SPAN);
    const { kind = 0, name } = operation;
    const attributes = correlated(operation.attributes);
    return tracer.startActiveSpan(name, { kind, attributes }, api.context.active() as never, run); // its own context
  };
}

function follow<T>(span: OtelSpan, work: (span: OtelSpan) => T, ended: (how: Ended) => void): T {
  const start = performance.now();
  const end = (outcome: Ended['outcome']) => {
    ended({ outcome, seconds: (performance.now() - start) / 1000 });
    span.end();
  };
  const fail = (failure: unknown): never => {
    recordFailure(span, failure);
    end('error');
    throw failure;
  };
  let result: T;
  try {
    result = work(span);
  } catch (failure) {
    return fail(failure);
  }
  if (!isThenable(result)) {
    end('ok');
    return result;
  }
  const settled = result.then((value) => {
    end('ok');
    return value;
  }, fail);
  return settled as T; // T is a promise here, and this one settles as it does
}

export function recordFailure(span: OtelSpan, failure: unknown): void {
  const error = failure instanceof Error ? failure : new Error(reasonOf(failure));
  span.recordException(error);
  span.setStatus({ code: STATUS_ERROR, message: error.message });
}

/** One object, for this is done for every request, and most of them are not even sampled. */
function correlated(attributes: SpanAttributes = {}): SpanAttributes {
  const { causationId, correlationId, messageId } = currentContext();
  const all: { -readonly [K in keyof SpanAttributes]: SpanAttributes[K] } = { ...attributes };
  if (correlationId !== undefined) all['correlation.id'] = correlationId;
  if (causationId !== undefined) all['causation.id'] = causationId;
  if (messageId !== undefined) all['message.id'] = messageId;
  return all;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
