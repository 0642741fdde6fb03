import { aggregate, range } from '../../query/promql/build.ts';
import { printPromql } from '../../query/promql/print.ts';
import type { VectorSelector } from '../../query/promql/tree.ts';
import { numberOf, type Series } from '../servers/answer.ts';
import type { PrometheusReader, Steps } from '../servers/prometheus.ts';
import type { VersionCounts } from './compare.ts';
import { type RanAt, ranAtOf, type Tally, tallyFrom } from './tally.ts';

/** What is counted, and by which label of which metric versions are known. */
export interface Selectors {
  readonly info: VectorSelector;
  readonly label: string;
  readonly total: VectorSelector;
  readonly bad: VectorSelector;
  readonly buckets: VectorSelector | undefined;
}

export interface Scraped extends Steps {
  readonly scrapeSeconds: number;
}

/** Samples read for one comparison: two million take some seconds, and no more memory than a piece. */
const MOST = 2_000_000;
const PIECE = 100_000;
/** As far back as Prometheus looks for the newest sample. https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness */
const LOOKBACK_SECONDS = 300;

export interface ExactCounts {
  readonly counts: ReadonlyMap<string, VersionCounts>;
  /** By version: what new instances had counted when they were first scraped; it is in no count. */
  readonly unsure: ReadonlyMap<string, number>;
}

/** Every sample of the span, added up scrape by scrape; undefined where that would be too many. */
export async function exactCounts(
  prometheus: PrometheusReader,
  selectors: Selectors,
  steps: Scraped,
): Promise<ExactCounts | undefined> {
  const { bad, buckets, info, label, total } = selectors;
  const sizes = new Map<VectorSelector, number>();
  for (const one of [info, total, bad, ...(buckets ? [buckets] : [])]) sizes.set(one, await samplesOf(prometheus, one, steps));
  if ([...sizes.values()].reduce((sum, size) => sum + size, 0) > MOST) return undefined;
  const read = async (selector: VectorSelector, take: (series: readonly Series[]) => void) => {
    for (const [at, seconds] of piecesOf(steps, sizes.get(selector) ?? 0))
      take(await prometheus.raw(printPromql(range(selector, seconds * 1000)), new Date(at * 1000)));
  };
  const ran: Series[] = [];
  await read(info, (series) => ran.push(...series));
  const ranAt = ranAtOf(ran, label);
  const tallied = async (selector: VectorSelector, ran: RanAt) => {
    const tally = tallyFrom(steps.from.getTime() / 1000, ran);
    await read(selector, tally.add);
    return tally;
  };
  const all = await tallied(total, ranAt);
  const failed = await tallied(bad, ranAt);
  const durations = buckets && (await tallied(buckets, ranAt));
  return { counts: countsOf(all, failed, durations), unsure: all.unsure };
}

function countsOf(total: Tally, bad: Tally, buckets: Tally | undefined): ReadonlyMap<string, VersionCounts> {
  const sum = (of: Tally, version: string) => [...(of.counted.get(version)?.values() ?? [])].reduce((all, one) => all + one, 0);
  const counts = [...total.counted.keys()].map((version) => {
    const limits = [...(buckets?.counted.get(version) ?? [])].map(([le, count]) => ({ le: numberOf(le), count }));
    return {
      version,
      total: sum(total, version),
      bad: sum(bad, version),
      buckets: limits.sort((a, b) => a.le - b.le),
    };
  });
  return new Map(counts.map((one) => [one.version, one]));
}

/** About how many there are: series at each step, times the scrapes of a step. Reading them to count them would cost as much. */
async function samplesOf(prometheus: PrometheusReader, selector: VectorSelector, steps: Scraped): Promise<number> {
  const found = await prometheus.range(printPromql(aggregate('count', { by: [] }, selector)), steps);
  const series = found.flatMap(({ points }) => points.map(([, value]) => value)).reduce((sum, one) => sum + one, 0);
  return (series * steps.stepSeconds) / steps.scrapeSeconds;
}

/** Ends and lengths, in order, in seconds: the first reaches back to the sample before the span. */
function piecesOf({ from, to }: Steps, samples: number): [number, number][] {
  const [begin, end] = [from.getTime() / 1000 - LOOKBACK_SECONDS, to.getTime() / 1000];
  const count = Math.max(1, Math.ceil(samples / PIECE));
  const length = Math.ceil((end - begin) / count);
  return Array.from({ length: count }, (_, at) => [Math.min(end, begin + (at + 1) * length), length]);
}
