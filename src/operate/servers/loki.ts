import type { Connection } from '../../model/connection.ts';
import { httpReader } from '../../targets/http.ts';
import type { TargetIo } from '../../targets/io.ts';
import { type Answer, answerOf } from './answer.ts';
import type { Steps } from './prometheus.ts';
import { scopeLogql } from './scope.ts';
import { connectionFor, labelledTenant, type Tenancy } from './tenancy.ts';

/** How many lines at most, and which: the newest (`backward`), or the oldest. */
export interface LineOrder {
  readonly limit: number;
  readonly direction: 'forward' | 'backward';
}

/** A Loki that only reads, and only what belongs to the tenant it was made for. Each throws `OutsideFailure` where it has no answer. */
export interface LokiReader {
  readonly url: string;
  /** Of a metric query; lines have no moment. */
  instant(logql: string, at: Date): Promise<Answer>;
  /** Series of a metric query, lines of any other. `to` does not belong to it. */
  range(logql: string, steps: Steps, order?: LineOrder): Promise<Answer>;
}

const DEFAULT_ORDER: LineOrder = { limit: 100, direction: 'backward' };

export function lokiReader(connection: Connection, io: TargetIo, tenancy?: Tenancy): LokiReader {
  const client = httpReader(connectionFor(connection, tenancy), io);
  const tenant = labelledTenant(tenancy);
  const text = (logql: string) => (tenant === undefined ? logql : scopeLogql(logql, tenant));
  return {
    url: client.url,
    async instant(logql, at) {
      const got = await client.query('/loki/api/v1/query', { query: text(logql), time: nanoseconds(at) });
      return answerOf(got, client.url, 'Loki');
    },
    async range(logql, { from, to, stepSeconds }, { limit, direction } = DEFAULT_ORDER) {
      const span = { start: nanoseconds(from), end: nanoseconds(to), step: String(stepSeconds) };
      const form = { query: text(logql), ...span, limit: String(limit), direction };
      return answerOf(await client.query('/loki/api/v1/query_range', form), client.url, 'Loki');
    },
  };
}

function nanoseconds(at: Date): string {
  return String(BigInt(at.getTime()) * 1_000_000n);
}
