import { byText, sortedBy } from '../../kernel/canonical.ts';
import { grouped } from '../../kernel/grouped.ts';
import type { AlertGroup, ServerAlert, Silence } from './alertmanager.ts';
import { markOf } from './mark.ts';

export const ALERT_STATES = ['firing', 'silenced', 'inhibited', 'muted'] as const;
/** `muted`: a time interval keeps it from every receiver it would go to. */
export type AlertState = (typeof ALERT_STATES)[number];

/** Nothing named: every alert. What is named must hold together. */
export interface AlertFilter {
  readonly service?: string | undefined;
  readonly owner?: string | undefined;
  readonly severity?: string | undefined;
  readonly receiver?: string | undefined;
  readonly state?: AlertState | undefined;
}

export interface ListedAlert {
  readonly alert: string;
  readonly state: AlertState;
  readonly since: string;
  readonly fingerprint: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly receivers: readonly string[];
  /** Silences, the fingerprints of what inhibits it, time intervals. */
  readonly because: readonly string[];
  /** Who has acknowledged it, why and until when; null where nobody has by `alerts ack`. */
  readonly acknowledged: { readonly by: string; readonly reason: string; readonly until: string } | null;
}

/** The alerts an Alertmanager holds, each once, the oldest first. */
export function listAlerts(groups: readonly AlertGroup[], silences: readonly Silence[], filter: AlertFilter): ListedAlert[] {
  const all = groups.flatMap((group) => group.alerts.map((alert) => ({ alert, group })));
  const alerts = [...grouped(all, ({ alert }) => alert.fingerprint).values()].flatMap((same) => {
    const copies = same.map(({ alert }) => alert);
    const [first] = copies;
    const among = same.map(({ group }) => group);
    return first ? [listed(first, copies, among, silences)] : [];
  });
  return sortedBy(alerts, ({ since, fingerprint }) => `${since} ${fingerprint}`).filter((one) => passes(one, filter));
}

function listed(
  alert: ServerAlert,
  copies: readonly ServerAlert[],
  among: readonly AlertGroup[],
  silences: readonly Silence[],
): ListedAlert {
  const { silencedBy, inhibitedBy } = alert.status;
  const muted = copies.every(({ status }) => status.mutedBy.length > 0);
  const intervals = muted ? [...new Set(copies.flatMap(({ status }) => status.mutedBy))].sort(byText) : [];
  return {
    alert: alert.labels['alertname'] ?? '',
    state: silencedBy.length > 0 ? 'silenced' : inhibitedBy.length > 0 ? 'inhibited' : muted ? 'muted' : 'firing',
    since: alert.startsAt,
    fingerprint: alert.fingerprint,
    labels: alert.labels,
    summary: alert.annotations['summary'] ?? '',
    receivers: [...new Set(among.map(({ receiver }) => receiver.name))].sort(byText),
    because: [...silencedBy, ...inhibitedBy, ...intervals],
    acknowledged: acknowledgedBy(silences.filter(({ id }) => silencedBy.includes(id))),
  };
}

function acknowledgedBy(silences: readonly Silence[]): ListedAlert['acknowledged'] {
  for (const { comment, createdBy, endsAt } of silences) {
    const mark = markOf(comment);
    if (mark) return { by: createdBy, reason: mark.reason, until: endsAt };
  }
  return null;
}

function passes({ labels, receivers, state }: ListedAlert, filter: AlertFilter): boolean {
  const named = (['service', 'owner', 'severity'] as const).every(
    (label) => filter[label] === undefined || labels[label] === filter[label],
  );
  return (
    named &&
    (filter.receiver === undefined || receivers.includes(filter.receiver)) &&
    (filter.state === undefined || state === filter.state)
  );
}
