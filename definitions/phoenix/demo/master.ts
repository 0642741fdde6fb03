/** A master orchestrator: takes plans, sends their tasks to agents, tells how far they are. */
import {
  type HealthCheck,
  type HealthStatus,
  type Instruments,
  indicator,
  instruments,
  type Observing,
  observe,
  type Registry,
} from 'signalbox/runtime';
import * as metrics from '../master/metrics.ts';
import { master } from '../services.ts';
import { faults } from './fault.ts';
import { type Orchestrator, orchestrator } from './orchestrator.ts';
import { type Answered, requests } from './requests.ts';
import { resourceUsage } from './resource-usage.ts';
import { observedBy, type Running, running, type ServiceOptions, VERSION } from './service.ts';

export interface MasterOptions extends ServiceOptions {
  readonly agents: readonly string[];
}

export async function startMaster(options: MasterOptions): Promise<Running> {
  const { agents, tracer, random, host } = options;
  let plans: Orchestrator | undefined;
  const serve = ({ metrics: m, log }: Observing<typeof metrics>) => {
    const ours = orchestrator({ m, agents, tracer, log });
    plans = ours;
    return requests({
      routes: [
        { method: 'POST', path: '/plans', handle: ({ body }) => ours.submit(body) },
        { method: 'GET', path: '/plans/{id}', handle: ({ id }) => ours.look(id) },
      ],
      faults: faults(random),
      tracer,
      log,
      answered: (answered) => record(m, answered),
    });
  };
  const idle = async () => plans?.idle();
  const app = await observe(master, { ...observedBy(options, { agents: agentsCheck(agents) }, idle), serve });
  const m = app.metrics;
  collectUsage(app.registry, () => plans?.cachedBytes() ?? 0);
  m.build.set({ version: VERSION, node_version: process.version });
  app.server?.on('connection', (socket) => {
    m.openConnections.inc();
    socket.once('close', () => m.openConnections.dec());
  });
  return running(app, host);
}

function collectUsage(own: Registry, cachedBytes: () => number): void {
  const usage = resourceUsage();
  instruments(metrics, {
    registry: own,
    collect: {
      memoryUsage: (bytes) => bytes.set(usage().memoryBytes),
      memoryLimit: (bytes) => bytes.set(usage().memoryLimitBytes),
      cpuUsage: (ratio) => ratio.set(usage().cpuRatio),
      activeResources: (count) => count.set(usage().activeResources),
      cacheSize: (bytes) => bytes.set(cachedBytes()),
    },
  });
}

const ROUTES = ['/plans', '/plans/{id}'] as const;
const METHODS = ['GET', 'POST'] as const;
const STATUSES: Readonly<Record<number, '2xx' | '3xx' | '4xx' | '5xx'>> = { 2: '2xx', 3: '3xx', 4: '4xx', 5: '5xx' };

function record(m: Instruments<typeof metrics>, answered: Answered): void {
  const route = ROUTES.find((one) => one === answered.route) ?? 'other';
  const method = METHODS.find((one) => one === answered.method) ?? 'other';
  const status = STATUSES[Math.floor(answered.status / 100)] ?? '5xx';
  m.requests.inc({ route, method, status });
  m.requestDuration.observe({ route }, answered.seconds);
  m.requestSize.observe({ route }, answered.requestBytes);
  m.responseSize.observe({ route }, answered.responseBytes);
}

/** One agent less makes us slower; without any nothing is done. */
function agentsCheck(agents: readonly string[]): () => Promise<HealthStatus> {
  const each = agents.map((url) => indicator({ kind: 'http-dependency', url: `${url}/livez`, warning: 1, critical: 1 }));
  const isAlive = async (check: HealthCheck) => {
    try {
      const health = await check();
      return typeof health === 'object' && health.status === 'healthy';
    } catch {
      return false;
    }
  };
  return async () => {
    const alive = await Promise.all(each.map(isAlive));
    if (alive.every(Boolean)) return 'healthy';
    return alive.some(Boolean) ? 'degraded' : 'unhealthy';
  };
}
