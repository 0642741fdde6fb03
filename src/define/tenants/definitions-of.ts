import { isRecord } from '../../kernel/canonical.ts';
import type { Tenant } from '../../model/tenant.ts';
import type { Definitions } from '../collect.ts';
import { type OwnThings, routingOf } from './routing-of.ts';

type Written = Readonly<Record<string, unknown>>;

const OF_A_SERVICE = ['alert', 'logs', 'recording', 'scaling', 'slo', 'traces'] as const;
/** What says nothing of what is generated. */
const OF_NOBODY = { coverage: [], policy: [], 'route-test': [], tenant: [] };

/** The definitions of one tenant, as it would have written them had it been alone. */
export function definitionsOf(tenant: Tenant, byKind: Definitions): Definitions {
  const own = ownThings(tenant);
  const isOwn = (one: object) => own.all.has(one);
  const kept = (kind: keyof Definitions, holds: (one: Written) => boolean) => byKind[kind].filter((one) => holds(one as Written)); // read as unknown
  const ofService = Object.fromEntries(
    OF_A_SERVICE.map((kind) => [kind, kept(kind, ({ service }) => isRecord(service) && isOwn(service))]),
  );
  return {
    ...byKind,
    ...OF_NOBODY,
    ...ofService,
    service: byKind.service.filter(isOwn),
    system: byKind.system.filter(isOwn),
    team: byKind.team.filter(isOwn),
    dashboard: kept('dashboard', ({ service, system }) => [service, system].some((one) => isRecord(one) && isOwn(one))),
    ...aboutOwn(byKind, own),
  };
}

/** Of what is written about several things, what is about these. */
export function aboutOwn(byKind: Definitions, own: OwnThings): Partial<Definitions> {
  return {
    maintenance: withOwn(byKind.maintenance, ['services', 'slos'], own),
    'budget-policy': withOwn(byKind['budget-policy'], ['for'], own),
    remediation: withOwn(byKind.remediation, ['on'], own),
    routing: byKind.routing.map((one) => routingOf(one as Written & object, own)), // read as unknown
  };
}

function ownThings({ origin, services }: Tenant): OwnThings {
  const systems = services.flatMap(({ system }) => system ?? []);
  const teams = [...services, ...systems].map(({ owner }) => owner);
  const all = new Set<object>([...services, ...systems, ...teams].map((one) => one.origin));
  for (const team of (origin as { readonly teams?: readonly object[] }).teams ?? []) all.add(team); // what `tenant` was given
  const names = new Set([...services, ...systems, ...teams].map(({ name }) => name));
  return {
    all,
    names,
    has: (one) => all.has(one) || ('service' in one && isRecord(one.service) && all.has(one.service)),
  };
}

/** Definitions about several things: of each what is the tenant's, and nothing where that is none. */
function withOwn(all: readonly object[], fields: readonly string[], own: OwnThings): object[] {
  return all.flatMap((one) => {
    const lists = fields.flatMap((field) => {
      const value = (one as Written)[field]; // read as unknown
      return Array.isArray(value) ? [[field, value.filter((inner) => isRecord(inner) && own.has(inner))] as const] : [];
    });
    return lists.some(([, kept]) => kept.length > 0) ? [{ ...one, ...Object.fromEntries(lists) }] : [];
  });
}
