import type { Service, Slo } from '../authored/references.ts';
import type { Instant } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';

interface Common {
  readonly name: string;
  /** RFC 3339: `'2026-12-01T22:00:00Z'`. */
  readonly from: Instant;
  readonly to: Instant;
  /** What is done, and why it may cost users something. */
  readonly reason: string;
  /** Who else has agreed to it. */
  readonly reviewedBy: string;
}
/** All SLOs and alerts of services, or some SLOs only. */
export type MaintenanceOptions = Common &
  (
    | { readonly services: readonly Service[]; readonly slos?: readonly Slo[] }
    | { readonly services?: readonly Service[]; readonly slos: readonly Slo[] }
  );
export interface AuthoredMaintenance extends Common {
  readonly kind: 'maintenance';
  readonly services?: readonly Service[];
  readonly slos?: readonly Slo[];
}

/**
 * Planned work that is excluded from error budgets: its SLOs record no events between `from` and five minutes after `to` (a rate looks
 * that far back), so it costs nothing and earns nothing. Burn alerts are silent until their short window (at most an hour) has left it.
 * Compiles to a mask on what its evaluations count, such as `slo:sli_bad:increase30s`, to the alert `Maintenance`, which tells the owner's info channel,
 * and to an inhibition that mutes the other alerts of the services or SLOs meanwhile. Deploy it before it begins.
 */
export function maintenance(options: MaintenanceOptions): AuthoredMaintenance {
  return define({ ...options, kind: 'maintenance' }, maintenance, options);
}
