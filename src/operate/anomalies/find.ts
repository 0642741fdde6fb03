import { printDuration } from '../../kernel/duration.ts';
import { aFewAtATime } from '../../targets/a-few-at-a-time.ts';
import type { Measurement } from '../measurements.ts';
import type { Series } from '../servers/answer.ts';
import type { PrometheusReader } from '../servers/prometheus.ts';
import { type Grid, gridOf } from '../statistics/grid.ts';
import type { Anomaly } from './anomaly.ts';
import { type Detection, detect } from './detect.ts';
import { lengthsOf } from './lengths.ts';
import { METHODS } from './methods.ts';

export interface AnomalyQuestion {
  readonly method: Detection['method'];
  readonly from: Date;
  readonly to: Date;
  readonly historyMs: number;
  readonly seasonMs: number;
  readonly stepSeconds: number;
  /** A change below this share of what is expected is none. */
  readonly leastShare: number;
  progress(done: number): void;
}

export interface FoundAnomalies {
  readonly measurement: Measurement;
  readonly anomalies: readonly Anomaly[];
  /** What was judged: the values of the time looked at, of each series that was found. */
  readonly series: readonly JudgedSeries[];
  /** Whether there was a value to judge and enough history to judge it by. */
  readonly judged: boolean;
}

export interface JudgedSeries {
  readonly labels: Series['labels'];
  readonly grid: Grid;
  readonly anomalies: readonly Anomaly[];
}

/** What was not as before in each measurement; throws `OutsideFailure` where the server has no answer. */
export function findAnomalies(
  prometheus: PrometheusReader,
  measurements: readonly Measurement[],
  question: AnomalyQuestion,
): Promise<FoundAnomalies[]> {
  const { stepSeconds, historyMs } = question;
  const to = new Date(Math.floor(question.to.getTime() / 1000 / stepSeconds) * stepSeconds * 1000);
  const history = Math.round(historyMs / 1000 / stepSeconds);
  const span = Math.round((to.getTime() - question.from.getTime()) / 1000 / stepSeconds);
  const from = new Date(to.getTime() - (history + span) * stepSeconds * 1000);
  const lengths = lengthsOf(question);
  let done = 0;
  return aFewAtATime(measurements, async (measurement) => {
    const series = await prometheus.range(measurement.promql, { from, to, stepSeconds });
    done += 1;
    question.progress(done);
    const grids = series.map(({ points }) => gridOf(points, { from, to, stepSeconds }));
    const found = grids.map((grid) => detect(grid, { ...question, lengths, judgedFrom: history }));
    const judged = grids.map((grid, at) => ({
      labels: series[at]?.labels ?? {},
      grid: endOf(grid, history),
      anomalies: found[at] ?? [],
    }));
    const learnt = grids.some(
      ({ values }) => values.slice(0, history).filter((one) => one !== undefined).length >= lengths.window / 2,
    );
    return { measurement, anomalies: found.flat(), series: judged, judged: learnt };
  });
}

function endOf({ fromSeconds, stepSeconds, values }: Grid, from: number): Grid {
  return { fromSeconds: fromSeconds + from * stepSeconds, stepSeconds, values: values.slice(from) };
}

/** Why it is one, in a sentence. */
export function explainAnomaly(
  anomaly: Anomaly,
  question: Pick<AnomalyQuestion, 'stepSeconds' | 'seasonMs' | 'historyMs'>,
): string {
  const lengths = lengthsOf(question);
  const duration = (steps: number) => printDuration(Math.round(steps * question.stepSeconds) * 1000);
  const reasons = anomaly.methods.map((name) => METHODS[name].says(anomaly.direction, lengths, duration));
  return `${reasons.join('; ')}${anomaly.deseasoned ? '; after the season was taken out' : ''}.`;
}
