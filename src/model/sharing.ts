import type { AlertmanagerServer, Environment, MimirServer } from './environment.ts';

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
