import { csvOf } from '../../kernel/csv.ts';
import type { Incident } from './incident.ts';

const COLUMNS: readonly (readonly [string, (incident: Incident) => string | number | null])[] = [
  ['id', ({ id }) => id],
  ['opened', ({ opened }) => opened],
  ['opened_before', ({ openedBefore }) => String(openedBefore)],
  ['acknowledged', ({ acknowledged }) => acknowledged?.at ?? null],
  ['acknowledged_by', ({ acknowledged }) => acknowledged?.by ?? null],
  ['resolved', ({ resolved }) => resolved],
  ['seconds_to_acknowledge', (one) => one.secondsToAcknowledge],
  ['seconds_to_resolve', (one) => one.secondsToResolve],
  ['severity', ({ severity }) => severity],
  ['service', ({ service }) => service],
  ['owner', ({ owner }) => owner],
  ['group', ({ group }) => JSON.stringify(group)],
];

/** A line for each incident below one of names. */
export function incidentsCsv(incidents: readonly Incident[]): string {
  const names = COLUMNS.map(([name]) => name);
  return csvOf(
    names,
    incidents.map((incident) => COLUMNS.map(([, read]) => read(incident))),
  );
}
