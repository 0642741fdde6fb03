import type { AckSelection } from './ack.ts';
import type { AlertGroup, Silence } from './alertmanager.ts';
import { markOf } from './mark.ts';

export interface Unack {
  /** Ours, to be ended. */
  readonly ours: readonly Silence[];
  /** Somebody else's on the same alerts: left alone. */
  readonly others: readonly Silence[];
}

/** The silences of the acknowledgements that are meant, with those on their escalations. */
export function unackOf(silences: readonly Silence[], groups: readonly AlertGroup[], meant: AckSelection): Unack {
  const running = silences.filter(({ status }) => status.state !== 'expired');
  const alerts = groups.flatMap((group) => group.alerts);
  const byFingerprint =
    meant.fingerprint === undefined
      ? undefined
      : new Set(alerts.filter((one) => one.fingerprint === meant.fingerprint).flatMap(({ status }) => status.silencedBy));
  const about = running.filter((one) => (byFingerprint ? byFingerprint.has(one.id) : says(one, meant)));
  const ids = new Set(about.flatMap(({ comment }) => markOf(comment)?.id ?? []));
  return {
    ours: running.filter(({ comment }) => ids.has(markOf(comment)?.id ?? '')),
    others: about.filter(({ comment }) => markOf(comment) === undefined),
  };
}

function says({ matchers }: Silence, { alert, labels }: AckSelection): boolean {
  const wanted = Object.entries(alert === undefined ? labels : { ...labels, alertname: alert });
  return wanted.every(([label, value]) =>
    matchers.some((one) => one.name === label && one.value === value && one.isEqual && !one.isRegex),
  );
}
