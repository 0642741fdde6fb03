import { z } from 'zod';
import { OutsideFailure } from '../targets/failure.ts';
import { type HttpReader, jsonOf } from '../targets/http.ts';

/** https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries */
const answer = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ metric: z.record(z.string(), z.string()), values: z.array(z.tuple([z.number(), z.string()])) })),
  }),
});

export interface RangeQuestion {
  readonly promql: string;
  readonly from: Date;
  readonly to: Date;
  readonly stepSeconds: number;
}

export interface RangeSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** Seconds and value, in order; a step without a sample is left out. */
  readonly points: readonly (readonly [number, number])[];
}

/** What a Prometheus answers for a span of time; throws `OutsideFailure` where it does not. */
export async function rangeQuery(client: HttpReader, { promql, from, to, stepSeconds }: RangeQuestion): Promise<RangeSeries[]> {
  const asked = new URLSearchParams({
    query: promql,
    start: String(from.getTime() / 1000),
    end: String(to.getTime() / 1000),
    step: String(stepSeconds),
  });
  const path = `/api/v1/query_range?${asked}`;
  const parsed = answer.safeParse(jsonOf(await client.request({ method: 'GET', path }), client.url));
  if (!parsed.success) throw new OutsideFailure(`${client.url} does not answer as Prometheus does`, { kind: 'refused' });
  return parsed.data.data.result.map(({ metric, values }) => ({
    labels: metric,
    points: values.map(([at, value]) => [at, Number(value)] as const),
  }));
}
