/** How the latest operations of an agent ended, and what that says of it. */
import type { HealthStatus } from 'signalbox/runtime';

export interface Outcomes {
  add(succeeded: boolean): void;
  health(): HealthStatus;
}

/** Health is judged by so many of the latest operations. */
const LATEST = 20;
const DEGRADED_RATIO = 0.1;
const UNHEALTHY_RATIO = 0.5;

export function latestOutcomes(): Outcomes {
  const latest: boolean[] = [];
  return {
    add: (succeeded) => {
      latest.push(succeeded);
      if (latest.length > LATEST) latest.shift();
    },
    health: () => {
      const failed = latest.filter((succeeded) => !succeeded).length / Math.max(1, latest.length);
      if (failed >= UNHEALTHY_RATIO) return 'unhealthy';
      return failed >= DEGRADED_RATIO ? 'degraded' : 'healthy';
    },
  };
}
