import { ESCALATED } from '../../derive/escalations.ts';
import { byText } from '../../kernel/canonical.ts';
import type { AlertGroup, NewSilence, ServerAlert, SilenceMatcher } from './alertmanager.ts';
import { markedComment } from './mark.ts';

/** The escalation of an alert carries its name under this label. */
const ESCALATES = 'escalated_alert';

/** Which alerts are meant. At least one is given. */
export interface AckSelection {
  readonly alert?: string | undefined;
  readonly fingerprint?: string | undefined;
  /** Labels that must be equal. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface Acknowledgement {
  readonly by: string;
  readonly reason: string;
  readonly forMs: number;
  /** Eight hexadecimal digits, the same on all its silences. */
  readonly id: string;
}

/** What is acknowledged together, and the silences that do it. */
export interface AckGroup {
  readonly labels: Readonly<Record<string, string>>;
  readonly alerts: readonly ServerAlert[];
  readonly silences: readonly NewSilence[];
}

/**
 * One acknowledgement for each alert group that is meant: a silence on the exact labels of the group and the alert's name (on every
 * label where a fingerprint is given), and one on the escalation of that alert, which would otherwise go on to the next receiver.
 */
export function ackGroups(groups: readonly AlertGroup[], meant: AckSelection, ack: Acknowledgement, now: Date): AckGroup[] {
  const found = new Map<string, { labels: Record<string, string>; alerts: Map<string, ServerAlert> }>();
  for (const group of groups) {
    for (const alert of group.alerts.filter((one) => isMeant(one, meant))) {
      const labels = silencedLabels(group, alert, meant);
      const key = JSON.stringify(Object.entries(labels));
      const entry = found.get(key) ?? { labels, alerts: new Map() };
      found.set(key, entry);
      entry.alerts.set(alert.fingerprint, alert);
    }
  }
  return [...found.values()].map(({ labels, alerts }) => {
    const all = [...alerts.values()];
    const wanted = [equalTo(labels), ...escalationsOf(all)];
    return { labels, alerts: all, silences: wanted.map((matchers) => silenceOf(matchers, ack, now)) };
  });
}

function isMeant({ labels, fingerprint }: ServerAlert, meant: AckSelection): boolean {
  return (
    (meant.alert === undefined || labels['alertname'] === meant.alert) &&
    (meant.fingerprint === undefined || fingerprint === meant.fingerprint) &&
    Object.entries(meant.labels).every(([label, value]) => labels[label] === value)
  );
}

/** Never fewer than the alert's name, so that no acknowledgement silences another alert. */
function silencedLabels(group: AlertGroup, alert: ServerAlert, meant: AckSelection): Record<string, string> {
  const chosen =
    meant.fingerprint === undefined
      ? { ...group.labels, ...meant.labels, alertname: alert.labels['alertname'] ?? '' }
      : alert.labels;
  return Object.fromEntries(Object.entries(chosen).sort(([a], [b]) => byText(a, b)));
}

function equalTo(labels: Readonly<Record<string, string>>): SilenceMatcher[] {
  return Object.entries(labels).map(([name, value]) => ({ name, value, isRegex: false, isEqual: true }));
}

/** An escalation tells of all alerts of one name and service, so it is silenced by these. */
function escalationsOf(alerts: readonly ServerAlert[]): SilenceMatcher[][] {
  const pairs = new Map(
    alerts
      .filter(({ labels }) => labels[ESCALATED] === undefined)
      .map(({ labels }) => [`${labels['alertname']} ${labels['service'] ?? ''}`, labels] as const),
  );
  return [...pairs.values()].map((labels) => [
    ...equalTo({ [ESCALATES]: labels['alertname'] ?? '' }),
    ...(labels['service'] === undefined ? [] : equalTo({ service: labels['service'] })),
    { name: ESCALATED, value: '.+', isRegex: true, isEqual: true },
  ]);
}

function silenceOf(matchers: SilenceMatcher[], { by, reason, forMs, id }: Acknowledgement, now: Date): NewSilence {
  return {
    matchers,
    startsAt: now.toISOString(),
    endsAt: new Date(now.getTime() + forMs).toISOString(),
    createdBy: by,
    comment: markedComment({ reason, id }),
  };
}
