import type { AlertmanagerServer, Environment, ListenerTls, MimirServer, PrometheusServer, Servers } from './environment.ts';

/** Whose a request is. https://grafana.com/docs/loki/latest/operations/multi-tenancy/ */
export const TENANT_HEADER = 'X-Scope-OrgID';

/** The label that says whose something is, where several share an environment. */
export function tenantLabel({ share, shared }: Pick<Environment, 'share' | 'shared'>): readonly string[] {
  return share || shared ? ['tenant'] : [];
}

/** Whether an Alertmanager is a Mimir's own, of which each tenant has one. */
export function isOfMimir({ url }: AlertmanagerServer, mimir: MimirServer | undefined): boolean {
  return mimir !== undefined && url.startsWith(`${mimir.url}/`);
}

/** The Alertmanager that takes what is written for everybody; undefined: there is none, or each tenant has its own. */
export function commonAlertmanager({ servers, shared }: Environment): AlertmanagerServer | undefined {
  const { alertmanager, mimir } = servers;
  return shared && alertmanager && isOfMimir(alertmanager, mimir) ? undefined : alertmanager;
}

/** What its Prometheus adds to everything that leaves it. */
export function externalLabels({ labels, name, share }: Environment): Readonly<Record<string, string>> {
  return { environment: share?.of ?? name, ...labels, ...(share && { tenant: share.tenant.name }) };
}

/** The tenant of a Loki without authentication; any other folder of rules is not read. https://github.com/grafana/loki/issues/5459 */
const SINGLE_TENANT = 'fake';

/** Whose rules a Loki reads, which is the folder they lie in. */
export function rulesTenant({ loki }: Pick<Servers, 'loki'>): string {
  return loki?.tenant ?? SINGLE_TENANT;
}

/** Whether anything evaluates rules there; else telemetry only passes through. */
export function evaluatesRules({ grafana, loki, mimir, prometheus }: Servers): boolean {
  return Boolean(loki ?? mimir ?? prometheus ?? grafana?.managedAlerts);
}

/** Who is asked for samples: what a Mimir evaluates, it alone has. */
export function samplesFrom({ mimir, prometheus }: Servers): PrometheusServer | MimirServer | undefined {
  return mimir?.rules === 'evaluated' ? { ...mimir, url: `${mimir.url}/prometheus` } : prometheus;
}

interface Reached {
  readonly url: string;
  readonly tls?: ListenerTls | undefined;
}

/** Where what other servers measure is written: where tenants share it, to the Mimir, which is told whose it is. */
export function samplesTo({ servers: { mimir, prometheus }, shared }: Environment): Reached | undefined {
  if (shared && mimir) return { url: `${mimir.url}/api/v1/push`, tls: mimir.tls };
  return prometheus && { url: `${prometheus.url}/api/v1/write`, tls: prometheus.tls };
}
