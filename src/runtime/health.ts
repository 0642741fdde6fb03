import type { IncomingMessage, ServerResponse } from 'node:http';
import { componentHealth } from '../authored/component-health.ts';
import { instruments } from './instruments.ts';
import type { Registry } from './registry.ts';

export type HealthStatus = 'healthy' | 'degraded' | 'unhealthy';
export interface ComponentHealth {
  readonly status: HealthStatus;
  /** Why, for the person who reads `/health`. */
  readonly detail?: string;
}
/** Answers how a component is. Throwing, or answering too late, means unhealthy; answering nothing means healthy. */
export type HealthCheck = () => Promise<HealthStatus | ComponentHealth | undefined> | HealthStatus | ComponentHealth | undefined;

export interface HealthOptions {
  /** By component. Without any, readiness only follows shutdown. */
  readonly checks?: Readonly<Record<string, HealthCheck>>;
  /** How long one check may take. @default 2 */
  readonly timeoutSeconds?: number;
  /** How often the checks run for the metric, besides whenever they are asked for; 0 is never. @default 15 */
  readonly everySeconds?: number;
  /** Where `component_health_status` is. @default the registry of this process */
  readonly registry?: Registry;
}

export interface HealthReport {
  readonly status: HealthStatus;
  readonly components: Readonly<Record<string, ComponentHealth>>;
}

export interface Health {
  report(): Promise<HealthReport>;
  /** From now on not ready: the load balancer should look elsewhere while work in hand is finished. */
  drain(): void;
  /** Answers `/livez`, `/readyz` and `/health`; false for any other path. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  /** Stops running the checks for the metric. */
  close(): void;
}

const TIMEOUT_SECONDS = 2;
const EVERY_SECONDS = 15;
const RANK: Readonly<Record<HealthStatus, number>> = { healthy: 0, degraded: 1, unhealthy: 2 };

/**
 * `/livez` says the process answers at all: it never runs a check, because restarting us does not mend a database.
 * `/readyz` and `/health` run them: 503 when one is unhealthy or while draining, 200 when degraded.
 */
export function health(options: HealthOptions = {}): Health {
  const { checks = {}, timeoutSeconds = TIMEOUT_SECONDS, everySeconds = EVERY_SECONDS } = options;
  const status = instruments({ componentHealth }, options.registry ? { registry: options.registry } : {}).componentHealth;
  let draining = false;

  const report = async (): Promise<HealthReport> => {
    const entries = await Promise.all(
      Object.entries(checks).map(async ([component, check]) => {
        const result = await run(check, timeoutSeconds);
        status.set({ component, component_health_status: result.status });
        return [component, result] as const;
      }),
    );
    const worst = entries.reduce<HealthStatus>((all, [, one]) => (RANK[one.status] > RANK[all] ? one.status : all), 'healthy');
    return { status: draining ? 'unhealthy' : worst, components: Object.fromEntries(entries) };
  };
  const timer = everySeconds > 0 ? setInterval(() => void report(), everySeconds * 1000).unref() : undefined;
  if (timer !== undefined) void report();

  return {
    report,
    drain: () => {
      draining = true;
    },
    handle: async (request, response) => {
      const path = request.url?.split('?')[0];
      if (path === '/livez') return answer(response, { status: 'healthy', components: {} });
      if (path !== '/readyz' && path !== '/health') return false;
      return answer(response, await report());
    },
    close: () => clearInterval(timer),
  };
}

function answer(response: ServerResponse, body: HealthReport): true {
  response.writeHead(body.status === 'unhealthy' ? 503 : 200, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
  return true;
}

async function run(check: HealthCheck, timeoutSeconds: number): Promise<ComponentHealth> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ComponentHealth>((resolve) => {
    const detail = `no answer within ${timeoutSeconds} s`;
    timer = setTimeout(() => resolve({ status: 'unhealthy', detail }), timeoutSeconds * 1000);
  });
  try {
    const result = await Promise.race([Promise.resolve().then(check), late]);
    return typeof result === 'object' ? result : { status: result ?? 'healthy' };
  } catch (failure) {
    return { status: 'unhealthy', detail: failure instanceof Error ? failure.message : String(failure) };
  } finally {
    clearTimeout(timer);
  }
}
