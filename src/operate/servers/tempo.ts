import type { Connection } from '../../model/connection.ts';
import { httpReader } from '../../targets/http.ts';
import type { TargetIo } from '../../targets/io.ts';
import type { TraceSpan } from '../traces/span.ts';
import type { Series } from './answer.ts';
import type { Steps } from './prometheus.ts';
import { scopeTraceql } from './scope.ts';
import { type FoundTrace, searchTraces, spansOfTrace, traceSeries } from './tempo-answers.ts';
import { connectionFor, labelledTenant, TENANT_LABEL, type Tenancy } from './tenancy.ts';

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
      return searchTraces(client, asked);
    },
    async trace(id) {
      const spans = await spansOfTrace(client, id);
      // a trace is asked for by its id and comes whole: what belongs to others is left out here
      return tenant === undefined ? spans : spans.filter(({ resource }) => resource[TENANT_LABEL] === tenant);
    },
    async range(traceql, steps) {
      const asked = { q: text(traceql), ...spanOf(steps), step: `${steps.stepSeconds}s` };
      return traceSeries(client, asked);
    },
  };
}

function spanOf({ from, to }: Pick<Steps, 'from' | 'to'>) {
  return { start: String(Math.floor(from.getTime() / 1000)), end: String(Math.ceil(to.getTime() / 1000)) };
}
