import { reasonOf } from '../failure.ts';

export type HealthStatus = 'healthy' | 'degraded' | 'unhealthy';
export interface ComponentHealth {
  readonly status: HealthStatus;
  /** Why, for the person who reads `/health`. */
  readonly detail?: string;
}
/** `up` and `down` are other words for healthy and unhealthy. */
export type HealthAnswer = HealthStatus | 'up' | 'down' | ComponentHealth | undefined;
/**
 * Answers how a component is. Throwing, answering too late or what is no health means unhealthy; answering nothing means healthy.
 * One that has not ended is not called again.
 */
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

/** Asks a check and waits so long for its answer. */
export type Asking = (timeoutSeconds: number) => Promise<ComponentHealth>;

/**
 * A check with at most one call in hand: one that has not ended in time is waited for, not called again, or each probe of a
 * component that hangs would take one more connection.
 */
export function asking(check: HealthCheck): Asking {
  let inHand: Promise<ComponentHealth> | undefined;
  let isLate = false;
  const call = () =>
    Promise.resolve()
      .then(check)
      .then(healthOf)
      .catch((failure: unknown) => ({ status: 'unhealthy' as const, detail: reasonOf(failure).slice(0, MAX_DETAIL) }))
      .finally(() => {
        inHand = undefined;
        isLate = false;
      });
  return async (timeoutSeconds) => {
    const detail = `no answer within ${timeoutSeconds} s`;
    if (isLate) return { status: 'unhealthy', detail: `${detail}; asked again once that call has ended` };
    inHand ??= call();
    return within(timeoutSeconds, inHand, () => {
      isLate = true;
      return { status: 'unhealthy', detail };
    });
  };
}

async function within<T>(seconds: number, answer: Promise<T>, otherwise: () => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise()), seconds * 1000);
  });
  try {
    return await Promise.race([answer, late]);
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
