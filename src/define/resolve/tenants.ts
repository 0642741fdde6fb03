import { type Address, ESTATE } from '../../kernel/address.ts';
import { sortedBy } from '../../kernel/canonical.ts';
import type { Service } from '../../model/service.ts';
import type { Tenant } from '../../model/tenant.ts';
import type { AuthoredTenant } from '../tenant.ts';
import { lokiTenantOf } from './loki-scale.ts';
import { mimirLimitsOf } from './mimir-server.ts';
import { addressIn, type Report } from './report.ts';
import { shown } from './shown.ts';
import { tempoTenantOf } from './tempo-tenants.ts';
import { TENANT } from './tenant-id.ts';

/** Every tenant, with the services it has however it came by them. */
export function resolveTenants(
  authored: readonly AuthoredTenant[],
  services: ReadonlyMap<object, Service>,
  report: Report,
): Map<object, Tenant> {
  const tenants = new Map<object, Tenant>();
  for (const one of sortedBy(authored, (tenant) => String(tenant.name))) {
    const address = addressIn(ESTATE, 'tenant', one, report);
    const { id = one.name } = one;
    tenants.set(one, {
      address,
      name: one.name,
      origin: one,
      id: idIn(id, one, address, report),
      services: sortedBy([...services.values()].filter(isOf(one)), ({ name }) => name),
      limits: limitsOf(one, String(id), address, report),
    });
  }
  reportShared([...tenants.values()], report);
  return tenants;
}

function idIn(id: unknown, one: AuthoredTenant, at: Address, report: Report): string {
  if (typeof id === 'string' && TENANT.test(id)) return id;
  report.error('tenant/id', at, `Mimir, Loki and Tempo refuse the tenant ${shown(id)}.`, {
    origin: one,
    fix: "use up to 150 of letters, digits and !-_.*'()",
  });
  return one.name;
}

function isOf({ services = [], systems = [], teams = [] }: AuthoredTenant): (service: Service) => boolean {
  const origins = new Set<object>([...services, ...systems, ...teams]);
  return ({ origin, owner, system }) =>
    origins.has(origin) || origins.has(owner.origin) || (system !== undefined && origins.has(system.origin));
}

function limitsOf(one: AuthoredTenant, id: string, at: Address, report: Report): Tenant['limits'] {
  const { limits = {}, retention } = one;
  const kept = retention === undefined ? {} : { retention };
  const tell = (code: string, message: string, fix: string) => report.error(code, at, message, { fix, origin: one });
  const said = (some: object | undefined) => retention !== undefined || some !== undefined;
  return {
    metrics: said(limits.metrics)
      ? mimirLimitsOf({ ...kept, ...limits.metrics }, (code, message, fix) => tell(`mimir/${code}`, message, fix))
      : undefined,
    logs: said(limits.logs) ? lokiTenantOf(id, { ...kept, ...limits.logs }, tell) : undefined,
    traces: said(limits.traces) ? tempoTenantOf(id, { ...kept, ...limits.traces }, tell) : undefined,
  };
}

/** What is of two is kept apart from neither. */
function reportShared(tenants: readonly Tenant[], report: Report): void {
  const [ids, services] = [new Map<string, Tenant>(), new Map<Service, Tenant>()];
  for (const tenant of tenants) {
    const { address, id, origin } = tenant;
    const other = ids.get(id);
    const fix = 'give one of them another id';
    if (other && other.name !== tenant.name)
      report.error('tenant/same-id', address, `${other.name} and ${tenant.name} are both ${id} to servers.`, { origin, fix });
    ids.set(id, tenant);
    for (const service of tenant.services) {
      const first = services.get(service);
      if (first) reportTwice(service, [first, tenant], report);
      else services.set(service, tenant);
    }
  }
}

function reportTwice(service: Service, [one, other]: readonly [Tenant, Tenant], report: Report): void {
  report.error('tenant/service-twice', other.address, `${service.name} is of ${one.name} and of ${other.name}.`, {
    origin: other.origin,
    fix: 'let one of them have it: by `services`, or by its `systems` or `teams`',
    related: [{ at: one.address, message: 'the first is here', origin: one.origin }],
  });
}
