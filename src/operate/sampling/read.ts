import { matcherOf } from '../../define/matcher-of.ts';
import { worksOf } from '../../derive/boards/work.ts';
import type { Slo } from '../../model/slo.ts';
import type { Tracing } from '../../model/telemetry.ts';
import { aggregate, call, range, vector } from '../../query/promql/build.ts';
import { printPromql } from '../../query/promql/print.ts';
import type { PrometheusReader } from '../servers/prometheus.ts';
import { judgeSampling, type SamplingAim, type SamplingJudgement } from './judge.ts';

export interface SamplingQuestion extends SamplingAim {
  readonly tracings: readonly Tracing[];
  readonly slos: readonly Slo[];
  readonly at: Date;
  readonly seconds: number;
  /** The window that counts are made over. */
  readonly perSeconds: number;
}

/** Each traced service whose work is counted by a metric, which sees everything; throws `OutsideFailure` where Prometheus has no answer. */
export async function readSampling(prometheus: PrometheusReader, question: SamplingQuestion): Promise<SamplingJudgement[]> {
  const { at, perSeconds, seconds, slos, tracings } = question;
  const counted = async (name: string, match: Readonly<Record<string, unknown>>) => {
    const selector = vector(
      name,
      Object.entries(match).map(([label, value]) => matcherOf(label, value)),
    );
    const query = aggregate('sum', { by: [] }, call('increase', range(selector, Math.round(seconds) * 1000)));
    const [sample] = await prometheus.instant(printPromql(query), at);
    return ((sample?.value ?? 0) * perSeconds) / seconds;
  };
  const found: SamplingJudgement[] = [];
  for (const tracing of tracings) {
    const work = worksOf(tracing.service, slos)[0];
    if (!work) continue;
    const events = await counted(work.metric.name, work.total.match);
    const failed = await counted(work.bad.of.name, work.bad.match);
    if (events > 0) found.push(judgeSampling(tracing, { events, failed, seconds: perSeconds }, question));
  }
  return found;
}
