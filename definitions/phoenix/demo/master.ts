/** A master orchestrator: takes plans, sends their tasks to agents, tells how far they are. */
import { trace } from '@opentelemetry/api';
import { closeServer, type HealthStatus, health, type Instruments, instruments, registry } from 'signalbox/runtime';
import * as metrics from '../master/metrics.ts';
import { faults } from './fault.ts';
import { type Answered, httpServer, listen } from './http-server.ts';
import { type Orchestrator, orchestrator } from './orchestrator.ts';
import { resourceUsage } from './resource-usage.ts';
import { type Running, type ServiceOptions, STOP_SECONDS, VERSION } from './service.ts';

export interface MasterOptions extends ServiceOptions {
  readonly agents: readonly string[];
}

export async function startMaster({ agents, tracer, log, random, host, port }: MasterOptions): Promise<Running> {
  const own = registry();
  const m = instruments(metrics, { registry: own, trace });
  const plans = orchestrator({ m, agents, tracer, log });
  const kit = health({ registry: own, checks: { agents: () => agentsHealth(agents) } });
  m.build.set({ version: VERSION, node_version: process.version });

  const server = httpServer({
    routes: [
      { method: 'POST', path: '/plans', handle: ({ body }) => plans.submit(body) },
      { method: 'GET', path: '/plans/{id}', handle: ({ id }) => plans.look(id) },
    ],
    registry: own,
    health: kit,
    faults: faults(random),
    tracer,
    log,
    beforeScrape: usageInto(m, plans),
    answered: (answered) => record(m, answered),
  });
  server.on('connection', (socket) => {
    m.openConnections.inc();
    socket.once('close', () => m.openConnections.dec());
  });
  const url = await listen(server, host, port);
  const stop = async () => {
    kit.close();
    await closeServer(server, STOP_SECONDS);
    await plans.idle();
  };
  return { url, stop };
}

function usageInto(m: Instruments<typeof metrics>, plans: Orchestrator): () => void {
  const usage = resourceUsage();
  return () => {
    const { memoryBytes, memoryLimitBytes, cpuRatio, activeResources } = usage();
    m.memoryUsage.set(memoryBytes);
    m.memoryLimit.set(memoryLimitBytes);
    m.cpuUsage.set(cpuRatio);
    m.activeResources.set(activeResources);
    m.cacheSize.set(plans.cachedBytes());
  };
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
async function agentsHealth(agents: readonly string[]): Promise<HealthStatus> {
  const alive = await Promise.all(agents.map(isAlive));
  if (alive.every(Boolean)) return 'healthy';
  return alive.some(Boolean) ? 'degraded' : 'unhealthy';
}

async function isAlive(agent: string): Promise<boolean> {
  try {
    const response = await fetch(`${agent}/livez`, { signal: AbortSignal.timeout(1_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
