import { byText } from '../kernel/canonical.ts';
import { grouped } from '../kernel/grouped.ts';
import type { Estate } from '../model/estate.ts';
import type { Inhibition, LabelMatch } from '../model/routing.ts';
import { isPage, levelFor } from '../model/severity.ts';
import { type Slo, sloKey } from '../model/slo.ts';
import { maintenanceInhibitions } from './maintenance/groups.ts';
import { oneOf } from './one-of.ts';

/**
 * A page of an SLO silences its tickets: they tell the same story more slowly. While an SLO pages, those that depend on it are quiet.
 * Planned work mutes what it is about.
 */
export function deriveInhibitions(estate: Estate): Inhibition[] {
  const written = [...maintenanceInhibitions(estate), ...(estate.routing?.inhibitions ?? [])];
  if (!estate.routing || estate.slos.length === 0) return written;
  return [pageOverTicket(estate), ...dependencies(estate), ...written];
}

function pageOverTicket(estate: Estate): Inhibition {
  const groupBy = [...new Set(estate.slos.flatMap((slo) => slo.sli.groupBy))].sort();
  return {
    source: [...burn(), oneOf('severity', pages(estate))],
    target: [...burn(), oneOf('severity', tickets(estate))],
    equal: ['slo', ...groupBy],
    because: 'a page of an SLO silences its tickets',
    origin: undefined,
  };
}

function dependencies(estate: Estate): Inhibition[] {
  const equal = [...new Set(['environment', ...estate.environments.flatMap(({ labels }) => Object.keys(labels))])].sort(byText);
  const dependentsOf = dependentsByCause(estate.slos);
  return estate.slos.flatMap((cause) => {
    const key = sloKey(cause);
    const dependents = dependentsOf.get(key) ?? [];
    return [...bySharedGroups(cause, dependents)].map(([shared, ones]) => ({
      source: [...burn(), oneOf('severity', pages(estate)), oneOf('slo', [key])],
      target: [...burn(), oneOf('slo', ones.map(sloKey))],
      equal: [...equal, ...(shared === '' ? [] : shared.split(','))],
      because: `while ${key} pages, what depends on it is quiet`,
      origin: undefined,
    }));
  });
}

/** The SLOs that need each other SLO, directly or not; of two that need each other, neither is the cause. */
function dependentsByCause(slos: readonly Slo[]): Map<string, Slo[]> {
  const needs = new Map(slos.map((slo) => [sloKey(slo), slo.dependsOn]));
  const reached = new Map([...needs.keys()].map((key) => [key, reachedFrom(key, needs)]));
  const found = new Map<string, Slo[]>();
  for (const slo of slos) {
    for (const key of reached.get(sloKey(slo)) ?? []) {
      if (reached.get(key)?.has(sloKey(slo))) continue;
      const others = found.get(key) ?? [];
      found.set(key, others);
      others.push(slo);
    }
  }
  return found;
}

/** A burn in one group is no cause of one in another. */
function bySharedGroups(cause: Slo, dependents: readonly Slo[]): ReadonlyMap<string, readonly Slo[]> {
  const shared = ({ sli }: Slo) => cause.sli.groupBy.filter((label) => sli.groupBy.includes(label));
  return grouped(dependents, (slo) => shared(slo).toSorted(byText).join(','));
}

function reachedFrom(key: string, needs: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const open = [...(needs.get(key) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    open.push(...(needs.get(next) ?? []));
  }
  return reached;
}

function burn(): LabelMatch[] {
  return [oneOf('alertname', ['SloBurn'])];
}

/** The levels of the tiers there are, in the order of the scale. */
function pages(estate: Estate): string[] {
  const used = usedLevels(estate).filter((name) => isPage(estate.severities, name));
  return used.length > 0 ? used : [levelFor(estate.severities, 'critical').name];
}

function tickets(estate: Estate): string[] {
  const used = usedLevels(estate).filter((name) => !isPage(estate.severities, name));
  return used.length > 0 ? used : [levelFor(estate.severities, 'warning').name];
}

function usedLevels({ slos, severities }: Estate): string[] {
  const used = new Set(slos.flatMap(({ tiers }) => tiers.map(({ severity }) => severity)));
  return severities.levels.flatMap(({ name }) => (used.has(name) ? [name] : []));
}
