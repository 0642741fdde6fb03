import { printRefused } from '../print.ts';
import { positive } from '../sampling/kind.ts';
import { type Asking, asking, type ComponentHealth, type HealthCheck } from './check.ts';
import { type CircuitBreaker, type CircuitBreakerOptions, CircuitOpenError, circuitBreaker } from './circuit-breaker.ts';

/** A check with times of its own. */
export interface Probe {
  readonly check: HealthCheck;
  /** 0 is only when it is asked for. @default the `everySeconds` of all */
  readonly everySeconds?: number;
  /** @default the `timeoutSeconds` of all */
  readonly timeoutSeconds?: number;
}

/** What holds for every check that says nothing else. */
export interface ProberOptions {
  readonly timeoutSeconds?: number;
  readonly everySeconds?: number;
  readonly breaker?: CircuitBreakerOptions;
}

/** A check, and how often it is made. */
export interface Prober {
  readonly component: string;
  /** 0 is only when it is asked for. */
  readonly everyMs: number;
  run(): Promise<ComponentHealth>;
}

const TIMEOUT_SECONDS = 2;
const EVERY_SECONDS = 15;
/** What a timer of Node.js can wait; with more it does not wait at all. */
const LONGEST_SECONDS = 2_147_483;

/** Those who ask while a check is running get its answer. */
export function prober(component: string, given: HealthCheck | Probe, options: ProberOptions): Prober {
  const probe: Probe = typeof given === 'function' ? { check: given } : given;
  if (typeof probe?.check !== 'function')
    throw new TypeError(
      `health: the check of ${component} is ${printRefused(given)}: write a function, or { check, everySeconds }`,
    );
  const timeout = seconds(component, 'timeoutSeconds', probe.timeoutSeconds ?? options.timeoutSeconds ?? TIMEOUT_SECONDS);
  const every = probe.everySeconds ?? options.everySeconds ?? EVERY_SECONDS;
  const everyMs = every === 0 ? 0 : seconds(component, 'everySeconds', every) * 1000;
  const breaker = options.breaker && circuitBreaker(options.breaker);
  const ask = asking(probe.check);
  let running: Promise<ComponentHealth> | undefined;
  const run = () => {
    running ??= (breaker ? spared(breaker, ask, timeout) : ask(timeout)).finally(() => {
      running = undefined;
    });
    return running;
  };
  return { component, everyMs, run };
}

function seconds(component: string, option: string, value: number): number {
  return Math.min(LONGEST_SECONDS, positive(`health: ${option} of ${component}`, value));
}

/** A component that is down counts as a failure of its circuit. */
async function spared(breaker: CircuitBreaker, ask: Asking, timeoutSeconds: number): Promise<ComponentHealth> {
  let answer: ComponentHealth = { status: 'unhealthy' };
  try {
    await breaker.run(async () => {
      answer = await ask(timeoutSeconds);
      if (answer.status === 'unhealthy') throw new Error(answer.detail);
    });
  } catch (failure) {
    if (failure instanceof CircuitOpenError) return { status: 'unhealthy', detail: failure.message };
  }
  return answer;
}
