import type { Command } from 'commander';
import type { Invocation } from '../command.ts';
import type { ExitCode } from '../exit.ts';
import { refuse } from '../refuse.ts';

/** The time a question is about, and how moments of it are written. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
  readonly seconds: number;
  /** As times are to be read and written, `Europe/Berlin`. */
  readonly zone: string;
  /** `2026-11-22 10:00 UTC`, in the zone that was asked for. */
  print(at: Date): string;
  /** About `points` steps, whole seconds that people can read, `least` at least. */
  step(points: number, leastSeconds?: number): number;
}

/** `since` is the default length; undefined: the question is about one moment; 'now': which is this one. */
export function spanOptions(command: Command, since: string | undefined): Command {
  if (since === 'now') return zoneOption(command);
  if (since !== undefined)
    command
      .option('--since <duration>', 'how far to look back, from --to', since)
      .addOption(
        command
          .createOption(
            '--from <time>',
            "where to begin: '2026-11-22 10:00', '2026-11-22T10:00:00Z', 'now-2h' (default: --since before --to)",
          )
          .conflicts('since'),
      );
  return zoneOption(
    command.option('--to <time>', since === undefined ? 'the moment that is asked about' : 'where to end', 'now'),
  );
}

export function zoneOption(command: Command): Command {
  return command.option('--time-zone <zone>', "how times are written and read, 'Europe/Berlin', or 'local'", 'UTC');
}

const STEPS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1_200, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400];

/** How moments are written. */
export type Clock = Pick<Span, 'zone' | 'print'>;

export async function clockIn(invocation: Invocation): Promise<Clock | ExitCode> {
  const { isTimezone, printLocalTime } = await import('../../program.ts');
  const zone = zoneOf(String(invocation.options['timeZone']));
  if (!isTimezone(zone))
    return refuse(
      invocation,
      `${zone.trim() === '' ? 'The time zone is empty.' : `There is no time zone ${zone}.`} Write 'Europe/Berlin', 'UTC' or 'local'.`,
    );
  return { zone, print: (at) => printLocalTime(at, zone) };
}

export async function spanIn(invocation: Invocation): Promise<Span | ExitCode> {
  const clock = await clockIn(invocation);
  if (typeof clock === 'number') return clock;
  const { zone } = clock;
  const ends = await endsIn(invocation, zone);
  if (typeof ends === 'string') return refuse(invocation, ends);
  const seconds = (ends.to.getTime() - ends.from.getTime()) / 1000;
  const step = (points: number, least = 1) => stepOf(Math.max(seconds / points, least));
  return { ...ends, ...clock, seconds, step };
}

/** Another time of the same question. */
export function spanBetween(span: Span, from: Date, to: Date): Span {
  const seconds = (to.getTime() - from.getTime()) / 1000;
  return { ...span, from, to, seconds, step: (points, least = 1) => stepOf(Math.max(seconds / points, least)) };
}

/** What the clock of a server may be ahead of ours. */
const AHEAD_MS = 60_000;

/** The two ends, or what is wrong with how they were written. */
async function endsIn({ options }: Invocation, zone: string): Promise<Pick<Span, 'from' | 'to'> | string> {
  const { parseDuration, parseTime } = await import('../../program.ts');
  const { since, from: begin, to: end = 'now' } = options;
  const now = new Date();
  const sinceMs = since === undefined ? 0 : parseDuration(String(since));
  if (sinceMs === undefined || (since !== undefined && sinceMs === 0))
    return `\`--since ${since}\` is no duration. Write '30m' or '7d'.`;
  if (options['around'] !== undefined) {
    const middle = parseTime(String(options['around']), zone, now);
    if (begin !== undefined || end !== 'now') return '`--around` and `--since` say when: leave out --from and --to.';
    return middle ? around(middle, sinceMs, now) : noTime('around', options['around']);
  }
  const to = parseTime(String(end), zone, now);
  if (!to) return noTime('to', end);
  if (to.getTime() - now.getTime() > AHEAD_MS) return `\`--to ${end}\` is a time to come: nothing is known of it yet.`;
  const from = begin === undefined ? new Date(to.getTime() - sinceMs) : parseTime(String(begin), zone, now);
  if (!from) return noTime('from', begin);
  if (from.getTime() < 0)
    return `That begins before 1970, and nothing was measured then: write less than \`--since ${since}\`, or a later --from.`;
  return since !== undefined && from >= to ? `\`--from ${begin}\` is not before \`--to ${end}\`.` : { from, to };
}

/** Half of it before, half after; nothing is known of what is to come. */
function around(middle: Date, lengthMs: number, now: Date): Pick<Span, 'from' | 'to'> | string {
  const from = new Date(middle.getTime() - lengthMs / 2);
  const to = new Date(Math.min(middle.getTime() + lengthMs / 2, now.getTime()));
  return from < to ? { from, to } : '`--around` is a time to come: nothing is known of it yet.';
}

function noTime(option: string, written: unknown): string {
  return `\`--${option} ${written}\` is no time. Write '2026-11-22 10:00', '2026-11-22T10:00:00Z' or 'now-2h'.`;
}

function stepOf(least: number): number {
  return STEPS.find((step) => step >= least) ?? Math.ceil(least / 86_400) * 86_400;
}

function zoneOf(written: string): string {
  return written === 'local' ? new Intl.DateTimeFormat().resolvedOptions().timeZone : written;
}
