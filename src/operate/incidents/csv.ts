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
/** A spreadsheet would take a text that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** A line for each incident below one of names. https://www.rfc-editor.org/rfc/rfc4180 */
export function incidentsCsv(incidents: readonly Incident[]): string {
  const rows = incidents.map((incident) => COLUMNS.map(([, read]) => cell(read(incident))).join(','));
  return [COLUMNS.map(([name]) => name).join(','), ...rows].map((row) => `${row}\r\n`).join('');
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  const text = FORMULA.test(String(value)) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
