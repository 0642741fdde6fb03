import type { RemediationAlert } from '../../authored/remediation-alert.ts';

export type { RemediationAlert };

/** An alert to answer, by its name everywhere or, as a definition, of its service. */
interface AnsweredAlert {
  readonly name: string;
  readonly service?: { readonly name: string };
}

/** What `remediation({ … })` makes, or one written here. */
export interface RemediationAction {
  /** What is done, in the audit: `restart-worker`. */
  readonly name: string;
  /** The alerts it answers: their names, or the definitions themselves. */
  readonly on: readonly (string | AnsweredAlert)[];
  /** Does it. Has to stop when the signal says so: its time is over. */
  run(alert: RemediationAlert, signal: AbortSignal): Promise<unknown>;
  /** Why it may not be done now; undefined where it may. One that throws says no. */
  guard?(alert: RemediationAlert): string | undefined | Promise<string | undefined>;
  /** Decide and write down, but do nothing. @default true */
  readonly dryRun?: boolean;
  /** How many run at a time. @default 1 */
  readonly maxRunning?: number;
  /** With more alerts than this in one notification it does nothing: the cause lies elsewhere. @default 3 */
  readonly maxAlerts?: number;
  /** @default 3 runs an hour */
  readonly rateLimit?: { readonly runs: number; readonly perMs: number };
  /** @default 30 seconds */
  readonly timeoutMs?: number;
}

export const DECISIONS = [
  'dry-run',
  'started',
  'done',
  'failed',
  'timed-out',
  'test',
  'repeated',
  'too-many',
  'busy',
  'rate-limited',
  'guarded',
  'no-action',
  'rejected',
] as const;

/** One decision: written down before anything is done, and again when it has ended. */
export interface RemediationRecord {
  readonly at: string;
  readonly decision: (typeof DECISIONS)[number];
  /** Empty where no action is meant. */
  readonly action: string;
  readonly alert: string;
  readonly fingerprint: string;
  readonly startsAt: string;
  readonly why: string;
}

export type RemediationAudit = (record: RemediationRecord) => void | Promise<void>;
