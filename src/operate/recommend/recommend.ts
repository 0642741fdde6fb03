import type { Derived } from '../../model/derived.ts';
import type { Environment } from '../../model/environment.ts';
import { OutsideFailure } from '../../targets/failure.ts';
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
  /** Told where Tempo has no answer and every kind is looked for: what only traces tell is left out. */
  without(failure: OutsideFailure): void;
  progress(text: string): void;
}

/**
 * What the data suggests, what matters most first; throws `OutsideFailure` where Prometheus has no answer, and where Tempo has none
 * to the one kind that was asked for.
 */
export async function recommend(server: PrometheusReader, question: RecommendQuestion): Promise<Recommendation[]> {
  const { at, derived, environment, kind, progress, scrapeSeconds, seconds } = question;
  const prometheus = finiteOnly(server);
  let runs: Promise<readonly ExecutionRun[]> | undefined;
  const executions = () => {
    runs ??= executionsFor(question);
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

/** What was divided by nothing is no evidence. */
function finiteOnly(server: PrometheusReader): PrometheusReader {
  const instant: PrometheusReader['instant'] = async (promql, at) =>
    (await server.instant(promql, at)).filter(({ value }) => Number.isFinite(value));
  return { ...server, instant };
}

async function executionsFor({ at, kind, seconds, tempo, without }: RecommendQuestion): Promise<readonly ExecutionRun[]> {
  if (!tempo) return [];
  try {
    return await readExecutions(tempo, { from: new Date(at.getTime() - seconds * 1000), to: at });
  } catch (error) {
    if (!(error instanceof OutsideFailure) || kind !== undefined) throw error;
    without(error);
    return [];
  }
}
