import { z } from 'zod';
import type { Connection } from '../../model/connection.ts';
import { type HttpReader, httpReader, jsonOf } from '../../targets/http.ts';
import type { TargetIo } from '../../targets/io.ts';
import { notLike, type Series } from './answer.ts';
import type { Steps } from './prometheus.ts';
import { scopeTraceql } from './scope.ts';
import { connectionFor, labelledTenant, type Tenancy } from './tenancy.ts';

/** https://grafana.com/docs/tempo/latest/api_docs/#search */
const found = z.object({
  traces: z
    .array(
      z.object({
        traceID: z.string(),
        rootServiceName: z.string().default(''),
        rootTraceName: z.string().default(''),
        startTimeUnixNano: z.string().default('0'),
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

/** One trace as a search finds it. */
export type FoundTrace = z.infer<typeof found>['traces'][number];

/** A Tempo that only reads, and only what belongs to the tenant it was made for. Each throws `OutsideFailure` where it has no answer. */
export interface TempoReader {
  readonly url: string;
  search(traceql: string, span: Pick<Steps, 'from' | 'to'>, limit: number): Promise<readonly FoundTrace[]>;
  /** Of a metrics query. */
  range(traceql: string, steps: Steps): Promise<readonly Series[]>;
}

export function tempoReader(connection: Connection, io: TargetIo, tenancy?: Tenancy): TempoReader {
  const client = httpReader(connectionFor(connection, tenancy), io);
  const tenant = labelledTenant(tenancy);
  const text = (traceql: string) => (tenant === undefined ? traceql : scopeTraceql(traceql, tenant));
  return {
    url: client.url,
    async search(traceql, span, limit) {
      const asked = { q: text(traceql), ...spanOf(span), limit: String(limit) };
      return (await answer(client, '/api/search', asked, found)).traces;
    },
    async range(traceql, steps) {
      const asked = { q: text(traceql), ...spanOf(steps), step: `${steps.stepSeconds}s` };
      return (await answer(client, '/api/metrics/query_range', asked, measured)).series.map(seriesOf);
    },
  };
}

function spanOf({ from, to }: Pick<Steps, 'from' | 'to'>) {
  return { start: String(Math.floor(from.getTime() / 1000)), end: String(Math.ceil(to.getTime() / 1000)) };
}

async function answer<T>(client: HttpReader, path: string, asked: Record<string, string>, schema: z.ZodType<T>): Promise<T> {
  const got = await client.request({ method: 'GET', path: `${path}?${new URLSearchParams(asked)}` });
  const parsed = schema.safeParse(jsonOf(got, client.url));
  if (!parsed.success) throw notLike(client.url, 'Tempo');
  return parsed.data;
}

function seriesOf({ labels, samples }: z.infer<typeof measured>['series'][number]): Series {
  const named = labels.map(({ key, value }) => [key, value.stringValue ?? String(Object.values(value)[0] ?? '')]);
  return {
    labels: Object.fromEntries(named),
    points: samples.map(({ timestampMs, value }) => [Number(timestampMs) / 1000, value] as const),
  };
}
