import { parseTraceql } from '../../query/traceql/parse.ts';
import { printTraceql } from '../../query/traceql/print.ts';
import type { Series } from '../servers/answer.ts';
import type { TempoReader } from '../servers/tempo.ts';
import { zOf } from '../statistics/normal.ts';

/** Where samplers of `signalbox/runtime` write the share of such spans that is kept. */
const RATE = 'sampling.rate';

/** What spans say of their own sampling. */
export interface RecordedSampling {
  /** How long was looked at; seconds. */
  readonly seconds: number;
  /** Where that ended. */
  readonly until: Date;
  /** Spans with which the work of the service begins, as they were kept. */
  readonly kept: number;
  /** Of them without a rate: each stands for itself. */
  readonly withoutRate: number;
  /** How many there were: the sum of `1 / rate`. */
  readonly corrected: number;
  /** `kept / corrected`. */
  readonly rate: number;
  /** The standard error of `corrected`, as a share of it. https://en.wikipedia.org/wiki/Horvitz%E2%80%93Thompson_estimator */
  readonly standardError: number;
}

/** Tempo answers metrics queries over three hours at most. https://grafana.com/docs/tempo/latest/configuration/#query-frontend */
const PIECE_SECONDS = 3 * 3600;
/** The newest day says what the rate is now. */
const MOST_SECONDS = 24 * 3600;
const STEP_SECONDS = 300;

/** What the spans of one service have recorded, the newest day at most; undefined where none was kept. Throws `OutsideFailure` where Tempo has no answer. */
export async function readRecorded(
  tempo: TempoReader,
  service: string,
  { at, seconds }: { readonly at: Date; readonly seconds: number },
): Promise<RecordedSampling | undefined> {
  const to = Math.floor(at.getTime() / 1000 / STEP_SECONDS) * STEP_SECONDS;
  const steps = Math.max(1, Math.floor(Math.min(seconds, MOST_SECONDS) / STEP_SECONDS));
  const from = to - steps * STEP_SECONDS;
  const counts = new Map<string, number>();
  for (let begin = from; begin < to; begin += PIECE_SECONDS) {
    const piece = {
      from: new Date(begin * 1000),
      to: new Date(Math.min(to, begin + PIECE_SECONDS) * 1000),
      stepSeconds: STEP_SECONDS,
    };
    for (const series of await tempo.range(recordedQuery(service), piece)) {
      const rate = rateOf(series);
      counts.set(rate, (counts.get(rate) ?? 0) + sumOf(series));
    }
  }
  return recordedOf(counts, { seconds: to - from, until: new Date(to * 1000) });
}

/** Spans with which work of a service begins: those it answers or takes from a queue, and those that begin a trace. */
export function recordedQuery(service: string): string {
  const text = `{ resource.service.name = ${JSON.stringify(service)} && (kind = server || kind = consumer || nestedSetParent < 0) } | count_over_time() by (span.${RATE})`;
  const { query } = parseTraceql(text);
  if (!query) throw new Error(`not TraceQL: ${text}`);
  return printTraceql(query);
}

/** Counts by the rate as it was written; what is no rate stands for itself. */
export function recordedOf(
  counts: ReadonlyMap<string, number>,
  when: Pick<RecordedSampling, 'seconds' | 'until'>,
): RecordedSampling | undefined {
  let [kept, withoutRate, corrected, variance] = [0, 0, 0, 0];
  for (const [written, count] of counts) {
    const rate = Number(written);
    const isRate = written !== '' && rate > 0 && rate <= 1;
    kept += count;
    withoutRate += isRate ? 0 : count;
    corrected += isRate ? count / rate : count;
    variance += isRate ? (count * (1 - rate)) / rate ** 2 : 0;
  }
  if (kept === 0) return undefined;
  return { ...when, kept, withoutRate, corrected, rate: kept / corrected, standardError: Math.sqrt(variance) / corrected };
}

/** How far a corrected count over so long may be off, as a share of itself: twice the time, half the variance. */
export function recordedError(
  { seconds, standardError }: Pick<RecordedSampling, 'seconds' | 'standardError'>,
  perSeconds: number,
  confidence: number,
): number {
  return zOf(confidence) * standardError * Math.sqrt(seconds / perSeconds);
}

function rateOf({ labels }: Series): string {
  return labels[`span.${RATE}`] ?? labels[RATE] ?? '';
}

function sumOf({ points }: Series): number {
  return points.reduce((sum, [, value]) => sum + (Number.isFinite(value) ? value : 0), 0);
}
