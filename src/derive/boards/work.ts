import type { AnyCounter, AnyHistogram, AnyMetric, Of } from '../../authored/metric.ts';
import { metricOf } from '../../authored/query.ts';
import { type Selection, select } from '../../authored/selection.ts';
import type { Metric, Service } from '../../model/service.ts';
import type { Slo } from '../../model/slo.ts';
import { titleOf } from './words.ts';

/** What a service does that may fail: requests answered, tasks carried out. */
export interface Work {
  readonly service: Service;
  readonly title: string;
  readonly metric: Metric;
  readonly total: Selection<AnyCounter>;
  readonly bad: Selection<AnyCounter>;
  /** The label that tells how it ended; undefined where failures have a counter of their own. */
  readonly outcome: string | undefined;
  readonly duration: Selection<AnyHistogram> | undefined;
  readonly histogram: Metric | undefined;
}
type Found = Omit<Work, 'duration' | 'histogram' | 'title'>;

/** Labels that tell how a request ended. */
const OUTCOME_LABELS = ['code', 'status', 'status_code', 'outcome', 'result'];
const FAILED = /^5|err|fail/i;
/** More than that is a board nobody reads to its end. */
const MOST = 4;
/** Letters two names must begin with alike to be about the same thing: `task_duration_seconds` and `tasks_queued_total`. */
const ALIKE = 4;

/** From counters by outcome, and from what its objectives count; the first is what the service is mostly asked for. */
export function worksOf(service: Service, slos: readonly Slo[]): readonly Work[] {
  const found = [...byOutcome(service), ...byObjective(service, slos)];
  const once = found.filter((one, index) => found.findIndex(({ metric }) => metric.name === one.metric.name) === index);
  return once.slice(0, MOST).map((one, index) => {
    const histogram = histogramOf(one.metric, service, index === 0);
    const duration = histogram && select(histogram.origin as AnyHistogram, { job: service.job }); // found by its type
    return { ...one, title: titleOf(one.metric.name), histogram, duration };
  });
}

function byOutcome(service: Service): Found[] {
  return service.metrics.flatMap((metric) => {
    const outcome = metric.type === 'counter' ? outcomeOf(metric) : undefined;
    if (!outcome) return [];
    const counter = metric.origin as AnyCounter; // asked for just now
    const own = { job: service.job };
    const bad = select(counter, { ...own, [outcome.label]: outcome.failed });
    return [{ service, metric, total: select(counter, own), bad, outcome: outcome.label }];
  });
}

/** Objectives over events say which counter is the whole and which the failures. */
function byObjective(service: Service, slos: readonly Slo[]): Found[] {
  return slos.flatMap(({ sli }) => {
    if (sli.type !== 'events') return [];
    const { total, bad } = sli.settings as { readonly total?: unknown; readonly bad?: unknown }; // of that type of SLI
    const [whole, failed] = [counterIn(total, service), counterIn(bad, service)];
    if (!whole || !failed) return [];
    return [{ service, metric: whole.metric, total: whole.series, bad: failed.series, outcome: undefined }];
  });
}

/** One counter of the service, or some of its series. */
function counterIn(given: unknown, service: Service): { metric: Metric; series: Selection<AnyCounter> } | undefined {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined;
  const of = given as Of<AnyCounter>; // what `events` takes besides lists
  const metric = service.metrics.find(({ origin, type }) => origin === (metricOf(of) as AnyMetric) && type === 'counter');
  if (!metric) return undefined;
  const match = of.kind === 'selection' ? of.match : {};
  return { metric, series: select(metricOf(of) as AnyCounter, { ...match, job: service.job }) };
}

/** Durations of the same thing; for what comes first, the first of the same maker. */
function histogramOf(counter: Metric, { metrics }: Service, first: boolean): Metric | undefined {
  const seconds = metrics.filter(({ type, unit }) => type === 'histogram' && unit === 'seconds');
  const best = seconds.toSorted((a, b) => alike(b.name, counter.name) - alike(a.name, counter.name))[0];
  if (best && alike(best.name, counter.name) >= ALIKE) return best;
  return first ? seconds.find(({ catalogue }) => catalogue === counter.catalogue) : undefined;
}

/** How many letters two names begin with alike. */
function alike(a: string, b: string): number {
  const end = [...a].findIndex((letter, index) => letter !== b[index]);
  return end === -1 ? a.length : end;
}

/** The label that tells how a request ended, and its values that mean failure. */
function outcomeOf({ labels }: Metric): { readonly label: string; readonly failed: readonly string[] | RegExp } | undefined {
  const label = OUTCOME_LABELS.find((name) => labels[name] !== undefined);
  if (label === undefined) return undefined;
  const values = labels[label]?.values;
  if (!values) return label === 'outcome' || label === 'result' ? undefined : { label, failed: /5../ };
  const failed = values.filter((value) => FAILED.test(value));
  return failed.length === 0 ? undefined : { label, failed };
}
