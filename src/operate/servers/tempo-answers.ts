import { z } from 'zod';
import { type HttpReader, jsonOf } from '../../targets/http.ts';
import { spansOf, traceAnswer } from '../traces/decode.ts';
import type { TraceSpan } from '../traces/span.ts';
import { notLike, type Series, stamp } from './answer.ts';

/** https://grafana.com/docs/tempo/latest/api_docs/#search */
const found = z.object({
  traces: z
    .array(
      z.object({
        traceID: z.string(),
        rootServiceName: z.string().default(''),
        rootTraceName: z.string().default(''),
        startTimeUnixNano: stamp.default('0'),
        durationMs: z.number().default(0),
        /** How many spans of each service, and how many of them failed. */
        serviceStats: z
          .record(z.string(), z.object({ spanCount: z.number().default(0), errorCount: z.number().default(0) }))
          .default({}),
      }),
    )
    .default([]),
});
const milliseconds = z.union([z.string(), z.number()]).refine((at) => Math.abs(Number(at)) <= 8.64e15, 'a time that is none');
/** https://grafana.com/docs/tempo/latest/api_docs/#traceql-metrics */
const measured = z.object({
  series: z
    .array(
      z.object({
        labels: z.array(z.object({ key: z.string(), value: z.looseObject({ stringValue: z.string().optional() }) })).default([]),
        samples: z.array(z.object({ timestampMs: milliseconds, value: z.number().default(0) })).default([]),
      }),
    )
    .default([]),
});

/** One trace as a search finds it. */
export type FoundTrace = z.infer<typeof found>['traces'][number];
type Asked = Readonly<Record<string, string>>;

export async function searchTraces(client: HttpReader, asked: Asked): Promise<readonly FoundTrace[]> {
  return (await answer(client, '/api/search', asked, found)).traces;
}

/** Of a metrics query. */
export async function traceSeries(client: HttpReader, asked: Asked): Promise<readonly Series[]> {
  return (await answer(client, '/api/metrics/query_range', asked, measured)).series.map(seriesOf);
}

/** By the id of the trace in hex. */
export async function spansOfTrace(client: HttpReader, id: string): Promise<readonly TraceSpan[]> {
  return spansOf(await answer(client, `/api/v2/traces/${id.padStart(32, '0')}`, {}, traceAnswer));
}

async function answer<T>(client: HttpReader, path: string, asked: Asked, schema: z.ZodType<T>): Promise<T> {
  const query = String(new URLSearchParams(asked));
  const got = await client.request({ method: 'GET', path: query === '' ? path : `${path}?${query}` });
  const parsed = schema.safeParse(jsonOf(got, client.url));
  if (!parsed.success) throw notLike(client.url, 'Tempo', parsed.error);
  return parsed.data;
}

function seriesOf({ labels, samples }: z.infer<typeof measured>['series'][number]): Series {
  const named = labels.map(({ key, value }) => [key, value.stringValue ?? String(Object.values(value)[0] ?? '')]);
  return {
    labels: Object.fromEntries(named),
    points: samples.map(({ timestampMs, value }) => [Number(timestampMs) / 1000, value] as const),
  };
}
