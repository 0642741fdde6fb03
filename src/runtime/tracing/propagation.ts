import { currentContext, type WorkContext, withContext } from '../context.ts';
import { readable } from '../failure.ts';
import { parseTraceparent } from '../traceparent.ts';
import { formatBaggage, parseBaggage } from './baggage.ts';
import { type OtelApi, otelApi } from './otel-api.ts';

/** Headers of a request or of a message, with names in lower case. */
export type Carrier = Readonly<Record<string, string | readonly string[] | undefined>>;

const CORRELATION = 'correlation_id';
const CAUSATION = 'causation_id';
/** Harmless in a header, a log line and a query. */
const ID = /^[\w.:-]{1,128}$/;
/** So much of it every process has to pass on. https://www.w3.org/TR/trace-context/#tracestate-limits */
const MAX_TRACESTATE = 512;

export function isHarmless(id: unknown): id is string {
  return typeof id === 'string' && ID.test(id);
}

/**
 * `headers` with what the running work belongs to: `traceparent`, `tracestate`, `baggage` and `x-correlation-id`. Without an SDK
 * the trace that came in is handed on as it was. An id that is not of 1 to 128 letters, digits and `_.:-` is left out.
 */
export function inject(
  headers: Readonly<Record<string, string>> = {},
  api: OtelApi | undefined = otelApi(),
): Record<string, string> {
  const { correlationId, messageId, traceparent, tracestate, baggage = {} } = currentContext();
  const carrier: Record<string, string> = { ...headers };
  api?.propagation.inject(api.context.active() as never, carrier); // its own context
  if (carrier['traceparent'] === undefined && traceparent !== undefined) {
    carrier['traceparent'] = traceparent;
    if (tracestate !== undefined) carrier['tracestate'] = tracestate;
  }
  const members = {
    ...baggage,
    ...parseBaggage(carrier['baggage']),
    ...(isHarmless(correlationId) ? { [CORRELATION]: correlationId } : {}),
    ...(isHarmless(messageId) ? { [CAUSATION]: messageId } : {}),
  };
  if (Object.keys(members).length > 0) carrier['baggage'] = formatBaggage(members);
  if (isHarmless(correlationId)) carrier['x-correlation-id'] = correlationId;
  return carrier;
}

/** Runs `work` as part of what `headers` say: the trace and the baggage of the caller, its correlation and causation ids. */
export function withExtracted<T>(headers: Carrier, work: () => T, api: OtelApi | undefined = otelApi()): T {
  const inside = () => withContext(readable(() => contextOf(headers)) ?? {}, work);
  const extracted = readable(() => api?.propagation.extract(api.context.active() as never, headers)); // its own context
  return api === undefined || extracted === undefined ? inside() : api.context.with(extracted as never, inside);
}

function contextOf(headers: Carrier): WorkContext {
  const one = (name: string) => (typeof headers?.[name] === 'string' ? headers[name] : undefined);
  const { [CORRELATION]: carried, [CAUSATION]: causationId, ...baggage } = parseBaggage(one('baggage'));
  const correlationId = [one('x-correlation-id'), carried].find(isHarmless);
  const traceparent = one('traceparent')?.trim();
  const tracestate = shortened(one('tracestate'));
  return {
    baggage,
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(isHarmless(causationId) ? { causationId } : {}),
    ...(traceparent !== undefined && parseTraceparent(traceparent) ? { traceparent, ...(tracestate && { tracestate }) } : {}),
  };
}

/** Its first members, as many as fit; what is no header value is none. */
function shortened(tracestate: string | undefined): string | undefined {
  if (tracestate === undefined || !/^[\t\x20-\x7e]*$/.test(tracestate)) return undefined;
  if (tracestate.length <= MAX_TRACESTATE) return tracestate;
  return tracestate.slice(0, tracestate.lastIndexOf(',', MAX_TRACESTATE) + 1).replace(/,$/, '');
}
