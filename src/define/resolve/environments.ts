import { type Address, ESTATE } from '../../kernel/address.ts';
import { sortedBy } from '../../kernel/canonical.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type {
  Environment,
  GrafanaAccount,
  GrafanaServer,
  MimirServer,
  PrometheusServer,
  Servers,
} from '../../model/environment.ts';
import type { Service } from '../../model/service.ts';
import type { Tenant } from '../../model/tenant.ts';
import type { AuthoredEnvironment } from '../environment.ts';
import { resolveCollector, resolveLoki, resolveTempo } from '../resolve-servers-telemetry.ts';
import type { ServiceAccount } from '../service-account.ts';
import type { AuthoredTeam } from '../team.ts';
import { sharedServers, writesOf } from '../tenants/share.ts';
import { type At, alertmanagerOf } from './alertmanager-server.ts';
import { resolveKubernetes } from './kubernetes.ts';
import { resolveMimir } from './mimir-server.ts';
import { probesOf } from './probes.ts';
import { noStore, prometheusOf } from './prometheus-server.ts';
import { addressIn, missing, type Report } from './report.ts';
import { type AskedVersions, atVersions, reportMissingFeatures, reportVersions } from './server-versions.ts';

/** Where runbooks are when nobody says: a name that never resolves. */
export const NO_RUNBOOKS = 'https://runbooks.invalid';

interface Known {
  readonly services: ReadonlyMap<object, Service>;
  readonly tenants: ReadonlyMap<object, Tenant>;
  readonly report: Report;
  readonly versions: AskedVersions | undefined;
}

export function resolveEnvironments(
  authored: readonly AuthoredEnvironment[],
  { report, services, tenants, versions }: Known,
): Map<object, Environment> {
  const environments = new Map<object, Environment>();
  for (const one of sortedBy(authored, (environment) => String(environment.name))) {
    const address = addressIn(ESTATE, 'environment', one, report);
    const sharing = sharingOf(one, tenants, address, report);
    const compiled = atVersions(one, versions);
    reportVersions(one, address, report);
    reportMissingFeatures(compiled, address, report);
    environments.set(one, {
      address,
      name: one.name,
      origin: one,
      labels: one.region === undefined ? (one.labels ?? {}) : { region: one.region, ...one.labels },
      globalFor: globalFor(one, services, address, report),
      shared:
        sharing.length === 0
          ? undefined
          : sharing.map(({ id, name, services }) => ({ id, name, services: services.map((one) => one.name) })),
      servers: sharedServers(serversOf(compiled, sharing, { address, report, services }), sharing),
      runs: runsOf(one, services, address, report),
      probes: probesOf(one, services, { address, report }),
      runbooksUrl: (one.runbooks ?? NO_RUNBOOKS).replace(/\/$/, ''),
    });
  }
  return environments;
}

/** A tenant that is there twice would be sent everything twice. */
function sharingOf(one: AuthoredEnvironment, tenants: Known['tenants'], at: Address, report: Report): Tenant[] {
  const sharing = new Set<Tenant>();
  const twice = new Set<Tenant>();
  for (const tenant of (one.tenants ?? []).flatMap((listed) => tenants.get(listed) ?? [])) {
    if (sharing.has(tenant)) twice.add(tenant);
    sharing.add(tenant);
  }
  for (const { name } of twice)
    report.error('definition/duplicate', at, `\`tenants\` has ${name} more than once.`, { origin: one, fix: 'list it once' });
  return [...sharing];
}

function runsOf(
  one: AuthoredEnvironment,
  services: ReadonlyMap<object, Service>,
  address: Address,
  report: Report,
): Map<Service, readonly string[]> {
  const runs = new Map<Service, readonly string[]>();
  for (const { service, at } of one.runs ?? []) {
    const found = service && services.get(service);
    if (found) runs.set(found, at);
    else missing('runs.service', address, one, report);
  }
  return runs;
}

function globalFor(
  one: AuthoredEnvironment,
  services: ReadonlyMap<object, Service>,
  address: Address,
  report: Report,
): Service[] {
  return (one.globalFor ?? []).flatMap((service) => {
    const found = service && services.get(service);
    if (!found) missing('globalFor', address, one, report);
    return found ?? [];
  });
}

function serversOf(
  one: AuthoredEnvironment,
  sharing: readonly Tenant[],
  { address, report, services }: At & Pick<Known, 'services'>,
): Servers {
  const at = { address, report };
  const taken = <T>({ value, diagnostics }: Outcome<T>): T => {
    diagnostics.forEach(report.add);
    return value;
  };
  const mimir =
    one.mimir &&
    resolveMimir(one.mimir, { at: address, report, beside: one.prometheus !== undefined, shared: sharing.length > 0 });
  const prometheus = one.prometheus && writingTo(mimir, prometheusOf(one.prometheus, at), sharing);
  if (prometheus) noStore(prometheus, at);
  return {
    prometheus,
    alertmanager: one.alertmanager && alertmanagerOf(one.alertmanager, at),
    loki: one.loki && taken(resolveLoki(one.loki, address)),
    tempo: one.tempo && taken(resolveTempo(one.tempo, address)),
    mimir,
    collector: one.collector && taken(resolveCollector(one.collector, address)),
    grafana: one.grafana && grafanaOf(one.grafana, at),
    kubernetes: one.kubernetes && resolveKubernetes(one.kubernetes, { at: address, services, report }),
  };
}

/** An environment's Prometheus writes to its Mimir, unless it says how itself. */
function writingTo(mimir: MimirServer | undefined, server: PrometheusServer, sharing: readonly Tenant[]): PrometheusServer {
  if (!mimir || server.remoteWrite.some(({ url }) => url.startsWith(`${mimir.url}/`))) return server;
  const headers = mimir.tenant === undefined ? {} : { 'X-Scope-OrgID': mimir.tenant };
  const write = {
    url: `${mimir.url}/api/v1/push`,
    headers,
    credentials: undefined,
    tls: mimir.tls?.clients,
    only: 'all',
  } as const;
  const writes = sharing.length > 0 ? writesOf(write, sharing) : [write];
  return { ...server, remoteWrite: [...server.remoteWrite, ...writes] };
}

function grafanaOf(one: NonNullable<AuthoredEnvironment['grafana']>, at: At): GrafanaServer {
  return {
    version: one.version,
    url: one.url.replace(/\/$/, ''),
    managedAlerts: one.managedAlerts === true,
    v2beta1: one.v2beta1 === true,
    teams: ((one.teams ?? []) as readonly AuthoredTeam[]).map((team) => ({ name: team.name, email: team.email, origin: team })), // `team` makes them
    serviceAccounts: accountsOf(one.serviceAccounts ?? [], at),
    origin: one,
  };
}

/** Grafana refuses the second account of a name. */
function accountsOf(accounts: readonly ServiceAccount[], { address, report }: At): GrafanaAccount[] {
  const byName = new Map<string, GrafanaAccount>();
  for (const one of accounts) {
    const { name, role, disabled = false } = one;
    if (byName.has(name))
      report.error('grafana/service-account-twice', address, `Two service accounts are called ${name}.`, {
        origin: one,
        fix: 'give one of them another name, or list it once',
      });
    else byName.set(name, { name, role, disabled, origin: one });
  }
  return [...byName.values()];
}
