import type { Incident, IncidentMeans } from '../program.ts';
import type { Column } from './ask/output.ts';
import type { Clock } from './ask/span.ts';
import { count } from './print.ts';
import { printLabels } from './print-alerts.ts';

const STYLE = { resolved: 'green', taken: 'yellow', open: 'red' } as const;

/** The table: as a CSV there is more of it. */
export function incidentColumns(clock: Clock): Column<Incident>[] {
  return [
    { name: 'id', value: ({ id }) => id },
    { name: 'state', value: stateOf, style: (one) => STYLE[stateOf(one)] },
    { name: 'opened', value: ({ opened }) => opened, text: (one) => openedOf(one, clock) },
    { name: 'severity', value: ({ severity }) => severity },
    { name: 'group', value: ({ group }) => printLabels(group) },
    { name: 'times', value: timesOf },
  ];
}

/** How many there were, and the means. */
export function totalOf(means: IncidentMeans): string {
  if (means.incidents === 0) return 'No alert has fired in that time.';
  const told = [
    `${count(means.incidents, 'incident')}, ${means.open} open`,
    ...(means.secondsToAcknowledge === null ? [] : [`acknowledged after ${printSeconds(means.secondsToAcknowledge)} on average`]),
    ...(means.secondsToResolve === null ? [] : [`resolved after ${printSeconds(means.secondsToResolve)} on average`]),
  ];
  return `${told.join('; ')}.`;
}

/** Everything that is known of one. */
export function printIncident(incident: Incident, { print }: Clock): string {
  const { id, group, severity, owner, timeline } = incident;
  const head = [`${id}  ${severity}  ${printLabels(group)}`, owner && `owner ${owner}`, timesOf(incident)].filter(Boolean);
  const events = timeline.map(({ at, what, about }) => `${print(new Date(at))}  ${what.padEnd(12)}  ${about}`.trimEnd());
  return [...head, ...events].map((line) => `${line}\n`).join('');
}

/** `0123456789ab is resolved, opened 2026-11-22 10:00 UTC.` */
export function stateLine(incident: Incident, clock: Clock): string {
  return `${incident.id} is ${stateOf(incident)}, opened ${openedOf(incident, clock)}.`;
}

function stateOf({ acknowledged, resolved }: Incident): keyof typeof STYLE {
  return resolved !== null ? 'resolved' : acknowledged ? 'taken' : 'open';
}

function openedOf({ opened, openedBefore }: Incident, { print }: Clock): string {
  return openedBefore ? `before ${print(new Date(opened))}` : print(new Date(opened));
}

function timesOf({ acknowledged, secondsToAcknowledge, secondsToResolve }: Incident): string {
  const taken = acknowledged && `${acknowledged.by} took it`;
  const after = secondsToAcknowledge === null ? '' : ` after ${printSeconds(secondsToAcknowledge)}`;
  return [taken && `${taken}${after}`, secondsToResolve !== null && `resolved after ${printSeconds(secondsToResolve)}`]
    .filter(Boolean)
    .join(', ');
}

/** `90` → `1m30s`; nothing below a second is known. */
function printSeconds(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const parts = [hours > 0 ? `${hours}h` : '', minutes > 0 ? `${minutes}m` : '', rest > 0 ? `${rest}s` : ''].join('');
  return parts === '' ? '0s' : parts;
}
