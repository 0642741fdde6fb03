import { parseDuration } from '../kernel/duration.ts';
import type { PanelFrame } from '../model/panel-frame.ts';

/** Where a panel looks at another time range than its board. */
export interface OwnRange {
  /** As Grafana writes it into the corner of the panel; empty where its author hides it. */
  readonly note: string;
  /** How long it is; undefined is as long as the board's. */
  readonly seconds: number | undefined;
  /** How long ago it ends. */
  readonly backSeconds: number;
}

const WORDS: Readonly<Record<string, string>> = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week', y: 'year' };

/** What `timeFrom` and `timeShift` of a panel make of the time range; undefined where it is the board's. */
export function ownRange({ queryOptions }: PanelFrame): OwnRange | undefined {
  const { timeFrom, timeShift, hideTimeOverride = false } = queryOptions;
  if (timeFrom === undefined && timeShift === undefined) return undefined;
  const notes = [
    timeFrom === undefined ? [] : [`Last ${inWords(timeFrom)}`],
    timeShift === undefined ? [] : [`Timeshift -${timeShift}`],
  ];
  return {
    note: hideTimeOverride ? '' : notes.flat().join(' '),
    seconds: timeFrom === undefined ? undefined : secondsOf(timeFrom),
    backSeconds: (timeShift === undefined ? undefined : secondsOf(timeShift)) ?? 0,
  };
}

/** `2 hours`; what is no single unit stays as it is written. */
function inWords(text: string): string {
  const [, count = '', unit = ''] = /^(\d+)([smhdwy])$/.exec(text) ?? [];
  return count === '' ? text : `${count} ${WORDS[unit]}${count === '1' ? '' : 's'}`;
}

function secondsOf(text: string): number | undefined {
  const milliseconds = parseDuration(text);
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}
