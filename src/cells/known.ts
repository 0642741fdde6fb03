import type { AuthoredKind, Definitions } from '../define/collect.ts';
import type { Estate } from '../model/estate.ts';
import type { Service } from '../model/service.ts';
import { type Reach, reachOf } from './reach.ts';

/** What cells are cut from: the whole estate, looked up. */
export interface Known {
  readonly reach: Reach;
  readonly kindOf: ReadonlyMap<object, AuthoredKind>;
  /** The place of each definition among all, which is kept within a cell. */
  readonly orderOf: ReadonlyMap<object, number>;
  /** The services that expose a metric, as authored. */
  readonly exposing: ReadonlyMap<object, readonly object[]>;
  /** Services of one title, which is then told apart by their names. */
  readonly namesakes: (service: object) => readonly object[];
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
    namesakes: namesakes(definitions.service),
  };
}

function exposing({ services }: Estate): Map<object, object[]> {
  const by = new Map<object, object[]>();
  for (const service of services) for (const { origin } of service.metrics) add(by, origin, service.origin);
  return by;
}

/** What a text may mean by a name: the services that expose a metric of it, and what records under it. */
function named({ services, recordings, slos }: Estate): Map<string, object[]> {
  const by = new Map<string, object[]>();
  for (const service of services) for (const name of namesOf(service)) add(by, name, service.origin);
  for (const { name, origin } of recordings) add(by, name, origin);
  for (const { service, name, origin } of slos) add(by, `${service.name}.${name}`, origin);
  return by;
}

function namesOf({ metrics, name }: Service): readonly string[] {
  const own = metrics.flatMap((metric) => [
    metric.name,
    ...(metric.type === 'histogram' || metric.type === 'summary' ? SUFFIXES.map((suffix) => `${metric.name}${suffix}`) : []),
  ]);
  return [name, ...own];
}

function namesakes(services: readonly object[]): (service: object) => readonly object[] {
  const titleOf = (service: object) => String(('title' in service && service.title) || ('name' in service && service.name));
  const by = new Map<string, object[]>();
  for (const service of services) add(by, titleOf(service), service);
  return (service) => by.get(titleOf(service)) ?? [];
}

function add<K>(by: Map<K, object[]>, key: K, one: object): void {
  const there = by.get(key);
  if (there) there.push(one);
  else by.set(key, [one]);
}
