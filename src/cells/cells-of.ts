import type { AnyMetric } from '../authored/metric.ts';
import type { Definitions } from '../define/collect.ts';
import { aboutOwn } from '../define/tenants/definitions-of.ts';
import { ESTATE } from '../kernel/address.ts';
import { grouped } from '../kernel/grouped.ts';
import type { Estate } from '../model/estate.ts';
import type { Service, System } from '../model/service.ts';
import type { Cell } from './cell.ts';
import { environmentFor, targetIn } from './environment-for.ts';
import { type Known, knownOf } from './known.ts';
import { EVERYTHING, isMetric } from './reach.ts';

/** So many services of others a cell may lead to: where it is more, it is looked at with the whole, as all is where there are no cells. */
const MOST_OTHERS = 100;
/** Of these nothing that a cell compiles speaks. */
const OF_NOBODY = {
  ...{ budget: [], coverage: [], suppression: [], tenant: [] },
  ...{ remediation: [], 'route-test': [], routing: [] }, // who is told is decided over all
};
/** What is cut: of these a cell has its own and what it refers to. All other kinds are of everybody. */
const OF_SOMEBODY = ['alert', 'dashboard', 'logs', 'recording', 'scaling', 'service', 'slo', 'system', 'traces'] as const;

/** The cells of an estate; none where there would be one, or where tenants are kept apart, who are compiled alone anyway. */
export function cellsOf(definitions: Definitions, estate: Estate): readonly Cell[] {
  const cores = coresOf(estate);
  if (cores.length < 2 || estate.alone.length > 0) return [];
  const known = knownOf(definitions, estate);
  const own = ownedBy(definitions, cores);
  return cores.flatMap((core) => cellOf(core, own.get(core) ?? [], { definitions, known }));
}

/** A system or a service without one. */
interface Core {
  readonly name: string;
  readonly names: ReadonlySet<string>;
  /** Those of its names that nothing else has. */
  readonly scopes: ReadonlySet<string>;
  readonly services: ReadonlySet<object>;
  readonly system: object | undefined;
}

function coresOf({ services, systems, teams }: Estate): Core[] {
  const named = grouped([...services, ...systems, ...teams], ({ name }) => name);
  const begun = new Set([...named.keys()].flatMap(beginnings));
  const isFree = (name: string) =>
    name !== ESTATE && named.get(name)?.length === 1 && !begun.has(name) && !beginnings(name).some((one) => named.has(one));
  const coreOf = ([first, ...more]: readonly Service[], system: System | undefined): Core => {
    const all = first ? [first, ...more] : more;
    const names = [...all, ...(system ? [system] : [])].map(({ name }) => name);
    return {
      name: system?.name ?? first?.name ?? '',
      names: new Set(names),
      scopes: new Set(names.filter(isFree)),
      services: new Set(all.map(({ origin }) => origin)),
      system: system?.origin,
    };
  };
  const bySystem = grouped(services, ({ system }) => system);
  return [...bySystem].flatMap(([system, all]) => (system ? [coreOf(all, system)] : all.map((one) => coreOf([one], undefined))));
}

/** Of `checkout.slo.up`, which is a file of `checkout` too: what stands before its dots. */
function beginnings(name: string): readonly string[] {
  const parts = name.split('.').slice(0, -1);
  return parts.map((_, last) => parts.slice(0, last + 1).join('.'));
}

/** Definitions of a service or system, by whose they are. */
function ownedBy(definitions: Definitions, cores: readonly Core[]): Map<Core, object[]> {
  const coreOf = new Map<unknown, Core>();
  for (const core of cores) for (const one of [...core.services, core.system]) if (one) coreOf.set(one, core);
  const own = new Map(cores.map((core): [Core, object[]] => [core, []]));
  for (const kind of OF_SOMEBODY) {
    for (const one of definitions[kind]) {
      const { service, system } = one as { readonly service?: unknown; readonly system?: unknown }; // read as unknown
      const core = coreOf.get(kind === 'service' || kind === 'system' ? one : (service ?? system));
      if (core) own.get(core)?.push(one);
    }
  }
  return own;
}

interface Whole {
  readonly definitions: Definitions;
  readonly known: Known;
}

function cellOf(core: Core, own: readonly object[], { definitions, known }: Whole): Cell[] {
  const all = closed(own, known);
  if (all.has(EVERYTHING)) return [];
  const ordered = [...all].sort((a, b) => (known.orderOf.get(a) ?? 0) - (known.orderOf.get(b) ?? 0));
  const byKind = grouped(ordered, (one) => known.kindOf.get(one));
  const services = new Set(byKind.get('service') ?? []);
  if (services.size - core.services.size > MOST_OTHERS) return [];
  const about = { all, names: core.names, has: (one: object) => all.has(one) || all.has(serviceOf(one)) };
  const environments = new Map(definitions.environment.map((one) => [one, environmentFor(one, services)]));
  const cut = {
    ...Object.fromEntries(OF_SOMEBODY.map((kind) => [kind, byKind.get(kind) ?? []])),
    ...aboutOwn(definitions, about),
    ...OF_NOBODY,
    environment: [...environments.values()],
    target: definitions.target.map((one) => targetIn(one, environments)),
  };
  return [{ name: core.name, scopes: core.scopes, definitions: { ...definitions, ...cut } }];
}

function serviceOf(one: object): object {
  return (one as { readonly service?: object }).service ?? one; // read as unknown
}

/** With what they refer to, and what that does. Of a service of somebody else only itself and where it belongs. */
function closed(own: readonly object[], known: Known): ReadonlySet<object> {
  const roots = new Set(own);
  const all = new Set<object>();
  const rest = [...own];
  for (let next = rest.pop(); next; next = rest.pop()) {
    if (all.has(next)) continue;
    all.add(next);
    const foreign = known.kindOf.get(next) === 'service' && !roots.has(next);
    for (const one of known.reach(next)) {
      if (!isMetric(one)) rest.push(one);
      else if (!foreign && !asksItsOwn(next, one, known)) rest.push(...known.exposing(one));
    }
    if (['service', 'slo'].includes(known.kindOf.get(next) ?? '')) rest.push(...known.beside(next));
  }
  return all;
}

/** Boards of a service and its alerts ask for its own series, whoever else exposes the metric. */
function asksItsOwn(definition: object, metric: AnyMetric, { exposing, kindOf }: Known): boolean {
  const isScoped = ['alert', 'service'].includes(kindOf.get(definition) ?? '');
  return isScoped && exposing(metric).includes(serviceOf(definition));
}
