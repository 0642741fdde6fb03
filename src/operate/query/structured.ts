import { z } from 'zod';

/** The query of the FlowOrchestrator document, as JSON. Unknown fields are mistakes: nothing that was asked for is passed over. */
const duration = z.string().regex(/^(?:\d+(?:ms|[smhdwy]))+$/, "a duration, '1h'");
const query = z.strictObject({
  metrics: z.array(z.string().min(1)).min(1),
  filter: z
    .strictObject({
      timeRange: z.strictObject({ start: z.iso.datetime({ offset: true }), end: z.iso.datetime({ offset: true }) }).optional(),
      dimensions: z.record(z.string(), z.string()).default({}),
    })
    .default({ dimensions: {} }),
  groupBy: z.array(z.string()).default([]),
  aggregations: z
    .array(
      z.strictObject({
        type: z.enum(['AVG', 'SUM', 'MIN', 'MAX', 'COUNT', 'RATE', 'PERCENTILE']),
        window: duration,
        percentile: z.number().gt(0).lt(100).default(95),
      }),
    )
    .min(1),
  calculations: z.array(z.strictObject({ name: z.string().min(1), expression: z.string().min(1) })).default([]),
  sort: z.strictObject({ field: z.string(), order: z.enum(['ASC', 'DESC']).default('ASC') }).optional(),
  limit: z.number().int().positive().default(100),
});
const document = z.strictObject({ query });

export type StructuredQuery = z.infer<typeof query>;

/** Whether a text is JSON between braces; a selector of PromQL or LogQL, `{app="shop"}`, is none. */
export function looksStructured(text: string): boolean {
  if (!text.startsWith('{')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The query in a text, or what is wrong with it and where. */
export function parseStructured(text: string): StructuredQuery | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (failure) {
    return `It is no JSON: ${(failure as Error).message}.`; // JSON.parse throws nothing else
  }
  const parsed = document.safeParse(json);
  if (parsed.success) return parsed.data.query;
  const [first] = parsed.error.issues;
  return `${first?.path.join('.') || 'the text'}: ${first?.message}.`;
}
