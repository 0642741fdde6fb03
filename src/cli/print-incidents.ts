import type { Incident, IncidentMeans } from '../program.ts';
import type { Io } from './io.ts';
import { count, styled } from './print.ts';
import { printLabels, printTime } from './print-alerts.ts';

/** A line for each incident, the newest first, then the means. */
export function printIncidents(io: Io, incidents: readonly Incident[], means: IncidentMeans): string {
  if (incidents.length === 0) return 'No alert has fired in that time.\n';
  const lines = incidents.map((one) => {
    const state = one.resolved !== null ? 'resolved' : one.acknowledged ? 'taken' : 'open';
    const style = { resolved: 'green', taken: 'yellow', open: 'red' } as const;
    return `${one.id}  ${styled(io, style[state], state.padEnd(8))}  ${openedOf(one)}  ${one.severity}  ${printLabels(one.group)}  ${timesOf(one)}`;
  });
  const told = [
    `${count(means.incidents, 'incident')}, ${means.open} open`,
    ...(means.secondsToAcknowledge === null ? [] : [`acknowledged after ${printSeconds(means.secondsToAcknowledge)} on average`]),
    ...(means.secondsToResolve === null ? [] : [`resolved after ${printSeconds(means.secondsToResolve)} on average`]),
  ];
  return `${[...lines.map((line) => line.trimEnd()), `${told.join('; ')}.`].join('\n')}\n`;
}

/** Everything that is known of one. */
export function printIncident(incident: Incident): string {
  const { id, group, severity, owner, timeline } = incident;
  const head = [`${id}  ${severity}  ${printLabels(group)}`, owner && `owner ${owner}`, timesOf(incident)].filter(Boolean);
  return `${[...head, ...timeline.map(({ at, what, about }) => `${at}  ${what.padEnd(12)}  ${about}`.trimEnd())].join('\n')}\n`;
}

function openedOf({ opened, openedBefore }: Incident): string {
  return openedBefore ? `before ${printTime(opened)}` : printTime(opened);
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
