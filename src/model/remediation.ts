import type { DefinedAlert } from './alert.ts';
import type { Named } from './named.ts';
import type { Receiver } from './routing.ts';

/** Alerts that a machine answers, beside the people who are told. */
export interface Remediation extends Named {
  readonly alerts: readonly DefinedAlert[];
  readonly receiver: Receiver;
  /** It decides and writes down, and does nothing. */
  readonly dryRun: boolean;
}
