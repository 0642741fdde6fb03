import { z } from 'zod';
import type { AttributeValue, TraceSpan } from './span.ts';

const value = z.looseObject({
  stringValue: z.string().optional(),
  intValue: z.union([z.string(), z.number()]).optional(),
  doubleValue: z.number().optional(),
  boolValue: z.boolean().optional(),
});
const attributes = z.array(z.object({ key: z.string(), value: value.default({}) })).default([]);
const nanoseconds = z.union([z.string().regex(/^\d{1,20}$/), z.number().int().nonnegative()]).default('0');
const span = z.object({
  spanId: z.string(),
  parentSpanId: z.string().default(''),
  name: z.string().default(''),
  kind: z.union([z.string(), z.number()]).default(0),
  startTimeUnixNano: nanoseconds,
  endTimeUnixNano: nanoseconds,
  attributes,
  events: z.array(z.object({ name: z.string().default(''), attributes })).default([]),
  links: z.array(z.object({ traceId: z.string(), spanId: z.string() })).default([]),
  status: z
    .object({ code: z.union([z.string(), z.number()]).default(0), message: z.string().default('') })
    .default({ code: 0, message: '' }),
});
/** OTLP as JSON: the same from both versions of the API, but for the name of the list. https://grafana.com/docs/tempo/latest/api_docs/#query */
const resourceSpans = z.array(
  z.object({
    resource: z.object({ attributes }).default({ attributes: [] }),
    scopeSpans: z.array(z.object({ spans: z.array(span).default([]) })).default([]),
  }),
);
export const traceAnswer = z.object({ trace: z.object({ resourceSpans: resourceSpans.default([]) }) });
type Answer = z.infer<typeof traceAnswer>;

const KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
const FAILED = 2;

/** The spans of a trace, in the order they began. */
export function spansOf({ trace }: Answer): TraceSpan[] {
  const spans = trace.resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const of = recordOf(resource.attributes);
    return scopeSpans.flatMap((scope) => scope.spans.map((one) => spanOf(one, of)));
  });
  return spans.sort((a, b) => (a.start === b.start ? (a.id < b.id ? -1 : 1) : a.start < b.start ? -1 : 1));
}

function spanOf(one: z.infer<typeof span>, resource: TraceSpan['resource']): TraceSpan {
  const { status } = one;
  const exception = one.events.find(({ name }) => name === 'exception');
  const thrown = exception && recordOf(exception.attributes);
  const said = status.message || thrown?.['exception.message'] || thrown?.['exception.type'];
  return {
    id: hexOf(one.spanId),
    parentId: one.parentSpanId === '' ? undefined : hexOf(one.parentSpanId),
    service: String(resource['service.name'] ?? ''),
    name: one.name,
    kind: typeof one.kind === 'number' ? (KINDS[one.kind] ?? 'unspecified') : one.kind.replace('SPAN_KIND_', '').toLowerCase(),
    start: BigInt(one.startTimeUnixNano),
    end: BigInt(one.endTimeUnixNano),
    failed: status.code === FAILED || status.code === 'STATUS_CODE_ERROR',
    message: said === undefined || said === '' ? undefined : String(said),
    attributes: recordOf(one.attributes),
    resource,
    links: one.links.map(({ traceId, spanId }) => ({ traceId: hexOf(traceId), spanId: hexOf(spanId) })),
  };
}

function recordOf(list: z.infer<typeof attributes>): Readonly<Record<string, AttributeValue>> {
  return Object.fromEntries(
    list.map(({ key, value: of }) => {
      if (of.intValue !== undefined) return [key, Number(of.intValue)];
      return [key, of.stringValue ?? of.doubleValue ?? of.boolValue ?? JSON.stringify(of)];
    }),
  );
}

/** Ids come as hex, or as base64 as protobuf's JSON has bytes. */
function hexOf(id: string): string {
  return /^([0-9a-f]{16}|[0-9a-f]{32})$/i.test(id) ? id.toLowerCase() : Buffer.from(id, 'base64').toString('hex');
}
