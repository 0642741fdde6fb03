import type { ComponentHealth } from './check.ts';

/** A component was seen to be otherwise than before. */
export interface HealthChange extends ComponentHealth {
  readonly component: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}
export interface HealthHistory {
  saw(component: string, health: ComponentHealth): void;
  /** The latest last. */
  changes(component?: string): readonly HealthChange[];
}

const KEPT = 200;

/** The latest changes; longer ago is Prometheus's business. */
export function healthHistory(): HealthHistory {
  const last = new Map<string, ComponentHealth['status']>();
  const kept: HealthChange[] = [];
  return {
    saw: (component, health) => {
      if (last.get(component) === health.status) return;
      last.set(component, health.status);
      kept.push({ component, at: Date.now(), ...health });
      if (kept.length > KEPT) kept.shift();
    },
    changes: (component) => kept.filter((one) => component === undefined || one.component === component),
  };
}
