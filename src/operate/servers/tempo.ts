import { z } from 'zod';
import type { Connection } from '../../model/connection.ts';
import { type HttpReader, httpReader, jsonOf } from '../../targets/http.ts';
import type { TargetIo } from '../../targets/io.ts';
import { spansOf, traceAnswer } from '../traces/decode.ts';
import type { TraceSpan } from '../traces/span.ts';
import { notLike, type Series } from './answer.ts';
import type { Steps } from './prometheus.ts';
import { scopeTraceql } from './scope.ts';
import { connectionFor, labelledTenant, TENANT_LABEL, type Tenancy } from './tenancy.ts';

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
        /** How many spans of each service, and how many of them failed. */
        serviceStats: z
          .record(z.string(), z.object({ spanCount: z.number().default(0), errorCount: z.number().default(0) }))
          .default({}),
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
  /** The spans of one trace, by its id in hex; none where there is no such trace. */
  trace(id: string): Promise<readonly TraceSpan[]>;
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
    async trace(id) {
      const spans = spansOf(await answer(client, `/api/v2/traces/${id.padStart(32, '0')}`, {}, traceAnswer));
      // a trace is asked for by its id and comes whole: what belongs to others is left out here
      return tenant === undefined ? spans : spans.filter(({ resource }) => resource[TENANT_LABEL] === tenant);
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
  const query = String(new URLSearchParams(asked));
  const got = await client.request({ method: 'GET', path: query === '' ? path : `${path}?${query}` });
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
