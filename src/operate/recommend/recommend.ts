import type { Derived } from '../../model/derived.ts';
import type { PrometheusReader } from '../servers/prometheus.ts';
import type { Recommendation, RecommendKind } from './kind.ts';
import { buckets } from './kinds/buckets.ts';
import { cardinality } from './kinds/cardinality.ts';
import { deadTarget } from './kinds/dead-target.ts';
import { noisyAlert } from './kinds/noisy-alert.ts';
import { retries } from './kinds/retries.ts';
import { rightSizing } from './kinds/right-sizing.ts';
import { unusedMetric } from './kinds/unused-metric.ts';
import { unusedRecording } from './kinds/unused-recording.ts';
import { namesRead } from './names-read.ts';

/** Every way to look. */
const KINDS: readonly RecommendKind[] = [
  cardinality,
  unusedMetric,
  unusedRecording,
  buckets,
  deadTarget,
  noisyAlert,
  retries,
  rightSizing,
];
export const RECOMMEND_KINDS: readonly string[] = KINDS.map(({ name }) => name);

export interface RecommendQuestion {
  readonly at: Date;
  readonly seconds: number;
  readonly derived: Derived;
  /** undefined: every kind. */
  readonly kind: string | undefined;
  progress(text: string): void;
}

/** What the data suggests, what matters most first; throws `OutsideFailure` where Prometheus has no answer. */
export async function recommend(prometheus: PrometheusReader, question: RecommendQuestion): Promise<Recommendation[]> {
  const { at, derived, kind, progress, seconds } = question;
  const context = { prometheus, at, seconds, derived, names: await prometheus.names(at), read: namesRead(derived) };
  const found: Recommendation[] = [];
  for (const one of KINDS.filter(({ name }) => kind === undefined || name === kind)) {
    progress(`Looking for ${one.name} …`);
    found.push(...(await one.find(context)));
  }
  return found.sort((a, b) => b.weight - a.weight || (a.about < b.about ? -1 : 1));
}
