import { EVERY_BOARD } from '../../../src/model/board-choice.ts';
import { DEFAULT_SCALE } from '../../../src/model/severity.ts';
import { addressOf, ESTATE } from '../../../src/kernel/address.ts';
import { fromNumber } from '../../../src/kernel/decimal.ts';
import type { Derived } from '../../../src/model/derived.ts';
import type { CollectorServer, Environment, LokiServer, Servers, TempoServer } from '../../../src/model/environment.ts';
import type { Service, Team } from '../../../src/model/service.ts';
import type { LogStream, TailSampling, Tracing } from '../../../src/model/telemetry.ts';

/** Resolved things for tests: every field present, one of them changed by the case. */
export const DAY = 24 * 3_600_000;

const owner: Team = {
  address: addressOf(ESTATE, 'team', 'platform'),
  name: 'platform',
  origin: {},
  page: undefined,
  ticket: undefined,
  info: undefined,
  escalate: undefined,
};

export function service(name: string): Service {
  const address = addressOf(name, 'service', name);
  return { address, name, origin: {}, title: name, system: undefined, owner, tier: 3, metrics: [], scrape: undefined, job: name };
}

export const master = service('phoenix-master');
export const agent = service('phoenix-agent');

export function logStream(options: Partial<LogStream> & Pick<LogStream, 'name' | 'service'>): LogStream {
  return {
    address: addressOf(options.service.name, 'logs', options.name),
    origin: {},
    labels: {},
    fields: {},
    redactKeys: [],
    redactPatterns: [],
    retentionMs: undefined,
    class: 'application',
    files: [],
    from: 'otlp',
    rate: undefined,
    ...options,
  };
}

export const appLogs = logStream({
  service: master,
  name: 'app',
  labels: { level: { values: ['debug', 'info', 'warn', 'error'] }, component: { values: ['master', 'agent'] } },
  fields: { message: 'label', correlation_id: 'label', trace_id: 'trace-id' },
  redactKeys: ['authorization'],
  redactPatterns: [String.raw`card_\d+`],
  retentionMs: 30 * DAY,
});
export const auditLogs = logStream({
  service: master,
  name: 'audit',
  class: 'audit',
  labels: { level: { values: ['info'] } },
  fields: { trace_id: 'trace-id' },
  retentionMs: 365 * DAY,
  files: ['/var/log/phoenix/audit-*.log'],
  from: 'files',
});

export const TAIL: TailSampling = {
  type: 'tail',
  keepErrors: true,
  keepSlowerThanMs: 1_000,
  otherwise: fromNumber(0.1),
  decideAfterMs: 10_000,
};

export function tracing(of: Service, sampling: Tracing['sampling'] = TAIL): Tracing {
  const address = addressOf(of.name, 'traces', 'tracing');
  return {
    address,
    name: 'tracing',
    origin: {},
    service: of,
    propagation: ['tracecontext', 'baggage'],
    attributes: {},
    attributeValues: {},
    attributeSizes: {},
    sampling,
    rate: undefined,
  };
}

export const loki: LokiServer = {
  version: '3.7',
  url: 'http://loki:3100',
  origin: {},
  form: 'single',
  store: { type: 'filesystem', directory: '/loki/chunks' },
  replicationFactor: 1,
  caches: { chunks: undefined, results: undefined },
  zones: [],
  tenants: [],
  retentionMs: 31 * DAY,
  tenant: undefined,
  raw: {},
};
export const bucket = {
  type: 's3',
  bucket: 'logs',
  endpoint: 's3.eu-central-1.amazonaws.com',
  region: 'eu-central-1',
  insecure: false,
  pathStyle: false,
} as const;

export const tempo: TempoServer = {
  version: '3.0',
  url: 'http://tempo:3200',
  origin: {},
  form: 'single',
  store: { type: 'filesystem', directory: '/var/tempo/blocks' },
  retentionMs: 14 * DAY,
  tenant: undefined,
  kafka: undefined,
  tenants: [],
  raw: {},
};

export const collector: CollectorServer = {
  version: '0.156',
  url: 'http://otel-collector:4318',
  origin: {},
  receive: ['files', 'hostmetrics'],
  exporters: [],
  enrich: {},
  featureGates: ['transform.flatten.logs'],
  replicas: 1,
  gateways: undefined,
  raw: {},
};

export function environment(servers: Partial<Servers>): Environment {
  return {
    address: addressOf(ESTATE, 'environment', 'production'),
    name: 'production',
    origin: {},
    labels: { cluster: 'eu1' },
    servers: {
      prometheus: {
        version: '3.15',
        url: 'http://prometheus:9090',
        origin: {},
        scrapeIntervalMs: 15_000,
        evaluationIntervalMs: 15_000,
        retentionMs: 90 * DAY,
        remoteWrite: [], mode: 'server', replicas: 1, shards: 1, rules: 'here',
      },
      alertmanager: { version: '0.34', url: 'http://alertmanager:9093', origin: {}, smtp: undefined, peers: [] },
      loki: undefined,
      tempo: undefined,
      collector: undefined,
      grafana: undefined,
      kubernetes: undefined,
      ...servers,
    },
    globalFor: [],
    runs: new Map(),
    probes: new Map(),
    runbooksUrl: 'https://runbooks.example.org',
  };
}

export function derived(
  parts: { logStreams?: readonly LogStream[]; tracings?: readonly Tracing[]; groups?: Derived['groups'] } = {},
): Derived {
  return {
    estate: {
      systems: [],
      teams: [owner],
      services: [agent, master],
      logStreams: parts.logStreams ?? [appLogs, auditLogs],
      tracings: parts.tracings ?? [tracing(master)],
      slos: [],
      severities: DEFAULT_SCALE,
  routeTests: [],
  budgetPolicies: [],
  budgets: [],
      maintenances: [],
      alerts: [],
    recordings: [],
    scalings: [],
      remediations: [],
      receivers: [],
      timeIntervals: [],
      routing: undefined,
      dashboards: [],
      environments: [],
      targets: [],
      boards: EVERY_BOARD,
      policies: [],
      suppressions: [],
      coverages: [],
      tenants: [],
      alone: [],
    },
    groups: parts.groups ?? [],
    alerts: [],
    tests: [],
    route: undefined,
    inhibitions: [],
    dashboards: [],
    boards: new Map(),
    boardProblems: () => [],
  };
}
