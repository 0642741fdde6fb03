import type { Series } from '../servers/answer.ts';

/** Which version a target ran when it was scraped; undefined before its first scrape. */
export type RanAt = (target: string, at: number) => string | undefined;

/** What counters counted, added up for the version that ran. */
export interface Tally {
  /** The next piece of time; pieces may overlap. */
  add(series: readonly Series[]): void;
  /** By version and by `le`, which is empty for what is no bucket. */
  readonly counted: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** By version: what targets had counted already when they were first scraped, in the span or before it. */
  readonly unsure: ReadonlyMap<string, number>;
}

interface Sample {
  readonly at: number;
  readonly value: number;
}

export function targetOf({ job = '', instance = '' }: Series['labels']): string {
  return JSON.stringify([job, instance]);
}

/** By the samples of the info metric; of two versions in one scrape the one that came later counts. */
export function ranAtOf(info: readonly Series[], label: string): RanAt {
  const scrapes = new Map<string, Map<number, string>>();
  for (const { labels, points } of info.toSorted((a, b) => (a.points[0]?.[0] ?? 0) - (b.points[0]?.[0] ?? 0))) {
    const target = targetOf(labels);
    const known = scrapes.get(target) ?? new Map<number, string>();
    for (const [at] of points) known.set(at, labels[label] ?? '');
    scrapes.set(target, known);
  }
  const inOrder = new Map([...scrapes].map(([target, known]) => [target, [...known].sort(([a], [b]) => a - b)]));
  return (target, at) => lastUntil(inOrder.get(target) ?? [], at);
}

function lastUntil(scrapes: readonly (readonly [number, string])[], at: number): string | undefined {
  let [low, high] = [0, scrapes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((scrapes[middle]?.[0] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return scrapes[low - 1]?.[1];
}

/**
 * Differences from scrape to scrape, each for the version of the later one; what is less than before began anew, as Prometheus has it.
 * A series that is new on a target that was there before began at zero. What a new target had counted when it was first scraped is told
 * apart: it may be of a time before the span.
 */
export function tallyFrom(fromSeconds: number, ranAt: RanAt): Tally {
  const last = new Map<string, Sample>();
  const counted = new Map<string, Map<string, number>>();
  const unsure = new Map<string, number>();
  const put = (labels: Series['labels'], { at, value }: Sample, before: Sample | undefined) => {
    const target = targetOf(labels);
    const version = ranAt(target, at);
    if (version === undefined || at <= fromSeconds) return;
    if (!before && ranAt(target, at - SOONER) === undefined) return addTo(unsure, version, value);
    const limits = counted.get(version) ?? new Map<string, number>();
    counted.set(version, limits);
    addTo(limits, labels['le'] ?? '', !before || value < before.value ? value : value - before.value);
  };
  const add = (series: readonly Series[]) => {
    for (const { labels, points } of series) {
      const key = JSON.stringify(labels);
      for (const [at, value] of points) {
        const before = last.get(key);
        if (!Number.isFinite(value) || (before && at <= before.at)) continue;
        put(labels, { at, value }, before);
        last.set(key, { at, value });
      }
    }
  };
  return { add, counted, unsure };
}

/** Seconds: any time before a scrape, and after the one before. */
const SOONER = 0.001;

function addTo(sums: Map<string, number>, key: string, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}
