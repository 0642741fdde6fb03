import { z } from 'zod';
import type { Connection } from '../../model/connection.ts';
import { type HttpReader, httpReader, jsonOf } from '../../targets/http.ts';
import type { TargetIo } from '../../targets/io.ts';
import { type Answer, answerOf, notLike, type Sample, type Series } from './answer.ts';
import { scopePromql } from './scope.ts';
import { connectionFor, labelledTenant, type Tenancy } from './tenancy.ts';

/** Moments of a question over time: both ends belong to it. */
export interface Steps {
  readonly from: Date;
  readonly to: Date;
  readonly stepSeconds: number;
}

/** What a metric says of itself; several targets may say several things. */
export interface Metadata {
  readonly type: string;
  readonly help: string;
  readonly unit: string;
}

/** A Prometheus that only reads, and only what belongs to the tenant it was made for. Each throws `OutsideFailure` where it has no answer. */
export interface PrometheusReader {
  readonly url: string;
  instant(promql: string, at: Date): Promise<readonly Sample[]>;
  range(promql: string, steps: Steps): Promise<readonly Series[]>;
  /** Every sample that a range selector has at that moment, as it was scraped. */
  raw(promql: string, at: Date): Promise<readonly Series[]>;
  /** Every metric of which a series is there at that moment, with how many. */
  names(at: Date): Promise<ReadonlyMap<string, number>>;
  /** By metric family: a histogram is one. Only of targets scraped now. */
  metadata(): Promise<ReadonlyMap<string, Metadata>>;
}

const metadata = z.object({
  data: z.record(z.string(), z.array(z.object({ type: z.string(), help: z.string(), unit: z.string().default('') }))),
});

export function prometheusReader(connection: Connection, io: TargetIo, tenancy?: Tenancy): PrometheusReader {
  const client = httpReader(connectionFor(connection, tenancy), io);
  const tenant = labelledTenant(tenancy);
  const text = (promql: string) => (tenant === undefined ? promql : scopePromql(promql, tenant));
  const asked = async (promql: string, at: Date) => {
    const got = await client.query('/api/v1/query', { query: text(promql), time: seconds(at) });
    return answerOf(got, client.url, 'Prometheus');
  };
  const instant = async (promql: string, at: Date) => samplesOf(await asked(promql, at), client);
  return {
    url: client.url,
    instant,
    async range(promql, { from, to, stepSeconds }) {
      const span = { start: seconds(from), end: seconds(to), step: String(stepSeconds) };
      const got = await client.query('/api/v1/query_range', { query: text(promql), ...span });
      return seriesOf(answerOf(got, client.url, 'Prometheus'), client);
    },
    raw: async (promql, at) => seriesOf(await asked(promql, at), client),
    async names(at) {
      const found = await instant('count by (__name__) ({__name__!=""})', at);
      return new Map(found.map(({ labels, value }) => [labels['__name__'] ?? '', value]));
    },
    async metadata() {
      const parsed = metadata.safeParse(jsonOf(await client.request({ method: 'GET', path: '/api/v1/metadata' }), client.url));
      if (!parsed.success) throw notLike(client.url, 'Prometheus');
      const known = Object.entries(parsed.data.data);
      return new Map(known.flatMap(([name, [first]]) => (first ? [[name, first] as const] : [])));
    },
  };
}

function seriesOf(answer: Answer, { url }: HttpReader): readonly Series[] {
  if (answer.kind !== 'series') throw notLike(url, 'Prometheus');
  return answer.series;
}

function samplesOf(answer: Answer, { url }: HttpReader): readonly Sample[] {
  if (answer.kind === 'samples') return answer.samples;
  if (answer.kind === 'lines') throw notLike(url, 'Prometheus');
  // a range selector asked for one moment: its newest sample is what is known then
  return answer.series.flatMap(({ labels, points }) => {
    const last = points.at(-1);
    return last ? [{ labels, value: last[1] }] : [];
  });
}

/** Milliseconds are kept: Prometheus takes seconds with a fraction. */
function seconds(at: Date): string {
  return (at.getTime() / 1000).toFixed(3);
}
