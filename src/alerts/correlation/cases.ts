import { parseDuration } from '../../kernel/duration.ts';
import type { AlertCase, CaseSeries } from '../../model/alert-case.ts';
import type { Held } from './held.ts';
import type { CorrelationOptions } from './options.ts';

const EVERY_MS = 30_000;
const MINUTE = 60_000;

/** That the conditions are enough when they come within the time, in one group, and not otherwise. */
export function correlationCases(
  { within, by = [], atLeast, for: wait }: CorrelationOptions,
  conditions: readonly Held[],
): AlertCase[] {
  const withinMs = parseDuration(within) ?? 0;
  const forMs = (typeof wait === 'string' && parseDuration(wait)) || 0; // another value is reported where the rule is made
  if (withinMs < 2 * MINUTE || withinMs % EVERY_MS !== 0) return [];
  const needed = atLeast ?? conditions.length;
  const some = conditions.slice(0, needed);
  const [first, ...others] = some;
  if (!first) return [];
  const begins = MINUTE + Math.floor(withinMs / 2 / EVERY_MS) * EVERY_MS;
  const ends = begins + forMs + MINUTE;
  // the first has gone when the others come, so the window must remember it
  const remembered = seriesOf(first, by, 'a', MINUTE, begins + forMs);
  const together = [remembered, ...others.map((one) => seriesOf(one, by, 'a', begins, ends))];
  const late = ends + withinMs + MINUTE;
  const lastsMs = late + forMs + MINUTE;
  const firing = atLeast === undefined ? 1 : needed;
  const quiet = (name: string, series: readonly CaseSeries[]): AlertCase => ({ name, series, holds: undefined, lastsMs });
  const apart = [seriesOf(first, by, 'a', MINUTE, ends), ...others.map((one) => seriesOf(one, by, 'a', late, lastsMs))];
  const elsewhere = [seriesOf(first, by, 'a', MINUTE, ends), ...others.map((one) => seriesOf(one, by, 'b', MINUTE, ends))];
  return [
    {
      name: `fires when ${needed} have held within ${within}`,
      series: together,
      holds: { fromMs: begins, endsMs: begins + forMs - EVERY_MS + withinMs },
      firing,
    },
    quiet(`stays quiet when they are further than ${within} apart`, apart),
    quiet(
      'stays quiet while one is missing',
      others.map((one) => seriesOf(one, by, 'a', MINUTE, lastsMs)),
    ),
    ...(by.length === 0 ? [] : [quiet(`stays quiet when they hold for another ${by.join(' and ')}`, elsewhere)]),
  ];
}

function seriesOf({ selector }: Held, by: readonly string[], group: string, fromMs: number, endsMs: number): CaseSeries {
  const labels = { ...Object.fromEntries(by.map((label) => [label, group])), ...selector.labels };
  const printed = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return { series: `${selector.name}{${printed.join(',')}}`, at: (ms) => (ms >= fromMs && ms < endsMs ? 1 : undefined) };
}
