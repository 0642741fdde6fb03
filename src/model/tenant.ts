import type { LokiTenant, MimirLimits, TempoTenant } from './environment.ts';
import type { Named } from './named.ts';
import type { Service } from './service.ts';
import type { TenantIdentity } from './tenant-identity.ts';

/** Somebody whose things are kept apart from everybody else's. */
export interface Tenant extends Named, TenantIdentity {
  readonly services: readonly Service[];
  /** What servers that several share give it; undefined: nothing is said. */
  readonly limits: {
    readonly metrics: MimirLimits | undefined;
    readonly logs: LokiTenant | undefined;
    readonly traces: TempoTenant | undefined;
  };
}
