import type { Incident } from './incident.ts';

/** Everything one line can say of an incident, by the names a CSV has for it. */
export const INCIDENT_COLUMNS: readonly { readonly name: string; value(incident: Incident): string | number | null }[] = [
  { name: 'id', value: ({ id }) => id },
  { name: 'opened', value: ({ opened }) => opened },
  { name: 'opened_before', value: ({ openedBefore }) => String(openedBefore) },
  { name: 'acknowledged', value: ({ acknowledged }) => acknowledged?.at ?? null },
  { name: 'acknowledged_by', value: ({ acknowledged }) => acknowledged?.by ?? null },
  { name: 'resolved', value: ({ resolved }) => resolved },
  { name: 'seconds_to_acknowledge', value: (one) => one.secondsToAcknowledge },
  { name: 'seconds_to_resolve', value: (one) => one.secondsToResolve },
  { name: 'severity', value: ({ severity }) => severity },
  { name: 'service', value: ({ service }) => service },
  { name: 'owner', value: ({ owner }) => owner },
  { name: 'group', value: ({ group }) => JSON.stringify(group) },
];
