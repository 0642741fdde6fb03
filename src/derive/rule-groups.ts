import { printDuration } from '../kernel/duration.ts';
import type { DefinedAlert, RecordingRule, RuleGroup } from '../model/alert.ts';
import type { Estate } from '../model/estate.ts';
import type { Query } from '../model/query.ts';
import type { Recording } from '../model/recording.ts';
import { selectorsOf } from '../query/promql/visit.ts';

/**
 * The alerts and recordings an author wrote, and the recordings their kinds make. Prometheus evaluates groups at different moments and the
 * rules of one in order, so the recordings that alerts of their service read stand before these, in one group; others stand apart, by interval.
 */
export function ruleGroups(estate: Estate): RuleGroup[] {
  const alerts = alertsByGroup(estate);
  const all = [...estate.recordings, ...madeByKinds(estate)];
  const recordings = groupBy(all, ({ service, intervalMs }) => `${service.name} ${intervalMs ?? ''}`);
  const ahead = new Map<string, readonly Recording[]>();
  const apart: RuleGroup[] = [];
  for (const [key, list] of recordings) {
    const [scope = '', interval = ''] = key.split(' ');
    const readers = interval === '' ? (alerts.get(`prometheus ${scope}`) ?? []) : [];
    const read = new Set(readers.flatMap(({ query }) => namesIn(query)));
    if (list.some(({ name }) => read.has(name))) ahead.set(scope, list);
    else apart.push(groupApart(scope, list));
  }
  return [...[...alerts].map(([key, rules]) => alertGroup(key, rules, ahead)), ...apart];
}

/** Each once: alerts that need the same share it. */
function madeByKinds({ alerts }: Estate): Recording[] {
  const made = alerts.flatMap(({ recordings }) => recordings);
  return [...new Map(made.map((one) => [`${one.service.name} ${one.name} ${JSON.stringify(one.labels)}`, one])).values()];
}

/** By engine and service. */
function alertsByGroup(estate: Estate): Map<string, DefinedAlert[]> {
  const evaluated = estate.alerts.filter(({ query }) => query.engine !== 'tempo');
  return groupBy(evaluated, ({ query, service }) => `${query.engine} ${service.name}`);
}

function alertGroup(key: string, alerts: readonly DefinedAlert[], ahead: ReadonlyMap<string, readonly Recording[]>): RuleGroup {
  const [engine, scope = ''] = key.split(' ');
  if (engine === 'loki') return { name: `alerts-${scope}`, engine, scope, intervalMs: undefined, rules: alerts };
  const rules = [...inOrder(ahead.get(scope) ?? []).map(ruleOf), ...alerts];
  return { name: `alerts-${scope}`, engine: 'prometheus', scope, intervalMs: undefined, rules };
}

function groupApart(scope: string, list: readonly Recording[]): RuleGroup {
  const intervalMs = list[0]?.intervalMs;
  const name = intervalMs === undefined ? `recordings-${scope}` : `recordings-${scope}-${printDuration(intervalMs)}`;
  return { name, engine: 'prometheus', scope, intervalMs, rules: inOrder(list).map(ruleOf) };
}

function ruleOf({ name, query, labels, address, origin }: Recording): RecordingRule {
  return { record: name, query, labels, cause: address, origin };
}

/** Each after those it reads; where they read each other in a circle, which is reported, as they are. */
function inOrder(recordings: readonly Recording[]): Recording[] {
  const byName = groupBy(recordings, ({ name }) => name);
  const ordered = new Set<Recording>();
  const begun = new Set<Recording>();
  const place = (one: Recording): void => {
    if (begun.has(one)) return;
    begun.add(one);
    for (const name of namesIn(one.query)) {
      byName.get(name)?.forEach(place);
    }
    ordered.add(one);
  };
  recordings.forEach(place);
  return [...ordered];
}

function namesIn(query: Query): string[] {
  if (query.engine !== 'prometheus' || !query.expr) return [];
  return selectorsOf(query.expr).flatMap(({ name }) => (name === undefined ? [] : [name]));
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
