import type { Named } from './named.ts';
import type { Service } from './service.ts';
import type { Slo } from './slo.ts';

/** Planned work: what happens in it costs no budget and tells nobody. */
export interface Maintenance extends Named {
  readonly services: readonly Service[];
  /** SLOs besides all of those of `services`. */
  readonly slos: readonly Slo[];
  /** Milliseconds since 1970. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly reason: string;
  readonly reviewedBy: string;
}

/** Whether it is about an SLO. */
export function concerns({ services, slos }: Maintenance, slo: Slo): boolean {
  return services.includes(slo.service) || slos.includes(slo);
}
