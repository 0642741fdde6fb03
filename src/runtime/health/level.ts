import type { ComponentHealth } from './check.ts';
import type { Limits } from './indicators/kind.ts';

/** A number against its limits. One that is none says nothing good about what it was to measure. */
export function level(what: string, value: number, { warning, critical }: Limits): ComponentHealth {
  if (!Number.isFinite(value)) return { status: 'unhealthy', detail: `${what} is ${value}` };
  const seen = `${what} is ${Number(value.toPrecision(3))}`;
  if (value >= critical) return { status: 'unhealthy', detail: `${seen}, at or above the critical limit ${critical}` };
  if (value >= warning) return { status: 'degraded', detail: `${seen}, at or above the warning limit ${warning}` };
  return { status: 'healthy' };
}

/** Seconds that `work` takes. */
export async function secondsOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Limits must be in order, or the first of them would never be seen. */
export function limits(kind: string, given: Partial<Limits>, standard: Limits): Limits {
  const { warning = standard.warning, critical = standard.critical } = given;
  if (!(warning <= critical)) throw new TypeError(`indicator ${kind}: warning ${warning} is above critical ${critical}`);
  return { warning, critical };
}
