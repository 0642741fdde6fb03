import type { Derived } from '../../model/derived.ts';
import type { Environment } from '../../model/environment.ts';
import { DEFAULT_MS } from '../../model/scrape-interval.ts';
import type { Service } from '../../model/service.ts';
import type { Sharing } from '../../model/tenant-identity.ts';

const DAY_MS = 24 * 3_600_000;
/** What Prometheus keeps where nobody says. https://prometheus.io/docs/prometheus/latest/storage/#operational-aspects */
const DEFAULT_RETENTION_MS = 15 * DAY_MS;

/** Where it is measured: an environment, or the defaults of the servers where the estate has none. */
export interface CostSite {
  readonly derived: Derived;
  readonly environment: Environment | undefined;
}

/** Targets of a service there. One that is listed nowhere answers at one address; one that is scaled has all of its replicas. */
export function instancesOf(service: Service, { derived, environment }: CostSite): number {
  const replicas = derived.estate.scalings.filter((scaling) => scaling.service === service).map(({ max }) => max);
  return Math.max(1, environment?.runs.get(service)?.length ?? 1, ...replicas);
}

export function scrapeSeconds({ scrape }: Service, { environment }: CostSite): number {
  return (scrape?.intervalMs ?? environment?.servers.prometheus?.scrapeIntervalMs ?? DEFAULT_MS) / 1000;
}

export function evaluationSeconds(intervalMs: number | undefined, { environment }: CostSite): number {
  return (intervalMs ?? environment?.servers.prometheus?.evaluationIntervalMs ?? DEFAULT_MS) / 1000;
}

/** Whose a service is, where tenants share the environment. */
export function tenantOf(service: Service | undefined, environment: Environment | undefined): Sharing | undefined {
  return environment?.shared?.find(({ services }) => service !== undefined && services.includes(service.name));
}

/** Seconds a sample is kept: in Mimir, where the environment has one, as long as its tenant's are; or as long as Prometheus does. */
export function retentionSeconds({ environment }: CostSite, service: Service | undefined, ownMs?: number): number {
  const { prometheus, mimir } = environment?.servers ?? {};
  const limits = mimir?.limits.get(tenantOf(service, environment)?.id ?? mimir.tenant ?? '');
  const inStore = mimir ? (ownMs ?? limits?.retentionMs ?? mimir.retentionMs) : 0;
  return Math.max(prometheus?.retentionMs ?? DEFAULT_RETENTION_MS, inStore) / 1000;
}

/** A sample on disk: Prometheus says one to two bytes. https://prometheus.io/docs/prometheus/latest/storage/#operational-aspects */
export const SAMPLE_BYTES = 2;
/** A native histogram: as many buckets as clients usually allow, at about a byte. https://prometheus.io/docs/specs/native_histograms/ */
export const NATIVE_SAMPLE_BYTES = 160;
