import { type Bucket, distributionDifference, quantileOfBuckets } from '../statistics/distribution.ts';
import { type Interval, shareDifference, wilson } from '../statistics/proportion.ts';

/** What was counted while a version ran. */
export interface VersionCounts {
  readonly version: string;
  readonly total: number;
  readonly bad: number;
  /** Of durations in seconds, cumulative; empty where none are declared. */
  readonly buckets: readonly Bucket[];
}

export interface VersionSide extends Pick<VersionCounts, 'version' | 'total' | 'bad'> {
  readonly errorRatio: number | undefined;
  /** Where the ratio may really be, with 95 % confidence. */
  readonly errorBetween: Interval | undefined;
  readonly p50Seconds: number | undefined;
  readonly p95Seconds: number | undefined;
}

export type Verdict = 'better' | 'worse' | 'same' | 'unknown';

export interface VersionComparison {
  readonly before: VersionSide;
  readonly after: VersionSide;
  readonly errors: { readonly verdict: Verdict; readonly p: number };
  readonly durations: { readonly verdict: Verdict; readonly p: number; readonly distance: number };
}

/** One in a hundred by chance. */
const SIGNIFICANT = 0.01;
/** With many events anything is more than chance: less than a twentieth of it is not worth an alarm. */
const WORTH_SAYING = 0.05;
/** Below so many on a side nothing is said. */
const FEWEST = 50;

/** Whether the second version fails more, or takes longer, by more than chance and by more than a twentieth. */
export function compareCounts(before: VersionCounts, after: VersionCounts): VersionComparison {
  const [one, other] = [sideOf(before), sideOf(after)];
  const errors = shareDifference({ found: before.bad, all: before.total }, { found: after.bad, all: after.total });
  const durations = distributionDifference(before.buckets, after.buckets);
  const few = Math.min(before.total, after.total) < FEWEST;
  return {
    before: one,
    after: other,
    errors: { p: errors.p, verdict: few ? 'unknown' : verdictOf(errors.p, one.errorRatio, other.errorRatio) },
    durations: { ...durations, verdict: few ? 'unknown' : verdictOf(durations.p, one.p95Seconds, other.p95Seconds) },
  };
}

function sideOf({ bad, buckets, total, version }: VersionCounts): VersionSide {
  return {
    version,
    total,
    bad,
    errorRatio: total > 0 ? bad / total : undefined,
    errorBetween: total > 0 ? wilson(bad, total) : undefined,
    p50Seconds: quantileOfBuckets(buckets, 0.5),
    p95Seconds: quantileOfBuckets(buckets, 0.95),
  };
}

function verdictOf(p: number, before: number | undefined, after: number | undefined): Verdict {
  if (before === undefined || after === undefined) return 'unknown';
  if (p >= SIGNIFICANT || Math.abs(after - before) < WORTH_SAYING * Math.max(before, after)) return 'same';
  return after > before ? 'worse' : 'better';
}
