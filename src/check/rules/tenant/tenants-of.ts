import type { Environment } from '../../../model/environment.ts';
import type { Estate } from '../../../model/estate.ts';
import type { Tenant } from '../../../model/tenant.ts';

/** Who shares an environment. */
export function tenantsOf({ shared = [] }: Environment, { tenants }: Estate): readonly Tenant[] {
  const names = new Set(shared.map(({ name }) => name));
  return tenants.filter(({ name }) => names.has(name));
}
