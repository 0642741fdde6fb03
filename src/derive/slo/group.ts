import type { QueryContext } from '../../authored/context.ts';
import type { RuleGroup } from '../../model/alert.ts';
import type { Estate } from '../../model/estate.ts';
import { scrapeMsOf } from '../../model/scrape-interval.ts';
import { sloAlerts } from './alerts.ts';
import { STATE } from './names.ts';
import { recordingsOf, stretchRules } from './recordings.ts';
import { seriesOver, stateOf } from './series-over.ts';
import { type SloScope, sloScope } from './slo-scope.ts';
import { BASE_MS, groupIntervalMs, stretchMs } from './timing.ts';

/**
 * Everything the SLOs imply. One group for each indicator, so that alerts read what the same evaluation recorded and SLOs of one
 * indicator share its recordings; beside it, for each length, the group of a service's stretches.
 */
export function sloGroups(estate: Estate, context: QueryContext): RuleGroup[] {
  const families = familiesOf(estate, context);
  return [...families.map(mainGroup), ...families.flatMap(slicesGroup), ...stretchGroups(families.flat())];
}

/** SLOs of one service that ask the same, the first of them leading. */
function familiesOf(estate: Estate, context: QueryContext): SloScope[][] {
  const families = new Map<string, SloScope[]>();
  for (const slo of estate.slos) {
    const alone = sloScope(slo, context, scrapeMsOf(slo.service, estate), undefined);
    const key = fingerprint(alone);
    const family = families.get(key) ?? [];
    const leader = family[0]?.slo;
    family.push(leader ? sloScope(slo, context, alone.scrapeMs, leader) : alone);
    families.set(key, family);
  }
  return [...families.values()];
}

function fingerprint(scope: SloScope): string {
  const { slo } = scope;
  const asked = stateOf(scope) ?? seriesOver(scope, BASE_MS);
  return JSON.stringify([slo.service.name, slo.sli.groupBy, groupIntervalMs(slo), asked]);
}

function mainGroup(family: readonly SloScope[]): RuleGroup {
  const [{ slo }] = family as readonly [SloScope]; // a family has a leader
  return {
    name: `slo-${slo.service.name}-${slo.name}`,
    engine: 'prometheus',
    scope: slo.service.name,
    intervalMs: groupIntervalMs(slo),
    rules: family.flatMap((scope) => [...recordingsOf(scope), ...sloAlerts(scope)]),
  };
}

/** Slices are asked once each, in a group that runs once a slice. */
function slicesGroup([leader]: readonly SloScope[]): RuleGroup[] {
  const state = leader && stateOf(leader);
  if (!leader || state?.everyMs === undefined) return [];
  const { service, name } = leader.slo;
  const rules = [leader.rule(STATE, state.bad)];
  return [
    { name: `slo-${service.name}-${name}-slices`, engine: 'prometheus', scope: service.name, intervalMs: state.everyMs, rules },
  ];
}

function stretchGroups(scopes: readonly SloScope[]): RuleGroup[] {
  const groups = new Map<string, SloScope[]>();
  for (const scope of scopes) {
    const key = `${scope.slo.service.name} ${stretchMs(scope.slo)}`;
    groups.set(key, [...(groups.get(key) ?? []), scope]);
  }
  return [...groups.values()].map((inside) => {
    const [{ slo }] = inside as [SloScope]; // a group has what it was made of
    const intervalMs = stretchMs(slo);
    const name = `slo-${slo.service.name}-stretches-${intervalMs / 1000}s`;
    return { name, engine: 'prometheus', scope: slo.service.name, intervalMs, rules: inside.flatMap(stretchRules) };
  });
}
