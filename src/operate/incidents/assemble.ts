import { createHash } from 'node:crypto';
import { ESCALATED } from '../../derive/escalations.ts';
import { byText, sortedBy } from '../../kernel/canonical.ts';
import { grouped } from '../../kernel/grouped.ts';
import type { Silence } from '../alerts/alertmanager.ts';
import { markOf } from '../alerts/mark.ts';
import { covers } from '../alerts/silence-covers.ts';
import type { Firing } from './firings.ts';
import { EVENTS, type Incident, type IncidentEvent, type Labels } from './incident.ts';

/** What servers have said, and how it is read. */
export interface Recorded {
  readonly firings: readonly Firing[];
  /** Those that have ended too. */
  readonly silences: readonly Silence[];
  /** The group an alert is told in. */
  groupOf(labels: Labels): Labels;
  /** Where the span begins: what fires there has begun before. Milliseconds. */
  readonly fromMs: number;
  /** Firing again within it is the same incident. Milliseconds. */
  readonly quietMs: number;
}

/** The incidents of a span, the newest first. An escalation is part of the incident it tells of. */
export function assembleIncidents(recorded: Recorded): Incident[] {
  const escalations = recorded.firings.filter(({ labels }) => ESCALATED in labels);
  const groups = grouped(
    recorded.firings.filter(({ labels }) => !(ESCALATED in labels)),
    ({ labels }) => JSON.stringify(sortedBy(Object.entries(recorded.groupOf(labels)), ([name]) => name)),
  );
  const incidents = [...groups].flatMap(([key, firings]) =>
    apart(firings, recorded.quietMs).map((together) => incidentOf(key, together, { ...recorded, escalations })),
  );
  return sortedBy(incidents, ({ opened, id }) => `${opened} ${id}`).reverse();
}

/** Firings of one group, cut where nothing fired for longer than a flap. */
function apart(firings: readonly Firing[], quietMs: number): Firing[][] {
  const parts: Firing[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const firing of firings.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = parts.at(-1);
    if (last && firing.fromMs - end <= quietMs) last.push(firing);
    else parts.push([firing]);
    end = Math.max(end, firing.toMs ?? Number.POSITIVE_INFINITY);
  }
  return parts;
}

interface Context extends Recorded {
  readonly escalations: readonly Firing[];
}

