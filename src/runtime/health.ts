import type { IncomingMessage, ServerResponse } from 'node:http';
import { componentHealth } from '../authored/component-health.ts';
import { ask, type ComponentHealth, type HealthCheck, type HealthStatus } from './health/check.ts';
import { type CircuitBreaker, type CircuitBreakerOptions, CircuitOpenError, circuitBreaker } from './health/circuit-breaker.ts';
import { type HealthChange, healthHistory } from './health/history.ts';
import { type HealthPolicy, together } from './health/policy.ts';
import { instruments } from './instruments.ts';
import type { Registry } from './registry.ts';

/** A check with times of its own. */
export interface Probe {
  readonly check: HealthCheck;
  /** @default the `everySeconds` of all */
  readonly everySeconds?: number;
  /** @default the `timeoutSeconds` of all */
  readonly timeoutSeconds?: number;
}

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

const TIMEOUT_SECONDS = 2;
const EVERY_SECONDS = 15;
const PATHS: ReadonlySet<string> = new Set(['/livez', '/readyz', '/startupz', '/health']);

/**
 * `/livez` says the process answers at all: it never runs a check, because restarting us does not mend a database.
 * `/readyz` and `/health` run them: 503 when the policy says unhealthy or while draining, 200 when degraded. `/startupz` is 503
 * until they were not unhealthy for the first time, and asks no more after that. Whoever asks while a check is running gets its answer.
 */
export function health(options: HealthOptions = {}): Health {
  const { everySeconds = EVERY_SECONDS, policy = 'all-up' } = options;
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
  const timers = everySeconds > 0 ? probes.map((probe) => setInterval(() => void look(probe), probe.everyMs).unref()) : [];
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

interface Prober {
  readonly component: string;
  readonly everyMs: number;
  run(): Promise<ComponentHealth>;
}

function prober(component: string, given: HealthCheck | Probe, options: HealthOptions): Prober {
  const probe: Probe = typeof given === 'function' ? { check: given } : given;
  const timeout = probe.timeoutSeconds ?? options.timeoutSeconds ?? TIMEOUT_SECONDS;
  const breaker = options.breaker && circuitBreaker(options.breaker);
  const everyMs = (probe.everySeconds ?? options.everySeconds ?? EVERY_SECONDS) * 1000;
  const asked = () => (breaker ? spared(breaker, probe.check, timeout) : ask(probe.check, timeout));
  let running: Promise<ComponentHealth> | undefined;
  const run = () => {
    running ??= asked().finally(() => {
      running = undefined;
    });
    return running;
  };
  return { component, everyMs, run };
}

/** A component that is down counts as a failure of its circuit. */
async function spared(breaker: CircuitBreaker, check: HealthCheck, timeoutSeconds: number): Promise<ComponentHealth> {
  let answer: ComponentHealth = { status: 'unhealthy' };
  try {
    await breaker.run(async () => {
      answer = await ask(check, timeoutSeconds);
      if (answer.status === 'unhealthy') throw new Error(answer.detail);
    });
  } catch (failure) {
    if (failure instanceof CircuitOpenError) return { status: 'unhealthy', detail: failure.message };
  }
  return answer;
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
