import type { QueryContext } from '../../authored/context.ts';
import type { Estate } from '../../model/estate.ts';
import { concerns } from '../../model/maintenance.ts';
import { scrapeMsOf } from '../../model/scrape-interval.ts';
import { readingRules } from './recordings.ts';
import { seriesOf, stateOf } from './series-over.ts';
import { type SloScope, sloScope } from './slo-scope.ts';
import { groupIntervalMs } from './timing.ts';

/** SLOs of one service and one indicator; the first leads, and the others read what it records. */
export type SloFamily = readonly SloScope[];

export function sloFamilies(estate: Estate, context: QueryContext): SloFamily[] {
  const families = new Map<string, SloScope[]>();
  for (const slo of estate.slos) {
    const maintenances = estate.maintenances.filter((one) => concerns(one, slo));
    const place = { scale: estate.severities, scrapeMs: scrapeMsOf(slo.service, estate), maintenances };
    const alone = sloScope(slo, context, place, undefined);
    const key = fingerprint(alone);
    const family = families.get(key) ?? [];
    const leader = family[0]?.slo;
    if (!leader) readingRules(alone); // rules are made when they are read: what is wrong with queries is told now
    family.push(leader ? sloScope(slo, context, place, leader) : alone);
    families.set(key, family);
  }
  return [...families.values()];
}

export function leaderOf([leader]: SloFamily): SloScope {
  if (!leader) throw new Error('a family has a leader');
  return leader;
}

function fingerprint(scope: SloScope): string {
  const { slo } = scope;
  const asked = stateOf(scope) ?? seriesOf(scope);
  const masks = scope.maintenances.map(({ fromMs, toMs }) => [fromMs, toMs]);
  return JSON.stringify([slo.service.name, slo.sli.groupBy, groupIntervalMs(slo), asked, masks]);
}
