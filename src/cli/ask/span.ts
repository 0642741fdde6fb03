import type { Command } from 'commander';
import type { Invocation } from '../command.ts';
import type { ExitCode } from '../exit.ts';
import { refuse } from '../refuse.ts';

/** The time a question is about, and how moments of it are written. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
  readonly seconds: number;
  /** `2026-11-22 10:00 UTC`, in the zone that was asked for. */
  print(at: Date): string;
  /** About `points` steps, whole seconds that people can read, `least` at least. */
  step(points: number, leastSeconds?: number): number;
}

/** `since` is the default length. */
export function spanOptions(command: Command, since: string): Command {
  return command
    .option('--since <duration>', 'how far to look back, from --to', since)
    .option(
      '--from <time>',
      "where to begin: '2026-11-22 10:00', '2026-11-22T10:00:00Z', 'now-2h' (default: --since before --to)",
    )
    .option('--to <time>', 'where to end, or the moment that is asked about', 'now')
    .option('--time-zone <zone>', "how times are written and read, 'Europe/Berlin', or 'local'", 'UTC');
}

const STEPS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1_200, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400];

export async function spanIn(invocation: Invocation): Promise<Span | ExitCode> {
  const { isTimezone, parseDuration, parseTime, printLocalTime } = await import('../../program.ts');
  const { options } = invocation;
  const zone = zoneOf(String(options['timeZone']));
  if (!isTimezone(zone)) return refuse(invocation, `There is no time zone ${zone}. Write 'Europe/Berlin', 'UTC' or 'local'.`);
  const now = new Date();
  const read = (name: string) => parseTime(String(options[name]), zone, now);
  const since = parseDuration(String(options['since']));
  if (!since) return refuse(invocation, `\`--since ${options['since']}\` is no duration. Write '30m' or '7d'.`);
  const to = read('to');
  const from = options['from'] === undefined ? to && new Date(to.getTime() - since) : read('from');
  const wrong = to ? 'from' : 'to';
  if (!to || !from)
    return refuse(
      invocation,
      `\`--${wrong} ${options[wrong]}\` is no time. Write '2026-11-22 10:00', '2026-11-22T10:00:00Z' or 'now-2h'.`,
    );
  if (from >= to) return refuse(invocation, `\`--from ${options['from']}\` is not before \`--to ${options['to']}\`.`);
  const seconds = (to.getTime() - from.getTime()) / 1000;
  const step = (points: number, least = 1) => stepOf(Math.max(seconds / points, least));
  return { from, to, seconds, print: (at) => printLocalTime(at, zone), step };
}

function stepOf(least: number): number {
  return STEPS.find((step) => step >= least) ?? Math.ceil(least / 86_400) * 86_400;
}

function zoneOf(written: string): string {
  return written === 'local' ? new Intl.DateTimeFormat().resolvedOptions().timeZone : written;
}
