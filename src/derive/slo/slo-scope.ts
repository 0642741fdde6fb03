import type { QueryContext, Site } from '../../authored/context.ts';
import { flat } from '../../kernel/flat.ts';
import type { RecordingRule } from '../../model/alert.ts';
import type { Maintenance } from '../../model/maintenance.ts';
import type { SeverityScale } from '../../model/severity.ts';
import { type Slo, sloKey } from '../../model/slo.ts';
import { PrintedQuery } from '../../query/promql/printed-query.ts';
import type { PromqlQuery } from '../../query/query.ts';
import { readsOnlyOurs, sloSelector } from './names.ts';
import { windowsOf } from './timing.ts';

/** One SLO while its rules are written. */
export interface SloScope {
  readonly slo: Slo;
  readonly context: QueryContext;
  readonly site: Site;
  readonly scale: SeverityScale;
  /** How often its series are scraped where they are scraped least. */
  readonly scrapeMs: number;
  /** An SLO of the same indicator, whose recordings stand earlier in the group. */
  readonly leader: Slo | undefined;
  /** When it is not measured. */
  readonly maintenances: readonly Maintenance[];
  /** `{slo="…"}` */
  readonly where: string;
  rule(record: string, text: string, labels?: Readonly<Record<string, string>>): RecordingRule;
  /** The leader's recording of a window, where it has one: one sample instead of thousands. */
  copy(record: string, windowMs: number): string | undefined;
  /** The leader's recording of what it counts, whatever its windows. */
  shared(record: string): string | undefined;
}

export interface SloPlace {
  readonly scale: SeverityScale;
  readonly scrapeMs: number;
  readonly maintenances: readonly Maintenance[];
}

export function sloScope(slo: Slo, context: QueryContext, place: SloPlace, leader: Slo | undefined): SloScope {
  const site: Site = { at: slo.address, origin: slo.origin };
  const own = { slo: sloKey(slo) };
  return {
    slo,
    context,
    site,
    ...place,
    leader,
    where: sloSelector(slo),
    rule: (record, text, labels) => ({
      record: flat(record),
      query: lightly(context.text(text, site)),
      labels: labels ? { ...own, ...labels } : own,
      cause: slo.address,
      origin: slo.origin,
    }),
    shared: (record) => leader && `${record}${sloSelector(leader)}`,
    copy: (record, windowMs) => (leader && windowsOf(leader).includes(windowMs) ? `${record}${sloSelector(leader)}` : undefined),
  };
}

/** What adds up other recordings of ours is most of what an SLO records, and nobody asks where in it something stands. */
function lightly(query: PromqlQuery): PromqlQuery {
  const { expr } = query;
  return expr && readsOnlyOurs(expr) ? new PrintedQuery(expr) : query;
}
