import type { IncomingMessage, ServerResponse } from 'node:http';
import { componentHealth } from '../authored/component-health.ts';
import type { ComponentHealth, HealthCheck, HealthStatus } from './health/check.ts';
import type { CircuitBreakerOptions } from './health/circuit-breaker.ts';
import { type HealthChange, healthHistory } from './health/history.ts';
import { type HealthPolicy, knownPolicy, together } from './health/policy.ts';
import { type Probe, type Prober, prober } from './health/prober.ts';
import { instruments } from './instruments.ts';
import { optionsOf } from './options.ts';
import type { Registry } from './registry.ts';

export interface HealthOptions {
  /** By component; `indicator` makes the usual ones. Without any, readiness only follows shutdown. */
  readonly checks?: Readonly<Record<string, HealthCheck | Probe>>;
  /** How long one check may take. @default 2 */
  readonly timeoutSeconds?: number;
  /** How often the checks run for the metric, besides whenever they are asked for; 0 is never. @default 15 */
  readonly everySeconds?: number;
  /** How many components have to be up. @default 'all-up' */
  readonly policy?: HealthPolicy;
  /** Spares a component that is down the checks for a while; it stays unhealthy. @default every check is made */
  readonly breaker?: CircuitBreakerOptions;
  /** Where `component_health_status` is. @default the registry of this process */
  readonly registry?: Registry;
}

export interface HealthReport {
  readonly status: HealthStatus;
  readonly components: Readonly<Record<string, ComponentHealth>>;
}

export interface Health {
  report(): Promise<HealthReport>;
  /** The latest changes of a component, or of all. */
  history(component?: string): readonly HealthChange[];
  /** From now on not ready: the load balancer should look elsewhere while work in hand is finished. */
  drain(): void;
  /** Answers `/livez`, `/readyz`, `/startupz` and `/health` (405 to all but GET and HEAD); false for any other path. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  /** Stops running the checks for the metric. */
  close(): void;
}

const PATHS: ReadonlySet<string> = new Set(['/livez', '/readyz', '/startupz', '/health']);

/**
 * `/livez` says the process answers at all: it never runs a check, because restarting us does not mend a database.
 * `/readyz` and `/health` run them: 503 when the policy says unhealthy or while draining, 200 when degraded. `/startupz` is 503
 * until they were not unhealthy for the first time, and asks no more after that. Whoever asks while a check is running gets its answer.
 */
export function health(options: HealthOptions = {}): Health {
  optionsOf('health', options);
  const policy = knownPolicy(options.policy ?? 'all-up');
  const gauge = instruments({ componentHealth }, options.registry ? { registry: options.registry } : {}).componentHealth;
  const history = healthHistory();
  const probes = Object.entries(options.checks ?? {}).map(([component, given]) => prober(component, given, options));
  let draining = false;
  let hasStarted = false;

  const look = async ({ component, run }: Prober) => {
    const result = await run();
    gauge.set({ component, component_health_status: result.status });
    history.saw(component, result);
    return [component, result] as const;
  };
  const report = async (): Promise<HealthReport> => {
    const entries = await Promise.all(probes.map(look));
    const status = together(
      policy,
      entries.map(([, one]) => one.status),
    );
    hasStarted ||= status !== 'unhealthy';
    return { status: draining ? 'unhealthy' : status, components: Object.fromEntries(entries) };
  };
  const repeated = options.everySeconds === 0 ? [] : probes.filter(({ everyMs }) => everyMs > 0);
  const timers = repeated.map((probe) => setInterval(() => void look(probe), probe.everyMs).unref());
  if (timers.length > 0) void report();

  return {
    report,
    history: history.changes,
    drain: () => {
      draining = true;
    },
    handle: async (request, response) => {
      const path = request.url?.split('?')[0];
      if (path === undefined || !PATHS.has(path)) return false;
      if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response);
      if (path === '/livez' || (path === '/startupz' && hasStarted))
        return answer(response, { status: 'healthy', components: {} });
      return answer(response, await report());
    },
    close: () => {
      for (const timer of timers) clearInterval(timer);
    },
  };
}

function refuse(response: ServerResponse): true {
  response.writeHead(405, { allow: 'GET, HEAD' }).end();
  return true;
}

function answer(response: ServerResponse, body: HealthReport): true {
  response.writeHead(body.status === 'unhealthy' ? 503 : 200, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
  return true;
}
