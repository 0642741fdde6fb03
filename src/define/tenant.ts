import type { AnyTeam, AnyTenant, Service, System } from '../authored/references.ts';
import type { Duration } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';
import type { LokiTenantOptions } from './loki-scale.ts';
import type { MimirLimitsOptions } from './mimir-server.ts';
import type { TempoTenantOptions } from './servers-telemetry.ts';

/** What servers that several tenants share give one of them. */
export interface TenantLimitsOptions {
  /** Of a Mimir. */
  readonly metrics?: MimirLimitsOptions;
  /** Of a Loki. */
  readonly logs?: LokiTenantOptions;
  /** Of a Tempo. */
  readonly traces?: TempoTenantOptions;
}

export interface TenantOptions {
  /** In names of environments, and the label `tenant`. */
  readonly name: string;
  /** What Mimir, Loki and Tempo know it by: the header `X-Scope-OrgID`. Up to 150 of letters, digits and `!-_.*'()`. @default the name */
  readonly id?: string;
  readonly services?: readonly Service[];
  /** With all their services. */
  readonly systems?: readonly System[];
  /** With all the services they own. */
  readonly teams?: readonly AnyTeam[];
  /** An environment whose own servers say something of this tenant says it instead. @default what the servers give everybody */
  readonly limits?: TenantLimitsOptions;
  /** How long its samples, lines and traces are kept where `limits` say no other. @default as long as the servers keep everybody's */
  readonly retention?: Duration;
}
export interface AuthoredTenant extends AnyTenant, Omit<TenantOptions, 'name'> {}

/**
 * Somebody whose telemetry is kept apart: an environment that lists it (`tenants`) compiles its rules, routes, data sources and boards for it
 * alone, into `generated/<environment>-<tenant>`, and its servers give it its limits. Left out: `id` is the name, limits are everybody's.
 * https://grafana.com/docs/mimir/latest/configure/about-tenant-ids/
 */
export function tenant(options: TenantOptions): AuthoredTenant {
  return define({ ...options, kind: 'tenant' }, tenant, options);
}
