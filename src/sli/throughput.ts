import type { AnyCounter, Of } from '../authored/metric.ts';
import type { LabelName } from '../authored/vector.ts';
import { parseDuration, printDuration } from '../kernel/duration.ts';
import type { Duration } from '../kernel/literals.ts';
import { printPromql } from '../query/promql/print.ts';
import { type AskedOptions, asked, askedProblems, noQuantity } from './asked.ts';
import { authoredSli, sumBy } from './authored-sli.ts';
import type { AuthoredSli, SliKind, SliProblem } from './kind.ts';
import { sampleSeries } from './sample.ts';

/** Events in a time: `'10/s'`, `'600/m'`, `'5/h'`, `'1/d'`. */
export type PerTime = `${number}/${'s' | 'm' | 'h' | 'd'}`;

export interface ThroughputOptions<M extends Of<AnyCounter>> extends AskedOptions {
  /** What should keep moving. */
  readonly of: M;
  /** The floor, itself included: `'10/s'`, or a number a second. */
  readonly atLeast: number | PerTime;
  /** What the rate is taken over: long enough that the floor is an event or more. @default '5m' */
  readonly within?: Duration;
  /** Keep the objective apart for each value of these labels. @default []: one objective, and all series add up to the floor */
  readonly groupBy?: readonly LabelName<NoInfer<M>>[];
}

/**
 * The share of time in which enough happened: orders taken, messages consumed. The sum of all series is held against the floor, asked at
 * every evaluation of the SLO; compiles to the recording `slo:sli_bad:state`. Idle is bad here: where idle is fine, count `events`.
 */
export function throughput<M extends Of<AnyCounter>>(options: ThroughputOptions<M>): AuthoredSli {
  return authoredSli('throughput', options, throughput);
}

interface Settings extends AskedOptions {
  readonly of: Of<AnyCounter>;
  readonly atLeast: number | string;
  readonly within?: string;
  readonly groupBy?: readonly string[];
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
const FORM = /^(\d+(?:\.\d+)?)\/([smhd])$/;
const DEFAULT_WITHIN = '5m';
const DEFAULT_WITHIN_MS = 5 * 60_000;

export const throughputKind: SliKind<Settings> = {
  type: 'throughput',
  groupBy: ({ groupBy = [] }) => groupBy,
  reads: ({ of }) => [of],
  problems: (settings) => [...floorProblems(settings), ...askedProblems(settings.missing, settings.groupBy)],
  state: (settings, context, site) => {
    const { groupBy = [], missing } = settings;
    const within = (windowOf(settings) && settings.within) || DEFAULT_WITHIN;
    const { events, seconds } = floorOf(settings) ?? NOTHING;
    const rate = sumBy(groupBy, `rate(${printPromql(context.selector(settings.of, site))}[${within}])`);
    return asked(`${rate}${seconds === 1 ? '' : ` * ${seconds}`} < bool ${events}`, missing);
  },
  samples: () => [],
  floor: (settings, context, site) => {
    const { events, seconds } = floorOf(settings) ?? NOTHING;
    const withinMs = windowOf(settings) || DEFAULT_WITHIN_MS;
    const series = sampleSeries(settings.of, context.selector(settings.of, site), { groupBy: settings.groupBy });
    return { series, events: (events / seconds) * (withinMs / 1000), withinMs };
  },
};

interface Floor {
  readonly events: number;
  readonly seconds: number;
}
const NOTHING: Floor = { events: 0, seconds: 1 };

function floorOf({ atLeast }: Settings): Floor | undefined {
  if (typeof atLeast === 'number') return { events: atLeast, seconds: 1 };
  const [, events, unit] = FORM.exec(atLeast) ?? [];
  const seconds = SECONDS[unit ?? ''];
  return seconds === undefined ? undefined : { events: Number(events), seconds };
}

function windowOf({ within = DEFAULT_WITHIN }: Settings): number | undefined {
  return parseDuration(within);
}

function floorProblems(settings: Settings): SliProblem[] {
  const { atLeast, within = DEFAULT_WITHIN } = settings;
  const floor = floorOf(settings);
  if (!floor || !(floor.events > 0))
    return [noQuantity('atLeast', atLeast, "what must happen, above zero: '10/s', '600/m', '5/h'")];
  const windowMs = windowOf(settings);
  if (!windowMs) return [noQuantity('within', within, "the window of the rate: '5m'")];
  const expected = (floor.events / floor.seconds) * (windowMs / 1000);
  if (expected >= 1) return [];
  return [
    {
      code: 'slo/floor-under-one-event',
      message: `Of ${atLeast} less than one event falls into ${within}: each pause between two would be bad.`,
      fix: `write a longer \`within\`: ${printDuration(Math.ceil(windowMs / expected / 60_000) * 60_000)} or more`,
    },
  ];
}
