import { oneOf, text } from '../../../src/authored/label.ts';
import { logs } from '../../../src/authored/log.ts';
import { counter, gauge, histogram, stateSet } from '../../../src/authored/metric.ts';
import type { Expr } from '../../../src/authored/query.ts';
import { promql } from '../../../src/authored/query.ts';
import type {
  Service as AuthoredService,
  Slo as AuthoredSlo,
  System as AuthoredSystem,
} from '../../../src/authored/references.ts';
import type { DashboardLookup } from '../../../src/define/dashboard-resolve.ts';
import { addressOf, ESTATE } from '../../../src/kernel/address.ts';
import { ONE, parseDecimal, subtract } from '../../../src/kernel/decimal.ts';
import { duration as ms } from '../../../src/kernel/duration.ts';
import { EVERY_BOARD } from '../../../src/model/board-choice.ts';
import type { Dashboard } from '../../../src/model/dashboard.ts';
import type { Derived } from '../../../src/model/derived.ts';
import type { Environment } from '../../../src/model/environment.ts';
import type { Estate } from '../../../src/model/estate.ts';
import type { Metric, Service, System, Team } from '../../../src/model/service.ts';
import { DEFAULT_SCALE } from '../../../src/model/severity.ts';
import type { Slo } from '../../../src/model/slo.ts';

// A small system, authored and resolved by hand, for panels, dashboards and their artifacts.

export const requests = counter({
  name: 'http_requests_total',
  help: 'HTTP requests answered.',
  labels: { route: text({ series: 40 }), code: oneOf('2xx', '3xx', '4xx', '5xx') },
});
export const duration = histogram({
  name: 'http_request_duration_seconds',
  help: 'Time to answer a request.',
  unit: 'seconds',
  labels: { route: text() },
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5],
  exemplars: true,
});
export const agents = gauge({ name: 'agents_connected', help: 'Agents that hold a connection.' });
export const memory = gauge({ name: 'process_resident_memory_bytes', help: 'Memory in use.', unit: 'bytes' });
export const role = stateSet({ name: 'master_role', help: 'What this master is.', states: ['leader', 'follower'] });

export const authoredSystem: AuthoredSystem = { kind: 'system', name: 'phoenix' };
export const master: AuthoredService = { kind: 'service', name: 'phoenix-master' };
export const appLogs = logs({ service: master, name: 'app', labels: { level: oneOf('info', 'warn', 'error') } });

const slis = { attained: '1 - slo:sli_error:ratio_rate30d', budget: 'slo:error_budget:remaining_ratio' };
function sloQuery(name: string): Expr<'ratio'> {
  const expr = promql`${{ kind: 'recorded', name, unit: 'ratio', match: { slo: 'phoenix-master/availability' } }}`;
  return { ...expr, unit: 'ratio' };
}
export const availability: AuthoredSlo = {
  kind: 'slo',
  name: 'availability',
  service: master,
  objective: '99.9%',
  attained: sloQuery(slis.attained),
  budget: sloQuery(slis.budget),
};

export const team: Team = {
  address: addressOf(ESTATE, 'team', 'platform'),
  name: 'platform',
  origin: {},
  page: undefined,
  ticket: undefined,
  info: undefined,
  escalate: undefined,
};
export const phoenix: System = {
  address: addressOf('phoenix', 'system', 'phoenix'),
  name: 'phoenix',
  origin: authoredSystem,
  title: 'Phoenix Orchestrator',
  owner: team,
};

function metric(of: object & { name: string }, type: Metric['type']): Metric {
  const rest = {
    labels: {},
    buckets: [],
    native: false,
    exemplars: false,
    quantiles: [],
    retentionMs: undefined,
    catalogue: undefined,
  };
  const written = of as object as Pick<Metric, 'help' | 'unit'>;
  return { ...rest, ...of, ...written, type, address: addressOf('phoenix-master', 'metric', of.name), origin: of } as Metric;
}
export const service: Service = {
  address: addressOf('phoenix-master', 'service', 'phoenix-master'),
  name: 'phoenix-master',
  origin: master,
  title: 'Phoenix master',
  system: phoenix,
  owner: team,
  tier: 1,
  metrics: [metric(requests, 'counter'), metric(duration, 'histogram'), metric(agents, 'gauge')],
  scrape: undefined,
  job: 'phoenix-master',
};

