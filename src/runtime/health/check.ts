import { reasonOf } from '../failure.ts';

export type HealthStatus = 'healthy' | 'degraded' | 'unhealthy';
export interface ComponentHealth {
  readonly status: HealthStatus;
  /** Why, for the person who reads `/health`. */
  readonly detail?: string;
}
/** `up` and `down` are other words for healthy and unhealthy. */
export type HealthAnswer = HealthStatus | 'up' | 'down' | ComponentHealth | undefined;
/** Answers how a component is. Throwing, answering too late or what is no health means unhealthy; answering nothing means healthy. */
export type HealthCheck = () => Promise<HealthAnswer> | HealthAnswer;

const WORDS: Readonly<Record<Extract<HealthAnswer, string>, HealthStatus>> = {
  healthy: 'healthy',
  up: 'healthy',
  degraded: 'degraded',
  unhealthy: 'unhealthy',
  down: 'unhealthy',
};

const NO_HEALTH: ComponentHealth = {
  status: 'unhealthy',
  detail: "the check answered something that is no health; answer 'healthy', 'degraded', 'unhealthy' or { status, detail }",
};
/** Of a detail: `/health` is no place for a page of HTML. */
const MAX_DETAIL = 1_000;

/** The answer of a check, within its time. */
export async function ask(check: HealthCheck, timeoutSeconds: number): Promise<ComponentHealth> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ComponentHealth>((resolve) => {
    const detail = `no answer within ${timeoutSeconds} s`;
    timer = setTimeout(() => resolve({ status: 'unhealthy', detail }), timeoutSeconds * 1000);
  });
  try {
    const answer = await Promise.race([Promise.resolve().then(check), late]);
    return healthOf(answer);
  } catch (failure) {
    return { status: 'unhealthy', detail: reasonOf(failure).slice(0, MAX_DETAIL) };
  } finally {
    clearTimeout(timer);
  }
}

/** Only what is known of an answer goes on: the rest of an object may hold a connection, or a password. */
function healthOf(answer: unknown): ComponentHealth {
  if (answer === undefined) return { status: 'healthy' };
  const given =
    typeof answer === 'object' && answer !== null ? (answer as { status?: unknown; detail?: unknown }) : { status: answer };
  const status = statusOf(given.status);
  if (status === undefined) return NO_HEALTH;
  return typeof given.detail === 'string' ? { status, detail: given.detail.slice(0, MAX_DETAIL) } : { status };
}

function statusOf(word: unknown): HealthStatus | undefined {
  return typeof word === 'string' && Object.hasOwn(WORDS, word) ? WORDS[word as keyof typeof WORDS] : undefined; // it has it
}
