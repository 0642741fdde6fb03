import type { QueryContext, Site } from '../../authored/context.ts';
import type { RecordingRule } from '../../model/alert.ts';
import type { Maintenance } from '../../model/maintenance.ts';
import type { SeverityScale } from '../../model/severity.ts';
import { type Slo, sloKey } from '../../model/slo.ts';
import { OwnQuery } from '../../query/promql/own-query.ts';
import { sloSelector } from './names.ts';
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
  /** Records what reads an author's metrics. */
  rule(record: string, text: string): RecordingRule;
  /** Records what adds up our own recordings: most of what an SLO records. */
  sum(record: string, text: string, labels?: Readonly<Record<string, string>>): RecordingRule;
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
  const about = { cause: slo.address, origin: slo.origin };
  return {
    slo,
    context,
    site,
    ...place,
    leader,
    where: sloSelector(slo),
    rule: (record, text) => ({ record, query: context.text(text, site), labels: own, ...about }),
    sum: (record, text, labels) => ({
      record,
      query: new OwnQuery(text),
      labels: labels ? { ...own, ...labels } : own,
      ...about,
    }),
    shared: (record) => leader && `${record}${sloSelector(leader)}`,
    copy: (record, windowMs) => (leader && windowsOf(leader).includes(windowMs) ? `${record}${sloSelector(leader)}` : undefined),
  };
}
