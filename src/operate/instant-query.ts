import { z } from 'zod';
import { OutsideFailure } from '../targets/failure.ts';
import { type HttpReader, jsonOf } from '../targets/http.ts';

/** https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries */
const answer = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('vector'),
    result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) })),
  }),
});

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a Prometheus answers to a query now; throws `OutsideFailure` where it does not. */
export async function instantQuery(client: HttpReader, promql: string): Promise<Sample[]> {
  const path = `/api/v1/query?query=${encodeURIComponent(promql)}`;
  const parsed = answer.safeParse(jsonOf(await client.request({ method: 'GET', path }), client.url));
  if (!parsed.success) throw new OutsideFailure(`${client.url} does not answer as Prometheus does`, { kind: 'refused' });
  return parsed.data.data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
}
