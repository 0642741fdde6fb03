import { z } from 'zod';
import { OutsideFailure } from '../../targets/failure.ts';
import { type HttpReader, jsonOf } from '../../targets/http.ts';
import type { Answer, Question } from './question.ts';

/** https://grafana.com/docs/tempo/latest/api_docs/#search */
const found = z.object({
  traces: z
    .array(
      z.object({
        traceID: z.string(),
        rootServiceName: z.string().default(''),
        rootTraceName: z.string().default(''),
        durationMs: z.number().default(0),
      }),
    )
    .default([]),
});
/** https://grafana.com/docs/tempo/latest/api_docs/#traceql-metrics */
const measured = z.object({
  series: z
    .array(
      z.object({
        labels: z.array(z.object({ key: z.string(), value: z.looseObject({ stringValue: z.string().optional() }) })).default([]),
        samples: z.array(z.object({ timestampMs: z.union([z.string(), z.number()]), value: z.number().default(0) })).default([]),
      }),
    )
    .default([]),
});
const MOST_TRACES = '20';

export async function tracesOf(client: HttpReader, question: Question): Promise<Answer> {
  const { traces } = await asked(client, '/api/search', { ...spanOf(question), limit: MOST_TRACES }, found);
  const lines = traces.map(
    ({ traceID, rootServiceName, rootTraceName, durationMs }) =>
      `${traceID}  ${rootTraceName}  ${rootServiceName}  ${durationMs} ms`,
  );
  return { series: [], lines };
}

export async function traceSeriesOf(client: HttpReader, question: Question): Promise<Answer> {
  const step = `${question.stepSeconds}s`;
  const { series } = await asked(client, '/api/metrics/query_range', { ...spanOf(question), step }, measured);
  return {
    series: series.map(({ labels, samples }) => ({
      labels: Object.fromEntries(
        labels.map(({ key, value }) => [key, value.stringValue ?? String(Object.values(value)[0] ?? '')]),
      ),
      points: samples.map(({ timestampMs, value }) => [Number(timestampMs) / 1000, value] as const),
    })),
    lines: [],
  };
}

function spanOf({ text, fromSeconds, toSeconds }: Question): Readonly<Record<string, string>> {
  return { q: text, start: String(Math.floor(fromSeconds)), end: String(Math.ceil(toSeconds)) };
}

async function asked<T>(
  client: HttpReader,
  path: string,
  parameters: Readonly<Record<string, string>>,
  schema: z.ZodType<T>,
): Promise<T> {
  const got = await client.request({ method: 'GET', path: `${path}?${new URLSearchParams(parameters)}` });
  const parsed = schema.safeParse(jsonOf(got, client.url));
  if (!parsed.success) throw new OutsideFailure(`${client.url} does not answer as Tempo does`, { kind: 'refused' });
  return parsed.data;
}