const objective = parseDecimal('99.9%') ?? ONE;
export const slo: Slo = {
  address: addressOf('phoenix-master', 'slo', 'availability'),
  name: 'availability',
  origin: availability,
  service,
  title: 'Availability',
  description: undefined,
  category: undefined,
  priority: undefined,
  labels: {},
  objectiveText: '99.9%',
  objective,
  budget: subtract(ONE, objective),
  windowMs: ms('30d'),
  sli: { type: 'events', settings: {}, groupBy: [] },
  tiers: [
    {
      name: 'page-quick',
      severity: 'critical',
      longMs: ms('1h'),
      shortMs: ms('5m'),
      factor: { n: 72n, d: 5n },
      spend: { n: 1n, d: 50n },
      forMs: 0,
      keepFiringForMs: 0,
      labels: {},
    },
    {
      name: 'page-slow',
      severity: 'critical',
      longMs: ms('6h'),
      shortMs: ms('30m'),
      factor: { n: 6n, d: 1n },
      spend: { n: 1n, d: 20n },
      forMs: 0,
      keepFiringForMs: 0,
      labels: {},
    },
  ],
  calendar: undefined,
  grades: [],
  lowTraffic: { kind: 'failures', atLeast: 1 },
  runbookSteps: [],
  dependsOn: [],
};

export const lookup: DashboardLookup = {
  sloOf: (authored) => (authored === availability ? slo : undefined),
  serviceOf: (authored) => (authored === master ? service : undefined),
  systemOf: (authored) => (authored === authoredSystem ? phoenix : undefined),
};

const server = { version: '1.0', origin: {} };
export const environment: Environment = {
  address: addressOf(ESTATE, 'environment', 'production'),
  name: 'production',
  origin: {},
  labels: { cluster: 'eu1' },
  servers: {
    prometheus: {
      ...server,
      version: '3.15',
      url: 'http://prometheus:9090',
      scrapeIntervalMs: ms('15s'),
      evaluationIntervalMs: ms('15s'),
      retentionMs: ms('90d'),
      remoteWrite: [],
      mode: 'server',
      replicas: 1,
      shards: 1,
      rules: 'here',
    },
    alertmanager: { ...server, url: 'http://alertmanager:9093', smtp: undefined, peers: [] },
    loki: {
      ...server,
      url: 'http://loki:3100',
      form: 'single',
      store: { type: 'filesystem', directory: '/loki' },
      replicationFactor: 1,
      caches: { chunks: undefined, results: undefined },
      zones: [],
      tenants: [],
      retentionMs: ms('30d'),
      tenant: undefined,
      raw: {},
    },
    tempo: {
      ...server,
      url: 'http://tempo:3200',
      form: 'single',
      store: { type: 'filesystem', directory: '/tempo' },
      retentionMs: ms('14d'),
      tenant: undefined,
      kafka: undefined,
      tenants: [],
      raw: {},
    },
    collector: undefined,
    grafana: {
      ...server,
      version: '12.4',
      url: 'https://grafana.example.org',
      managedAlerts: false,
      v2beta1: false,
      teams: [],
      serviceAccounts: [],
    },
    kubernetes: undefined,
  },
  globalFor: [],
  runs: new Map(),
  probes: new Map(),
  runbooksUrl: 'https://runbooks.example.org',
};

export const estate: Estate = {
  systems: [phoenix],
  teams: [team],
  services: [service],
  logStreams: [],
  tracings: [],
  slos: [slo],
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
  environments: [environment],
  targets: [],
  boards: EVERY_BOARD,
  policies: [],
  suppressions: [],
  coverages: [],
  tenants: [],
  alone: [],
};

export function derivedWith(dashboards: readonly Dashboard[]): Derived {
  return {
    estate,
    groups: [],
    alerts: [],
    tests: [],
    route: undefined,
    boards: new Map(),
    inhibitions: [],
    dashboards,
    boardProblems: () => [],
  };
}
