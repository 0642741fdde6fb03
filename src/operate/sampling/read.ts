import { matcherOf } from '../../define/matcher-of.ts';
import { worksOf } from '../../derive/boards/work.ts';
import type { Slo } from '../../model/slo.ts';
import type { Tracing } from '../../model/telemetry.ts';
import { aggregate, call, range, subquery, vector } from '../../query/promql/build.ts';
import { printPromql } from '../../query/promql/print.ts';
import type { VectorSelector } from '../../query/promql/tree.ts';
import { OutsideFailure } from '../../targets/failure.ts';
import type { PrometheusReader } from '../servers/prometheus.ts';
import type { TempoReader } from '../servers/tempo.ts';
import { judgeSampling, type SamplingAim, type SamplingJudgement } from './judge.ts';
import { type RecordedSampling, readRecorded, recordedError } from './recorded.ts';

export interface SamplingQuestion extends SamplingAim {
  readonly tracings: readonly Tracing[];
  readonly slos: readonly Slo[];
  readonly at: Date;
  readonly seconds: number;
  /** The window that counts are made over. */
  readonly perSeconds: number;
  /** Where spans are; undefined: what they have recorded is not read. */
  readonly tempo?: TempoReader | undefined;
  /** Told once where Tempo has no answer; the judgement stands without it. */
  readonly without?: (failure: OutsideFailure) => void;
}

/** What spans have recorded, beside what the metrics counted in the same time. */
export interface ComparedRecording extends RecordedSampling {
  /** How far a corrected count over the window may be off, as a share of itself. */
  readonly error: number;
  /** By the metric; undefined where it had nothing then. */
  readonly counted: number | undefined;
}

/** A judgement, and how long its work was counted; seconds, the whole span at most. */
export interface ReadSampling extends SamplingJudgement {
  readonly measuredSeconds: number;
  /** undefined: no Tempo was asked, or it has no span of the service. */
  readonly recorded: ComparedRecording | undefined;
}

/** Each traced service whose work is counted by a metric, which sees everything; throws `OutsideFailure` where Prometheus has no answer. */
export async function readSampling(prometheus: PrometheusReader, question: SamplingQuestion): Promise<ReadSampling[]> {
  const { at, perSeconds, seconds, slos, tracings } = question;
  const counted = async (selector: VectorSelector, over = seconds, until = at) => {
    const query = aggregate('sum', { by: [] }, call('increase', range(selector, Math.round(over) * 1000)));
    const [sample] = await prometheus.instant(printPromql(query), until);
    return sample && Number.isFinite(sample.value) ? sample.value : 0;
  };
  const recordings = recordingsOf(question);
  const found: ReadSampling[] = [];
  for (const tracing of tracings) {
    const work = worksOf(tracing.service, slos)[0];
    if (!work) continue;
    const total = selectorOf(work.metric.name, work.total.match);
    const measuredSeconds = await measuredOf(prometheus, total, question);
    if (measuredSeconds <= 0) continue;
    const [events, failed] = [await counted(total), await counted(selectorOf(work.bad.of.name, work.bad.match))].map(
      (count) => (count * perSeconds) / measuredSeconds,
    );
    if (events === undefined || failed === undefined || events <= 0) continue;
    const judged = judgeSampling(tracing, { events, failed, seconds: perSeconds }, question);
    const recorded = await recordings(tracing.service.name, measuredSeconds);
    const seen = recorded && (await counted(total, recorded.seconds, recorded.until));
    found.push({
      ...judged,
      measuredSeconds,
      recorded: recorded && {
        ...recorded,
        error: recordedError(recorded, perSeconds, question.confidence),
        counted: seen === 0 ? undefined : seen,
      },
    });
  }
  return found;
}

/** Asks Tempo until it once had no answer. */
function recordingsOf({ at, tempo, without }: SamplingQuestion) {
  let left = tempo;
  return async (service: string, seconds: number): Promise<RecordedSampling | undefined> => {
    try {
      return left && (await readRecorded(left, service, { at, seconds }));
    } catch (failure) {
      if (!(failure instanceof OutsideFailure)) throw failure;
      left = undefined;
      without?.(failure);
      return undefined;
    }
  };
}

const POINTS = 1000;

/** Since the first sample of the span: looked for in steps of the span, and then in steps of what is left of it. */
async function measuredOf(
  prometheus: PrometheusReader,
  selector: VectorSelector,
  { at, seconds }: SamplingQuestion,
): Promise<number> {
  let left = Math.round(seconds);
  for (const _ of [1, 2]) {
    const step = Math.max(1, Math.ceil(left / POINTS));
    const oldest = aggregate('min', { by: [] }, call('timestamp', selector));
    const first = call('min_over_time', subquery(oldest, left * 1000, step * 1000));
    const [sample] = await prometheus.instant(printPromql(first), at);
    if (!sample || !Number.isFinite(sample.value)) return 0;
    left = Math.min(left, Math.ceil(at.getTime() / 1000 - sample.value) + step);
  }
  return Math.min(left, seconds);
}

function selectorOf(name: string, match: Readonly<Record<string, unknown>>): VectorSelector {
  return vector(
    name,
    Object.entries(match).map(([label, value]) => matcherOf(label, value)),
  );
}
