import type { AnyAlert, Receiver } from '../authored/references.ts';
import type { RemediationAlert } from '../authored/remediation-alert.ts';
import { isRecord } from '../kernel/canonical.ts';
import { parseDuration } from '../kernel/duration.ts';
import type { Duration, Url } from '../kernel/literals.ts';
import { define, readable } from '../kernel/place.ts';
import type { Secret } from '../kernel/secret.ts';
import { channel } from '../receivers/channel.ts';

export interface RemediationOptions {
  readonly name: string;
  /** The alerts it answers. */
  readonly on: AnyAlert | readonly AnyAlert[];
  /** Does it, in the process that runs `remediationHandler`. Has to stop when the signal says so: its time is over. */
  readonly action: (alert: RemediationAlert, signal: AbortSignal) => Promise<unknown>;
  /** Why it may not be done now; undefined where it may. One that throws says no. */
  readonly guard?: (alert: RemediationAlert) => string | undefined | Promise<string | undefined>;
  /** @default 3 runs an hour */
  readonly rateLimit?: { readonly runs: number; readonly per: Duration };
  /** Decide and write down, but do nothing. @default true */
  readonly dryRun?: boolean;
  /** How many run at a time. @default 1 */
  readonly maxRunning?: number;
  /** With more alerts than this in one notification it does nothing: the cause lies elsewhere. @default 3 */
  readonly maxAlerts?: number;
  /** @default '30s' */
  readonly timeout?: Duration;
  /** Where `remediationHandler` answers; a secret where the address itself lets in. */
  readonly to: Url | Secret;
  /** What the handler asks for: its own `token`. */
  readonly token: Secret;
}

/** What the handler reads, beside what was written. */
export interface AuthoredRemediation {
  readonly kind: 'remediation';
  readonly name: string;
  readonly on: readonly AnyAlert[];
  readonly run: RemediationOptions['action'];
  readonly guard?: NonNullable<RemediationOptions['guard']>;
  readonly rateLimit: { readonly runs: number; readonly perMs: number };
  readonly dryRun: boolean;
  readonly maxRunning: number;
  readonly maxAlerts: number;
  readonly timeoutMs: number;
  readonly receiver: Receiver;
  readonly settings: RemediationOptions;
}

const HOUR_MS = 3_600_000;
const TIMEOUT_MS = 30_000;

/**
 * An alert that is answered by doing something. Give it to `remediationHandler` of `signalbox/runtime` among its `actions`. Compiles to the
 * receiver `<name>/remediation`, a webhook with `Authorization: Bearer`, and a route with `continue: true` before all others, so that people
 * are told as before. https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
export function remediation(options: RemediationOptions): AuthoredRemediation {
  const given = readable(options);
  const { name, on, action: run, guard, dryRun = true, rateLimit, maxRunning = 1, maxAlerts = 3, timeout } = given;
  const { runs = 3, per } = isRecord(rateLimit) ? rateLimit : {};
  const made: AuthoredRemediation = {
    kind: 'remediation',
    name,
    on: [on ?? []].flat(),
    run,
    ...(guard === undefined ? {} : { guard }),
    // what cannot be read is reported; until then it never forgets a run
    rateLimit: { runs, perMs: timeOf(per, HOUR_MS) ?? Number.POSITIVE_INFINITY },
    dryRun,
    maxRunning,
    maxAlerts,
    timeoutMs: timeOf(timeout, TIMEOUT_MS) ?? TIMEOUT_MS,
    receiver: receiverOf(given),
    settings: given,
  };
  return define(made, remediation, options);
}

function receiverOf({ name, to, token }: RemediationOptions): Receiver {
  const settings = { url: to, sendResolved: false, http: { authorization: { credentials: token } } };
  const made = { kind: 'receiver' as const, name: `${name}/remediation`, channels: channel('webhook', settings, remediation) };
  return define(made, remediation);
}

function timeOf(text: unknown, fallback: number): number | undefined {
  if (text === undefined) return fallback;
  return typeof text === 'string' ? parseDuration(text) : undefined;
}
