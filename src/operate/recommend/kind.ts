import type { Derived } from '../../model/derived.ts';
import type { Environment } from '../../model/environment.ts';
import type { PrometheusReader } from '../servers/prometheus.ts';
import type { ExecutionRun } from '../workflows/step-runs.ts';
import type { NamesRead } from './names-read.ts';

/** One thing the data suggests. */
export interface Recommendation {
  readonly kind: string;
  /** A metric, a service, a rule, a step. */
  readonly about: string;
  readonly advice: string;
  /** What was seen, in numbers. */
  readonly evidence: string;
  /** What it should change. */
  readonly effect: string;
  /** How much it matters, 0 to 1: of all series, of the time, of the work. */
  readonly weight: number;
  /** PromQL that says the same number again later. */
  readonly measure: string;
  /** What it says now, to be compared with. */
  readonly now: number;
  /** Which way that number is to go. */
  readonly better: 'higher' | 'lower';
}

export interface RecommendContext {
  readonly prometheus: PrometheusReader;
  readonly at: Date;
  /** How far back is looked. */
  readonly seconds: number;
  readonly derived: Derived;
  /** Every series there is, by metric name. */
  readonly names: ReadonlyMap<string, number>;
  readonly read: NamesRead;
  /** How often things are scraped; seconds. */
  readonly scrapeSeconds: number;
  /** Where the servers are described; undefined where nobody says. */
  readonly environment: Environment | undefined;
  /** What traces tell of executions of workflows; none where there is no Tempo. Read once, when first asked for. */
  executions(): Promise<readonly ExecutionRun[]>;
}

/** One way to look for advice: one file and one line of the table. */
export interface RecommendKind {
  readonly name: string;
  find(context: RecommendContext): Promise<readonly Recommendation[]>;
}

export function allSeries({ names }: Pick<RecommendContext, 'names'>): number {
  return [...names.values()].reduce((sum, one) => sum + one, 0);
}

export function shareText(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

/** One number of an answer; undefined where there is none, or none that is a number. */
export async function oneNumber(
  { at, prometheus }: Pick<RecommendContext, 'at' | 'prometheus'>,
  promql: string,
): Promise<number | undefined> {
  const [first] = await prometheus.instant(promql, at);
  return first && Number.isFinite(first.value) ? first.value : undefined;
}
