import { type Address, ESTATE } from '../../kernel/address.ts';
import { sortedBy } from '../../kernel/canonical.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type {
  AlertmanagerServer,
  Environment,
  GrafanaAccount,
  GrafanaServer,
  MimirServer,
  PrometheusServer,
  Servers,
  Smtp,
} from '../../model/environment.ts';
import type { Service } from '../../model/service.ts';
import type { AuthoredEnvironment, SmtpOptions } from '../environment.ts';
import { resolveCollector, resolveLoki, resolveTempo } from '../resolve-servers-telemetry.ts';
import type { ServiceAccount } from '../service-account.ts';
import type { AuthoredTeam } from '../team.ts';
import { resolveKubernetes } from './kubernetes.ts';
import { clientTlsIn, listenerOf } from './listener-tls.ts';
import { resolveMimir } from './mimir-server.ts';
import { addressIn, durationIn, missing, type Report, secretIn } from './report.ts';
import { shown } from './shown.ts';

const DAY = 86_400_000;
/** Prometheus' own default. https://prometheus.io/docs/prometheus/latest/storage/#operational-aspects */
const RETENTION_MS = 15 * DAY;
/** Where runbooks are when nobody says: a name that never resolves. */
export const NO_RUNBOOKS = 'https://runbooks.invalid';

export function resolveEnvironments(
  authored: readonly AuthoredEnvironment[],
  services: ReadonlyMap<object, Service>,
  report: Report,
): Map<object, Environment> {
  const environments = new Map<object, Environment>();
  for (const one of sortedBy(authored, (environment) => String(environment.name))) {
    const address = addressIn(ESTATE, 'environment', one, report);
    environments.set(one, {
      address,
      name: one.name,
      origin: one,
      labels: one.labels ?? {},
      servers: serversOf(one, address, services, report),
      runs: runsOf(one, services, address, report),
      runbooksUrl: (one.runbooks ?? NO_RUNBOOKS).replace(/\/$/, ''),
    });
  }
  return environments;
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

function serversOf(one: AuthoredEnvironment, address: Address, services: ReadonlyMap<object, Service>, report: Report): Servers {
  const at = { address, report };
  const taken = <T>({ value, diagnostics }: Outcome<T>): T => {
    diagnostics.forEach(report.add);
    return value;
  };
  const mimir = one.mimir && resolveMimir(one.mimir, { at: address, report, beside: one.prometheus !== undefined });
  return {
    prometheus: one.prometheus && writingTo(mimir, prometheusOf(one.prometheus, at)),
    alertmanager: one.alertmanager && alertmanagerOf(one.alertmanager, at),
    loki: one.loki && taken(resolveLoki(one.loki, address)),
    tempo: one.tempo && taken(resolveTempo(one.tempo, address)),
    mimir,
    collector: one.collector && taken(resolveCollector(one.collector, address)),
    grafana: one.grafana && grafanaOf(one.grafana, at),
    kubernetes: one.kubernetes && resolveKubernetes(one.kubernetes, { at: address, services, report }),
  };
}

interface At {
  readonly address: Address;
  readonly report: Report;
}

function prometheusOf(one: NonNullable<AuthoredEnvironment['prometheus']>, { address, report }: At): PrometheusServer {
  return {
    version: one.version,
    ...listenerOf(one, 'http://prometheus:9090', { field: 'prometheus', at: address, origin: one, report }),
    origin: one,
    scrapeIntervalMs: durationIn(one.scrapeInterval, 15_000, 'scrapeInterval', address, one, report),
    evaluationIntervalMs: durationIn(one.evaluationInterval, 30_000, 'evaluationInterval', address, one, report),
    retentionMs: durationIn(one.retention, RETENTION_MS, 'retention', address, one, report),
    remoteWrite: (one.remoteWrite ?? []).map((write) => ({
      url: write.url,
      headers: write.headers ?? {},
      credentials: secretIn(write.credentials, 'remoteWrite.credentials', address, one, report),
      tls: write.tls && clientTlsIn(write.tls, { field: 'remoteWrite.tls', at: address, origin: one, report }),
      only: write.only ?? 'all',
    })),
  };
}

/** An environment's Prometheus writes to its Mimir, unless it says how itself. */
function writingTo(mimir: MimirServer | undefined, server: PrometheusServer): PrometheusServer {
  if (!mimir || server.remoteWrite.some(({ url }) => url.startsWith(`${mimir.url}/`))) return server;
  const headers = mimir.tenant === undefined ? {} : { 'X-Scope-OrgID': mimir.tenant };
  const write = {
    url: `${mimir.url}/api/v1/push`,
    headers,
    credentials: undefined,
    tls: mimir.tls?.clients,
    only: 'all',
  } as const;
  return { ...server, remoteWrite: [...server.remoteWrite, write] };
}

function alertmanagerOf(one: NonNullable<AuthoredEnvironment['alertmanager']>, { address, report }: At): AlertmanagerServer {
  return {
    version: one.version,
    ...listenerOf(one, 'http://alertmanager:9093', { field: 'alertmanager', at: address, origin: one, report }),
    origin: one,
    smtp: one.smtp && smtpOf(one.smtp, one, { address, report }),
  };
}

function smtpOf(smtp: SmtpOptions, origin: object, { address, report }: At): Smtp {
  const { smarthost, from, username, hello, requireTls = true } = smtp;
  const fields: readonly (readonly [string, unknown, RegExp])[] = [
    ['smarthost', smarthost, /^[^\s:/]+:\d{1,5}$/],
    ['from', from, /^[^\s@]+@[^\s@]+$/],
  ];
  for (const [field, value, form] of fields) {
    if (typeof value === 'string' && form.test(value)) continue;
    report.error('environment/smtp', address, `\`smtp.${field}\` is ${value === undefined ? 'missing' : shown(value)}.`, {
      origin,
      fix: "write smtp: { smarthost: 'mail.example.org:587', from: 'alerts@example.org' }",
    });
  }
  const password = secretIn(smtp.password, 'smtp.password', address, origin, report);
  return { smarthost, from, username, password, hello, requireTls };
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
