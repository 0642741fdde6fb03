import type { AuthoredKind, Definitions } from '../define/collect.ts';
import { isOurs } from '../derive/slo/names.ts';
import type { Estate } from '../model/estate.ts';
import type { Service } from '../model/service.ts';
import { sloKey } from '../model/slo.ts';
import { type Named, type Reach, reachOf } from './reach.ts';

/** What cells are cut from: the whole estate, looked up. */
export interface Known {
  readonly reach: Reach;
  readonly kindOf: ReadonlyMap<object, AuthoredKind>;
  /** The place of each definition among all, which is kept within a cell. */
  readonly orderOf: ReadonlyMap<object, number>;
  /** The services that expose a metric, as authored. */
  readonly exposing: ReadonlyMap<object, readonly object[]>;
  /** Services of one title, which are then told apart by their names; objectives of one service, of which one may record for the others. */
  readonly beside: (definition: object) => readonly object[];
}

const SUFFIXES = ['_bucket', '_sum', '_count'];

export function knownOf(definitions: Definitions, estate: Estate): Known {
  const kindOf = new Map<object, AuthoredKind>();
  for (const [kind, all] of Object.entries(definitions)) for (const one of all) kindOf.set(one, kind as AuthoredKind); // its keys
  const all = [...kindOf.keys()];
  return {
    kindOf,
    orderOf: new Map(all.map((one, index) => [one, index])),
    reach: reachOf(new Set(all), named(estate)),
    exposing: exposing(estate),
    beside: beside(definitions),
  };
}

function exposing({ services }: Estate): Map<object, object[]> {
  const by = new Map<object, object[]>();
  for (const service of services) for (const { origin } of service.metrics) add(by, origin, service.origin);
  return by;
}

/** The services that expose a metric of a name, what records under it, an objective by its key. What all objectives record is of all. */
function named({ services, recordings, slos }: Estate): Named {
  const by = new Map<string, object[]>();
  for (const service of services) for (const name of namesOf(service)) add(by, name, service.origin);
  for (const { name, origin } of recordings) add(by, name, origin);
  for (const slo of slos) add(by, sloKey(slo), slo.origin);
  const all = slos.map(({ origin }) => origin);
  return (word) => by.get(word) ?? (isOurs(word) ? all : []);
}

function namesOf({ metrics, name }: Service): readonly string[] {
  const own = metrics.flatMap((metric) => [
    metric.name,
    ...(metric.type === 'histogram' || metric.type === 'summary' ? SUFFIXES.map((suffix) => `${metric.name}${suffix}`) : []),
  ]);
  return [name, ...own];
}

function beside({ service, slo }: Definitions): Known['beside'] {
  const by = new Map<unknown, object[]>();
  for (const one of service) add(by, titleOf(one), one);
  for (const one of slo) add(by, serviceOf(one), one);
  return (one) => by.get(serviceOf(one) ?? titleOf(one)) ?? [];
}

function titleOf(one: object): string {
  return String(('title' in one && one.title) || ('name' in one && one.name));
}

function serviceOf(one: object): unknown {
  return 'service' in one ? one.service : undefined;
}

function add<K>(by: Map<K, object[]>, key: K, one: object): void {
  const there = by.get(key);
  if (there) there.push(one);
  else by.set(key, [one]);
}
