import type { ListedAlert } from '../program.ts';
import type { Clock } from './ask/span.ts';
import type { Io } from './io.ts';
import { count, styled } from './print.ts';

export const ALERT_STYLE = { firing: 'red', silenced: 'yellow', inhibited: 'gray', muted: 'gray' } as const;
/** Said by the columns before, or no help to a reader. */
const SHOWN_ELSEWHERE = new Set(['alertname', 'service', 'severity', 'owner']);

/** Some lines for each alert. */
export function printAlerts(io: Io, alerts: readonly ListedAlert[], clock: Clock): string {
  const width = Math.max(...alerts.map(({ alert }) => alert.length));
  const lines = alerts.flatMap((one) => [
    `${styled(io, ALERT_STYLE[one.state], one.state.padEnd(9))}  ${one.alert.padEnd(width)}  ${headOf(one, clock)}`,
    ...tailOf(one, clock).map((text) => `           ${text}`),
  ]);
  return lines.map((line) => `${line}\n`).join('');
}

export function printTime(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}

export function printLabels(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(' ');
}

function headOf({ labels, since, receivers }: ListedAlert, { print }: Clock): string {
  const who = [labels['severity'], labels['service'], labels['owner'] && `of ${labels['owner']}`].filter(Boolean).join(' ');
  return [who, `since ${print(new Date(since))}`, `→ ${receivers.join(', ')}`].filter(Boolean).join('  ');
}

function tailOf(one: ListedAlert, clock: Clock): string[] {
  const { summary, fingerprint } = one;
  return [
    summary,
    [`fingerprint ${fingerprint}`, printLabels(restOf(one))].filter(Boolean).join('  '),
    quietOf(one, clock),
  ].filter(Boolean);
}

/** Who has it, or why it is quiet; nothing where it is neither. */
export function quietOf({ acknowledged, because, state }: ListedAlert, { print }: Clock): string {
  if (acknowledged) return `${acknowledged.by} has it until ${print(new Date(acknowledged.until))}: ${acknowledged.reason}`;
  return state === 'firing' ? '' : `${state} by ${because.join(', ')}`;
}

/** The labels that no column has. */
export function restOf({ labels }: ListedAlert): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !SHOWN_ELSEWHERE.has(name)));
}

/** How many there are of each state. */
export function totals(alerts: readonly ListedAlert[]): string {
  if (alerts.length === 0) return 'No alert is like that: nothing fires.';
  const parts = (['firing', 'silenced', 'inhibited', 'muted'] as const).flatMap((state) => {
    const number = alerts.filter((one) => one.state === state).length;
    return number === 0 ? [] : [`${number} ${state}`];
  });
  return `${count(alerts.length, 'alert')}: ${parts.join(', ')}.`;
}
