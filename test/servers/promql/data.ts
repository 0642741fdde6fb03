import { seriesNames } from '../../../src/query/promql/series.ts';
import type { MetricShape } from '../../../src/query/shape.ts';
import type { Random } from './random.ts';
import type { Series } from './remote-write.ts';
import { INSTANCES, METRICS, SCRAPE_SECONDS } from './shapes.ts';

export const START_MS = Date.UTC(2026, 0, 1);
export const MINUTES = 45;
export const END_MS = START_MS + MINUTES * 60_000;
const SAMPLES = (MINUTES * 60) / SCRAPE_SECONDS;

type Labels = Readonly<Record<string, string>>;

/** Series as the metrics declare them: some combinations of labels never come, and some series begin late or end early. */
export function generatedSeries(random: Random): readonly Series[] {
  return [...METRICS.flatMap((metric) => seriesOf(metric, random)), ...targets().map((target) => up(target, random))];
}

function targets(jobs: readonly string[] = [...INSTANCES.keys()]): readonly Labels[] {
  return jobs.flatMap((job) =>
    Array.from({ length: INSTANCES.get(job) ?? 1 }, (_, index) => ({
      job,
      instance: `${job}-${index}:80`,
      ...(index === 0 ? { region: 'eu' } : {}),
    })),
  );
}

function up(target: Labels, random: Random): Series {
  return { labels: { __name__: 'up', ...target }, samples: times().map((time) => [time, random.chance(0.9) ? 1 : 0]) };
}

function seriesOf(metric: MetricShape, random: Random): Series[] {
  return targets(metric.jobs).flatMap((target, index) =>
    combinations(metric)
      // A target has one version and stands in one zone.
      .filter((_, at, all) => metric.type !== 'info' || at === index % all.length)
      .filter(() => metric.type === 'histogram' || random.chance(0.9))
      .flatMap((labels) => family(metric, { ...target, ...labels }, random)),
  );
}

function combinations({ labels }: MetricShape): readonly Labels[] {
  return Object.entries(labels).reduce<readonly Labels[]>(
    (all, [label, { values, series = 1 }]) => {
      const some = values ?? Array.from({ length: series }, (_, index) => `${label}${index}`);
      return all.flatMap((one) => some.map((value) => ({ ...one, [label]: value })));
    },
    [{}],
  );
}

/** The series of one combination: of a histogram one for each bucket, and its sum and count. */
function family(metric: MetricShape, labels: Labels, random: Random): readonly Series[] {
  const alive = lifetime(random);
  if (metric.type !== 'histogram') return seriesNames(metric).flatMap((name) => plain(metric, name, labels, alive, random));
  const bounds = [...(metric.buckets ?? []), Number.POSITIVE_INFINITY];
  const steps = alive.map(() => bounds.map(() => random.below(4)));
  const counted = bounds.map((bound, index) => ({
    labels: { __name__: `${metric.name}_bucket`, ...labels, le: bound === Number.POSITIVE_INFINITY ? '+Inf' : bound.toFixed(1) },
    samples: running(alive, (at) => sumTo(steps[at] ?? [], index)),
  }));
  const count = {
    labels: { __name__: `${metric.name}_count`, ...labels },
    samples: running(alive, (at) => sumTo(steps[at] ?? [], bounds.length)),
  };
  const sum = {
    labels: { __name__: `${metric.name}_sum`, ...labels },
    samples: running(alive, (at) => sumTo(steps[at] ?? [], bounds.length) / 3),
  };
  return [...counted, count, sum];
}

function plain(metric: MetricShape, name: string, labels: Labels, alive: readonly number[], random: Random): readonly Series[] {
  const grows = metric.type === 'counter' || name.endsWith('_sum') || name.endsWith('_count');
  const quantiles = metric.type === 'summary' && !grows ? (metric.quantiles ?? []) : [undefined];
  return quantiles.map((quantile) => ({
    labels: { __name__: name, ...labels, ...(quantile === undefined ? {} : { quantile: `${quantile}` }) },
    samples: grows ? running(alive, () => random.below(5)) : alive.map((time) => [time, valueFor(metric, random)] as const),
  }));
}

const VALUES: Readonly<Record<string, (random: Random) => number>> = {
  info: () => 1,
  ratio: (random) => random.below(101) / 100,
  celsius: (random) => (random.chance(0.05) ? Number.NaN : random.below(61) - 30),
  bytes: (random) => random.below(1_000) * 1_000,
};

function valueFor({ type, unit }: MetricShape, random: Random): number {
  return (VALUES[type] ?? VALUES[unit] ?? ((one: Random) => one.below(10)))(random);
}

/** A counter with a restart now and then. */
function running(alive: readonly number[], step: (at: number) => number): [number, number][] {
  let total = 0;
  return alive.map((time, at) => {
    total = at % 70 === 69 ? 0 : total + step(at);
    return [time, total];
  });
}

function sumTo(steps: readonly number[], index: number): number {
  return steps.slice(0, index + 1).reduce((sum, step) => sum + step, 0);
}

function lifetime(random: Random): readonly number[] {
  const all = times();
  if (random.chance(0.8)) return all;
  return random.chance(0.5) ? all.slice(SAMPLES / 3) : all.slice(0, SAMPLES / 2);
}

function times(): number[] {
  return Array.from({ length: SAMPLES }, (_, index) => START_MS + index * SCRAPE_SECONDS * 1000);
}
