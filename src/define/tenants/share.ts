import { labelValue, TENANT_LABEL } from '../../kernel/kubernetes-names.ts';
import type { AlertmanagerServer, Environment, KubernetesServer, MimirServer, Servers } from '../../model/environment.ts';
import type { RemoteWrite } from '../../model/remote-write.ts';
import { isOfMimir } from '../../model/sharing.ts';
import type { Tenant } from '../../model/tenant.ts';

/** A Mimir's Alertmanager, where no other is written: it takes what this version takes. */
const ALERTMANAGER_VERSION = '0.33';

/** Servers that several tenants share: each has its limits there, unless the server itself says what it has. */
export function sharedServers(servers: Servers, tenants: readonly Tenant[]): Servers {
  const { loki, mimir, tempo } = servers;
  return {
    ...servers,
    loki: loki && { ...loki, tenants: joined(tenants, loki.tenants, ({ limits, id }) => limits.logs ?? lokiNothing(id)) },
    tempo: tempo && { ...tempo, tenants: joined(tenants, tempo.tenants, ({ limits, id }) => limits.traces ?? tempoNothing(id)) },
    mimir: mimir && { ...mimir, limits: mimirLimits(mimir, tenants) },
  };
}

function joined<T extends { readonly name: string }>(
  tenants: readonly Tenant[],
  written: readonly T[],
  limitsOf: (tenant: Tenant) => T,
): T[] {
  const all = new Map([...tenants.map(limitsOf), ...written].map((one) => [one.name, one]));
  return [...all.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function lokiNothing(name: string) {
  return { name, retentionMs: undefined, limits: {} };
}

function tempoNothing(name: string) {
  return { name, retentionMs: undefined, overrides: {} };
}

function mimirLimits({ limits }: MimirServer, tenants: readonly Tenant[]): MimirServer['limits'] {
  const said = tenants.flatMap(({ id, limits: { metrics } }) => (metrics ? [[id, metrics] as const] : []));
  return new Map([...said, ...limits]);
}

/** What each tenant has of an environment they share: servers that hear its name, and no server that is everybody's. */
export function shareOf(environment: Environment, tenant: Tenant): Environment {
  const { id, name } = tenant;
  const own = new Set(tenant.services.map(({ name: service }) => service));
  return {
    ...environment,
    name: shareName(environment, tenant),
    shared: undefined,
    share: { tenant: { id, name }, of: environment.name },
    runs: new Map([...environment.runs].filter(([service]) => own.has(service.name))),
    probes: new Map([...environment.probes].filter(([service]) => own.has(service.name))),
    globalFor: environment.globalFor.filter((service) => own.has(service.name)),
    servers: serversOf(environment.servers, tenant),
  };
}

/** Also the folder of what is generated for it. */
export function shareName({ name }: { readonly name: string }, tenant: { readonly name: string }): string {
  return `${name}-${tenant.name}`;
}

function serversOf(servers: Servers, tenant: Tenant): Servers {
  const { id } = tenant;
  const { grafana, kubernetes, loki, mimir, prometheus, tempo } = servers;
  const owners = new Set(tenant.services.flatMap(({ owner, system }) => [owner.name, ...(system ? [system.owner.name] : [])]));
  const limits = mimir?.limits.get(id);
  return {
    prometheus: prometheus && { ...prometheus, remoteWrite: [] },
    alertmanager: alertmanagerOf(servers, id),
    loki: loki && { ...loki, tenant: id, tenants: loki.tenants.filter(({ name }) => name === id) },
    tempo: tempo && { ...tempo, tenant: id, tenants: tempo.tenants.filter(({ name }) => name === id) },
    mimir: mimir && { ...mimir, tenant: id, limits: new Map(limits ? [[id, limits]] : []) },
    collector: undefined,
    grafana: grafana && { ...grafana, teams: grafana.teams.filter(({ name }) => owners.has(name)) },
    kubernetes: kubernetes && kubernetesOf(kubernetes, tenant),
  };
}

/** Objects of a tenant go to a Grafana of its own, which has its label. */
function kubernetesOf(server: KubernetesServer, { name, services }: Tenant): KubernetesServer {
  const own = new Set(services.map(({ name: service }) => service));
  return {
    ...server,
    grafanaInstance: { ...server.grafanaInstance, [TENANT_LABEL]: labelValue(name) },
    monitors: new Map([...server.monitors].filter(([service]) => own.has(service.name))),
  };
}

/** One of a Mimir is each tenant's own; any other is everybody's, and tells each tenant's alerts by their labels. */
function alertmanagerOf({ alertmanager, mimir }: Servers, tenant: string): AlertmanagerServer | undefined {
  if (!mimir || (alertmanager && !isOfMimir(alertmanager, mimir))) return undefined;
  const url = `${mimir.url}/alertmanager`;
  const plain = { version: ALERTMANAGER_VERSION, url, smtp: undefined, peers: [], tls: mimir.tls, origin: mimir.origin };
  return { ...(alertmanager ?? plain), tenant };
}

/** One way to the Mimir for each tenant, with the samples of its jobs alone; what belongs to nobody goes to whom the Mimir is set to. */
export function writesOf(write: RemoteWrite, tenants: readonly Tenant[]): RemoteWrite[] {
  return tenants.map(({ id, name, services }) => ({
    ...write,
    headers: { ...write.headers, 'X-Scope-OrgID': id },
    tenant: { name, jobs: services.map(({ job }) => job) },
  }));
}
