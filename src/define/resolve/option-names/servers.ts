import type { OptionNames } from '../../../authored/option-names.ts';
import type { alertmanager, environment, grafana, prometheus } from '../../environment.ts';
import type { kubernetes } from '../../kubernetes.ts';
import type { collector, filesystem, loki, s3, tempo } from '../../servers-telemetry.ts';
import type { serviceAccount } from '../../service-account.ts';
import type { files, git, kubeconfig, target } from '../../target.ts';
import type { Given } from './given.ts';

const CLIENT = { ca: true, cert: true, key: true } as const;
const LISTENER = { cert: true, key: true, clientCa: true, clients: CLIENT } as const;

/** Where it runs, and how it gets there. */
export const SERVERS = {
  environment: {
    name: true,
    labels: true,
    prometheus: true,
    alertmanager: true,
    loki: true,
    tempo: true,
    collector: true,
    grafana: true,
    kubernetes: true,
    runs: { service: true, at: true },
    runbooks: true,
  } satisfies OptionNames<Given<typeof environment>>,
  prometheus: {
    version: true,
    scrapeInterval: true,
    evaluationInterval: true,
    retention: true,
    url: true,
    tls: LISTENER,
    remoteWrite: { url: true, headers: true, credentials: true, tls: CLIENT, only: true },
  } satisfies OptionNames<Given<typeof prometheus>>,
  alertmanager: {
    version: true,
    url: true,
    tls: LISTENER,
    smtp: { smarthost: true, from: true, username: true, password: true, hello: true, requireTls: true },
  } satisfies OptionNames<Given<typeof alertmanager>>,
  grafana: {
    version: true,
    url: true,
    managedAlerts: true,
    v2beta1: true,
    teams: true,
    serviceAccounts: true,
  } satisfies OptionNames<Given<typeof grafana>>,
  'service-account': { name: true, role: true, disabled: true } satisfies OptionNames<Given<typeof serviceAccount>>,
  kubernetes: {
    version: true,
    namespace: true,
    createNamespace: true,
    labels: true,
    monitors: { service: true, services: true, pods: true, namespaces: true, port: true },
    prometheus: true,
    alertmanager: true,
    grafana: true,
    grafanaInstance: true,
    secrets: true,
    takeFrom: true,
  } satisfies OptionNames<Given<typeof kubernetes>>,
  loki: {
    version: true,
    url: true,
    tls: LISTENER,
    store: true,
    retention: true,
    replication: true,
    form: true,
    tenant: true,
    raw: true,
  } satisfies OptionNames<Given<typeof loki>>,
  tempo: {
    version: true,
    url: true,
    tls: LISTENER,
    store: true,
    retention: true,
    kafka: true,
    form: true,
    tenant: true,
    raw: true,
  } satisfies OptionNames<Given<typeof tempo>>,
  collector: {
    version: true,
    url: true,
    tls: LISTENER,
    receive: true,
    exporters: true,
    enrich: true,
    featureGates: true,
    form: true,
    gateways: { at: true, dns: true, kubernetes: true, port: true, balance: true, raw: true },
    replicas: true,
    raw: true,
  } satisfies OptionNames<Given<typeof collector>>,
  s3: { bucket: true, region: true, endpoint: true, pathStyle: true } satisfies OptionNames<Given<typeof s3>>,
  filesystem: { directory: true } satisfies OptionNames<Given<typeof filesystem>>,
  target: {
    name: true,
    environment: true,
    confirm: true,
    audit: true,
    prometheus: true,
    alertmanager: true,
    loki: true,
    tempo: true,
    collector: true,
    grafana: true,
    kubernetes: true,
  } satisfies OptionNames<Given<typeof target>>,
  files: { to: true, reload: true, health: true } satisfies OptionNames<Given<typeof files>>,
  kubeconfig: { path: true, context: true } satisfies OptionNames<Given<typeof kubeconfig>>,
  git: { repository: true, branch: true, to: true, token: true } satisfies OptionNames<Given<typeof git>>,
};
