import { addressOf, ESTATE } from '../../kernel/address.ts';
import type { Environment } from '../../model/environment.ts';
import type { Service } from '../../model/service.ts';
import type { Tenant } from '../../model/tenant.ts';
import type { AuthoredEnvironment } from '../environment.ts';
import { resolveEnvironments } from '../resolve/environments.ts';
import { newReport } from '../resolve/report.ts';
import { shareName, shareOf } from './share.ts';

/** A tenant's shares, by the authored environments they are shares of; what is wrong with those is told of the whole. */
export function sharesOf(
  tenant: Tenant,
  authored: readonly AuthoredEnvironment[],
  services: ReadonlyMap<object, Service>,
): Map<object, Environment> {
  const shared = authored.filter(({ tenants = [] }) => tenants.some((one) => one === tenant.origin));
  const own = { ...tenant, services: [...services.values()] };
  const tenants = new Map<object, Tenant>([[tenant.origin, own]]);
  const whole = resolveEnvironments(shared, { services, tenants, report: newReport() });
  const shares = new Map<object, Environment>();
  for (const [one, environment] of whole) {
    const share = shareOf(environment, own);
    shares.set(one, { ...share, address: addressOf(ESTATE, 'environment', shareName(environment, own)) });
  }
  return shares;
}
