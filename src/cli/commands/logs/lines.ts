import type { LogLine } from '../../../program.ts';
import type { Column } from '../../ask/output.ts';
import type { Span } from '../../ask/span.ts';
import type { Io } from '../../io.ts';
import { styled } from '../../print.ts';
import { printable } from '../../printable.ts';

export interface LineRow {
  readonly at: Date;
  readonly service: string;
  readonly level: string;
  readonly message: string;
  readonly line: LogLine;
}

export async function rowsOf(lines: readonly LogLine[]): Promise<LineRow[]> {
  const { levelOf, messageOf } = await import('../../../program.ts');
  return lines.map((line) => ({
    at: new Date(Number(line.at / 1_000_000n)),
    service: line.labels['service_name'] ?? '',
    level: levelOf(line) ?? '',
    message: messageOf(line),
    line,
  }));
}

export function columnsOf({ zone }: Pick<Span, 'zone'>): Column<LineRow>[] {
  const clock = clockIn(zone);
  return [
    { name: 'time', value: ({ at }) => at.toISOString(), text: ({ at }) => clock(at) },
    { name: 'level', value: ({ level }) => level, style: ({ level }) => styleOf(level) },
    { name: 'service', value: ({ service }) => service },
    { name: 'message', value: ({ message }) => message },
  ];
}

export function jsonOf({ at, line: { labels, line, at: nanoseconds } }: LineRow): object {
  return { at: at.toISOString(), nanoseconds: String(nanoseconds), labels, line };
}

/** One line of text, for a reader who follows. */
export function textOf(io: Io, { zone }: Pick<Span, 'zone'>, { at, level, service, message }: LineRow): string {
  const style = styleOf(level);
  const said = printable(level).padEnd(5);
  const shown = style === undefined ? said : styled(io, style, said);
  return `${clockIn(zone)(at)}  ${shown}  ${printable(service)}  ${printable(message)}\n`;
}

function styleOf(level: string): 'red' | 'yellow' | undefined {
  if (/^(err|crit|fatal|alert|emerg|panic)/i.test(level)) return 'red';
  return /^warn/i.test(level) ? 'yellow' : undefined;
}

/** `2026-11-22 10:00:05.123`: lines of one second are told apart. */
function clockIn(zone: string): (at: Date) => string {
  const two = '2-digit';
  const parts = {
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
    second: two,
    fractionalSecondDigits: 3,
  } as const;
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, ...parts });
  return (at) => format.format(at).replace(',', '.');
}
