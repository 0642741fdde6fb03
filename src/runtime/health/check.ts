export type HealthStatus = 'healthy' | 'degraded' | 'unhealthy';
export interface ComponentHealth {
  readonly status: HealthStatus;
  /** Why, for the person who reads `/health`. */
  readonly detail?: string;
}
/** `up` and `down` are other words for healthy and unhealthy. */
export type HealthAnswer = HealthStatus | 'up' | 'down' | ComponentHealth | undefined;
/** Answers how a component is. Throwing, or answering too late, means unhealthy; answering nothing means healthy. */
export type HealthCheck = () => Promise<HealthAnswer> | HealthAnswer;

const WORDS: Readonly<Record<Extract<HealthAnswer, string>, HealthStatus>> = {
  healthy: 'healthy',
  up: 'healthy',
  degraded: 'degraded',
  unhealthy: 'unhealthy',
  down: 'unhealthy',
};

/** The answer of a check, within its time. */
export async function ask(check: HealthCheck, timeoutSeconds: number): Promise<ComponentHealth> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ComponentHealth>((resolve) => {
    const detail = `no answer within ${timeoutSeconds} s`;
    timer = setTimeout(() => resolve({ status: 'unhealthy', detail }), timeoutSeconds * 1000);
  });
  try {
    const answer = await Promise.race([Promise.resolve().then(check), late]);
    return typeof answer === 'object' ? answer : { status: WORDS[answer ?? 'healthy'] };
  } catch (failure) {
    return { status: 'unhealthy', detail: failure instanceof Error ? failure.message : String(failure) };
  } finally {
    clearTimeout(timer);
  }
}