function incidentOf(key: string, firings: readonly Firing[], context: Context): Incident {
  const openedMs = Math.min(...firings.map(({ fromMs }) => fromMs));
  const ends = firings.map(({ toMs }) => toMs ?? Number.POSITIVE_INFINITY);
  const resolvedMs = Math.max(...ends);
  const openedBefore = openedMs <= context.fromMs;
  const during = { fromMs: openedMs, toMs: resolvedMs };
  const silenced = silenceEvents(firings, context.silences, during);
  const [taken] = silenced.flatMap(({ ack, atMs }) => (ack ? [{ ...ack, atMs }] : []));
  const timeline = [
    ...firingEvents(firings, resolvedMs),
    ...silenced.flatMap(({ events }) => events),
    ...escalated(firings, context, during),
  ];
  const seconds = (toMs: number | undefined) =>
    openedBefore || toMs === undefined || !Number.isFinite(toMs) ? null : Math.round((toMs - openedMs) / 1000);
  return {
    id: createHash('sha256').update(`${key} ${openedMs}`).digest('hex').slice(0, 12),
    group: Object.fromEntries(JSON.parse(key) as [string, string][]), // written by us from entries
    severity: commonest(firings, 'severity'),
    service: commonest(firings, 'service'),
    owner: commonest(firings, 'owner'),
    opened: iso(openedMs),
    openedBefore,
    acknowledged: taken ? { at: iso(taken.atMs), by: taken.by, reason: taken.reason } : null,
    resolved: Number.isFinite(resolvedMs) ? iso(resolvedMs) : null,
    secondsToAcknowledge: seconds(taken?.atMs),
    secondsToResolve: seconds(resolvedMs),
    timeline: timeline.toSorted((a, b) => byText(a.at, b.at) || EVENTS.indexOf(a.what) - EVENTS.indexOf(b.what)),
  };
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The first opens, the last to end resolves; in between alerts come and go, and all may be quiet for a while. */
function firingEvents(firings: readonly Firing[], resolvedMs: number): IncidentEvent[] {
  const events: IncidentEvent[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const { labels, fromMs, toMs = Number.POSITIVE_INFINITY } of firings) {
    const what = events.length === 0 ? 'opened' : fromMs > end ? 'reopened' : 'joined';
    events.push({ at: iso(fromMs), what, about: nameOf(labels) });
    end = Math.max(end, toMs);
    if (toMs < resolvedMs) events.push({ at: iso(toMs), what: 'left', about: nameOf(labels) });
  }
  return Number.isFinite(resolvedMs) ? [...events, { at: iso(resolvedMs), what: 'resolved', about: '' }] : events;
}

interface Silenced {
  readonly atMs: number;
  readonly ack: { readonly by: string; readonly reason: string } | undefined;
  readonly events: readonly IncidentEvent[];
}

/** Silences that held for an alert of the incident while it was open, the first first. Only ours acknowledge. */
function silenceEvents(firings: readonly Firing[], silences: readonly Silence[], during: Span): Silenced[] {
  const found = silences.flatMap((silence): Silenced[] => {
    const [fromMs, toMs] = [Date.parse(silence.startsAt), Date.parse(silence.endsAt)];
    if (fromMs > during.toMs || toMs < during.fromMs || !firings.some(({ labels }) => covers(silence, labels))) return [];
    const mark = markOf(silence.comment);
    const about = `${silence.createdBy}: ${mark?.reason ?? silence.comment}`;
    const over = silence.status.state === 'expired' && toMs < during.toMs;
    const atMs = Math.max(fromMs, during.fromMs);
    return [
      {
        atMs,
        ack: mark && { by: silence.createdBy, reason: mark.reason },
        events: [
          { at: iso(atMs), what: mark ? 'acknowledged' : 'silenced', about },
          ...(over ? [{ at: iso(toMs), what: 'given-back' as const, about: silence.createdBy }] : []),
        ],
      },
    ];
  });
  return found.toSorted((a, b) => a.atMs - b.atMs);
}

/** Those that were silent when they began reached nobody: an acknowledgement silences them. */
function escalated(firings: readonly Firing[], { escalations, silences }: Context, during: Span): IncidentEvent[] {
  const isOurs = ({ labels, fromMs }: Firing) =>
    fromMs >= during.fromMs &&
    fromMs <= during.toMs &&
    firings.some((one) => one.labels['alertname'] === labels['escalated_alert'] && one.labels['service'] === labels['service']);
  const isSilent = ({ labels, fromMs }: Firing) =>
    silences.some((one) => Date.parse(one.startsAt) <= fromMs && fromMs < Date.parse(one.endsAt) && covers(one, labels));
  return escalations
    .filter((one) => isOurs(one) && !isSilent(one))
    .map(({ labels, fromMs }) => ({ at: iso(fromMs), what: 'escalated', about: labels[ESCALATED] ?? '' }));
}

function commonest(firings: readonly Firing[], label: string): string {
  const counts = new Map<string, number>();
  for (const { labels } of firings) counts.set(labels[label] ?? '', (counts.get(labels[label] ?? '') ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || byText(a, b))[0]?.[0] ?? '';
}

/** The name of an alert and what tells it from others of its name. */
function nameOf(labels: Labels): string {
  const rest = Object.entries(labels).filter(([name]) => !['alertname', 'service', 'severity', 'owner'].includes(name));
  const text = sortedBy(rest, ([name]) => name).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return [labels['alertname'] ?? '', ...text].join(' ');
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
