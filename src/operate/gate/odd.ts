import type { Derived } from '../../model/derived.ts';
import type { Service } from '../../model/service.ts';
import { matcher } from '../../query/promql/build.ts';
import { parsePromql } from '../../query/promql/parse.ts';
import { printPromql } from '../../query/promql/print.ts';
import { mapSelectors } from '../../query/promql/visit.ts';
import { type AnomalySeverity, SEVERITIES } from '../anomalies/anomaly.ts';
import { findAnomalies } from '../anomalies/find.ts';
import { COMPOSITE } from '../anomalies/methods.ts';
import { type Measurement, measurementsOf } from '../measurements.ts';
import { type KnownMetric, knownMetrics } from '../metrics/known-metric.ts';
import type { PrometheusReader } from '../servers/prometheus.ts';

const HISTORY_MS = 7 * 86_400_000;
const SEASON_MS = 86_400_000;
const LEAST_SHARE = 0.1;
/** Prometheus gives 11,000 points of a series: seven days and a few hours of these. */
const STEP_SECONDS = 120;
const DAY_SECONDS = 86_400;

export interface OddQuestion {
  readonly derived: Derived;
  /** Whose metrics are looked at; undefined: those of every service. */
  readonly service: string | undefined;
  /** When the deploy began. */
  readonly from: Date;
  readonly to: Date;
  /** Anomalies below it do not close the gate. */
  readonly severity: AnomalySeverity;
  readonly scrapeSeconds: number;
}

/** What was not as before since the deploy. */
export interface GateOdd {
  readonly since: string;
  /** How many measurements there were, and how many had enough history to judge them by. */
  readonly measurements: number;
  readonly judged: number;
  readonly anomalies: readonly {
    readonly service: string;
    readonly measurement: string;
    readonly severity: AnomalySeverity;
    readonly direction: 'high' | 'low';
    readonly from: string;
    readonly measured: number;
    readonly expected: number;
  }[];
}

/** Anomalies of the services' own metrics, by all methods together, against seven days before; the clearest first. */
export async function readOdd(prometheus: PrometheusReader, question: OddQuestion): Promise<GateOdd> {
  const { derived, from, service, severity, to } = question;
  const known = await knownMetrics(prometheus, to, derived);
  const services = derived.estate.services.filter(({ name }) => service === undefined || name === service);
  const own = services.flatMap((one) => measuredOf(one, known, question));
  const found = await findAnomalies(
    prometheus,
    own.map(({ measurement }) => measurement),
    { ...lengthsOf(question), method: COMPOSITE, from, to, leastShare: LEAST_SHARE, progress: () => {} },
  );
  const least = SEVERITIES.indexOf(severity);
  const anomalies = found.flatMap(({ anomalies: all, measurement }, index) =>
    all
      .filter((one) => SEVERITIES.indexOf(one.severity) >= least)
      .map((one) => ({
        ...one,
        service: own[index]?.service ?? '',
        measurement: measurement.name,
        from: one.from.toISOString(),
      })),
  );
  return {
    since: from.toISOString(),
    measurements: found.length,
    judged: found.filter(({ judged }) => judged).length,
    anomalies: anomalies.toSorted((a, b) => b.oddness - a.oddness).map(toldOf),
  };
}

function toldOf({ direction, expected, from, measured, measurement, service, severity }: GateOdd['anomalies'][number]) {
  return { service, measurement, severity, direction, from, measured, expected };
}

function lengthsOf({ from, to }: OddQuestion) {
  const days = (HISTORY_MS + to.getTime() - from.getTime()) / 1000 / DAY_SECONDS;
  const stepSeconds = Math.ceil(days / 10) * STEP_SECONDS;
  return { historyMs: HISTORY_MS, seasonMs: SEASON_MS, stepSeconds };
}

interface Own {
  readonly service: string;
  readonly measurement: Measurement;
}

/** A name that several services declare is told apart by the job it is scraped as. */
function measuredOf(service: Service, known: readonly KnownMetric[], question: OddQuestion): Own[] {
  const own = known.filter(({ services }) => services.includes(service.name));
  const windowMs = Math.max(lengthsOf(question).stepSeconds, 4 * question.scrapeSeconds) * 1000;
  return own.flatMap((metric) =>
    measurementsOf([metric], windowMs).map((measurement) => ({
      service: service.name,
      measurement: metric.services.length > 1 ? ofJob(measurement, service.job) : measurement,
    })),
  );
}

function ofJob(measurement: Measurement, job: string): Measurement {
  const { expr } = parsePromql(measurement.promql);
  if (!expr) throw new Error(`made by us: ${measurement.promql}`);
  const only = matcher('job', '=', job);
  return {
    ...measurement,
    promql: printPromql(mapSelectors(expr, (one) => ({ ...one, matchers: [...one.matchers, only] }))),
  };
}
