import type { ListedAlert } from '../program.ts';
import type { Io } from './io.ts';
import { count, styled } from './print.ts';

const STYLE = { firing: 'red', silenced: 'yellow', inhibited: 'gray', muted: 'gray' } as const;
/** Said by the columns before, or no help to a reader. */
const SHOWN_ELSEWHERE = new Set(['alertname', 'service', 'severity', 'owner']);

/** Two lines for each alert, then how many there are of each state. */
export function printAlerts(io: Io, alerts: readonly ListedAlert[]): string {
  if (alerts.length === 0) return 'No alert is like that: nothing fires.\n';
  const width = Math.max(...alerts.map(({ alert }) => alert.length));
  const lines = alerts.flatMap((one) => [
    `${styled(io, STYLE[one.state], one.state.padEnd(9))}  ${one.alert.padEnd(width)}  ${headOf(one)}`,
    ...tailOf(one).map((text) => `           ${text}`),
  ]);
  return `${[...lines, totals(alerts)].join('\n')}\n`;
}

export function printTime(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}

export function printLabels(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(' ');
}

function headOf({ labels, since, receivers }: ListedAlert): string {
  const who = [labels['severity'], labels['service'], labels['owner'] && `of ${labels['owner']}`].filter(Boolean).join(' ');
  return [who, `since ${printTime(since)}`, `→ ${receivers.join(', ')}`].filter(Boolean).join('  ');
}

function tailOf({ summary, labels, fingerprint, acknowledged, state, because }: ListedAlert): string[] {
  const rest = Object.fromEntries(Object.entries(labels).filter(([name]) => !SHOWN_ELSEWHERE.has(name)));
  const ack = acknowledged && `${acknowledged.by} has it until ${printTime(acknowledged.until)}: ${acknowledged.reason}`;
  return [
    summary,
    [`fingerprint ${fingerprint}`, printLabels(rest)].filter(Boolean).join('  '),
    ack ?? (state === 'firing' ? '' : `${state} by ${because.join(', ')}`),
  ].filter(Boolean);
}

function totals(alerts: readonly ListedAlert[]): string {
  const parts = (['firing', 'silenced', 'inhibited', 'muted'] as const).flatMap((state) => {
    const number = alerts.filter((one) => one.state === state).length;
    return number === 0 ? [] : [`${number} ${state}`];
  });
  return `${count(alerts.length, 'alert')}: ${parts.join(', ')}.`;
}
