import type { AnyMetric } from '../authored/metric.ts';
import type { AuthoredBudgetPolicy } from '../define/budget-policy.ts';
import type { AuthoredKind, Definitions } from '../define/collect.ts';
import { isOurs } from '../derive/slo/names.ts';
import type { Estate } from '../model/estate.ts';
import type { Service } from '../model/service.ts';
import { sloKey } from '../model/slo.ts';
import { sliKinds } from '../sli/kinds.ts';
import { EVERYTHING, type Reach, reachOf, type Texts } from './reach.ts';

/** What cells are cut from: the whole estate, looked up. */
export interface Known {
  readonly reach: Reach;
  readonly kindOf: ReadonlyMap<object, AuthoredKind>;
  /** The place of each definition among all, which is kept within a cell. */
  readonly orderOf: ReadonlyMap<object, number>;
  /** The services that expose a metric, as authored. */
  readonly exposing: (metric: object) => readonly object[];
  /**
   * Services of one title, which are then told apart by their names; objectives of one service, of which one may record for the others; what
   * policies throttle together.
   */
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
    reach: reachOf(new Set(all), { named: named(estate), all: allOf(definitions, estate) }),
    exposing: exposing(estate),
    beside: beside(definitions),
  };
}

/** Of one that several expose a query may name all of its name, whoever declares them. */
function exposing({ services }: Estate): (metric: object) => readonly object[] {
  const by = new Map<object | string, object[]>();
  for (const service of services) {
    for (const { origin, name } of service.metrics) for (const key of [origin, name]) add(by, key, service.origin);
  }
  return (metric) => {
    const all = by.get(metric) ?? [];
    return all.length > 1 ? (by.get((metric as AnyMetric).name) ?? all) : all;
  };
}

/** The services that expose a metric of a name, what records under it, an objective by its key. What all objectives record is of all. */
function named({ alerts, recordings, services, slos }: Estate): Texts['named'] {
  const by = new Map<string, object[]>();
  for (const service of services) for (const name of namesOf(service)) add(by, name, service.origin);
  for (const { name, origin } of recordings) add(by, name, origin);
  for (const alert of alerts) for (const { name } of alert.recordings) add(by, name, alert.origin);
  for (const slo of slos) add(by, sloKey(slo), slo.origin);
  const all = slos.map(({ origin }) => origin);
  return (word) => by.get(word) ?? (isOurs(word) ? all : []);
}

function allOf({ logs, service: services, traces }: Definitions, { slos }: Estate): Texts['all'] {
  const spanned = slos.filter(({ sli }) => 'provides' in (sliKinds.get(sli.type) ?? {}));
  const by = {
    everything: [EVERYTHING],
    logs,
    services,
    'span metrics': [...traces, ...spanned.map(({ origin }) => origin)],
    traces,
  };
  return (about) => by[about];
}

function namesOf({ job, metrics, name }: Service): readonly string[] {
  const own = metrics.flatMap((metric) => [
    metric.name,
    ...(metric.type === 'histogram' || metric.type === 'summary' ? SUFFIXES.map((suffix) => `${metric.name}${suffix}`) : []),
  ]);
  return [name, ...(job === name ? [] : [job]), ...own];
}

function beside({ 'budget-policy': policies, service, slo }: Definitions): Known['beside'] {
  const by = new Map<unknown, object[]>();
  for (const one of service) add(by, titleOf(one), one);
  for (const one of slo) add(by, serviceOf(one), one);
  const throttled = throttledTogether(policies);
  return (one) => [...(by.get(serviceOf(one) ?? titleOf(one)) ?? []), ...(throttled.get(one) ?? [])];
}

/** Several objectives may throttle one service, which one rule decides: of each service and objective, those of its policies that throttle. */
function throttledTogether(policies: readonly object[]): Map<object, object[]> {
  const by = new Map<object, object[]>();
  for (const policy of policies as readonly AuthoredBudgetPolicy[]) {
    const services = policy.states.flatMap((state) => state.do.flatMap((one) => (one.kind === 'throttle' ? [one.service] : [])));
    const together = services.length === 0 ? [] : [...services, ...policy.for];
    for (const one of together) for (const other of together) add(by, one, other);
  }
  return by;
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
