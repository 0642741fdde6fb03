import type { Derived } from '../../model/derived.ts';
import type { Environment } from '../../model/environment.ts';
import type { PrometheusReader } from '../servers/prometheus.ts';
import type { TempoReader } from '../servers/tempo.ts';
import { readExecutions } from '../workflows/read-executions.ts';
import type { ExecutionRun } from '../workflows/step-runs.ts';
import type { Recommendation, RecommendKind } from './kind.ts';
import { buckets } from './kinds/buckets.ts';
import { cardinality } from './kinds/cardinality.ts';
import { deadTarget } from './kinds/dead-target.ts';
import { flowStructure } from './kinds/flow-structure.ts';
import { merge } from './kinds/merge.ts';
import { noisyAlert } from './kinds/noisy-alert.ts';
import { parallelism } from './kinds/parallelism.ts';
import { retention } from './kinds/retention.ts';
import { retries } from './kinds/retries.ts';
import { rightSizing } from './kinds/right-sizing.ts';
import { unusedMetric } from './kinds/unused-metric.ts';
import { unusedRecording } from './kinds/unused-recording.ts';
import { version } from './kinds/version.ts';
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
  flowStructure,
  parallelism,
  merge,
  version,
  retention,
];
export const RECOMMEND_KINDS: readonly string[] = KINDS.map(({ name }) => name);

export interface RecommendQuestion {
  readonly at: Date;
  readonly seconds: number;
  readonly derived: Derived;
  /** undefined: every kind. */
  readonly kind: string | undefined;
  readonly scrapeSeconds: number;
  readonly environment: Environment | undefined;
  /** Asked what executions of workflows are made of; undefined: nothing is said of that. */
  readonly tempo: TempoReader | undefined;
  progress(text: string): void;
}

/** What the data suggests, what matters most first; throws `OutsideFailure` where Prometheus has no answer. */
export async function recommend(prometheus: PrometheusReader, question: RecommendQuestion): Promise<Recommendation[]> {
  const { at, derived, environment, kind, progress, scrapeSeconds, seconds, tempo } = question;
  let runs: Promise<readonly ExecutionRun[]> | undefined;
  const executions = () => {
    runs ??= tempo ? readExecutions(tempo, { from: new Date(at.getTime() - seconds * 1000), to: at }) : Promise.resolve([]);
    return runs;
  };
  const names = await prometheus.names(at);
  const context = { prometheus, at, seconds, derived, environment, scrapeSeconds, names, read: namesRead(derived), executions };
  const found: Recommendation[] = [];
  for (const one of KINDS.filter(({ name }) => kind === undefined || name === kind)) {
    progress(`Looking for ${one.name} …`);
    found.push(...(await one.find(context)));
  }
  return found.sort((a, b) => b.weight - a.weight || (a.about < b.about ? -1 : 1));
}
