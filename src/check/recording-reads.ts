import type { Facts } from '../query/promql/facts.ts';
import { isTemplated } from '../query/promql/label-values.ts';
import { hasSeries } from '../query/promql/series.ts';
import type { Matcher } from '../query/promql/tree.ts';
import type { MetricCatalogue, MetricShape } from '../query/shape.ts';
import { type Recorded, type RecordingIndex, ruleOf } from './recording-index.ts';
import { type AskedSeries, askedBy, askedIn } from './rule-shapes.ts';

/** What one recording reads. */
export interface Reads {
  readonly recordings: readonly Recorded[];
  /** The same for all that ask the same of series of which the same is known; undefined where that may not be all it takes. */
  readonly alike: () => string | undefined;
}

/** What recordings read, of one another and of what is `declared`. */
export function readingIn(index: RecordingIndex, declared: MetricCatalogue): (recorded: Recorded) => Reads {
  const known = knownIn(index, declared);
  return (recorded) => {
    const { shape } = recorded;
    if (!shape) return { recordings: foundBy(index, askedByRule(recorded)), alike: () => undefined };
    const asked = askedBy(shape, recorded);
    const alike = () => {
      const each = asked.map((one) => known(one, recorded));
      return each.every((one) => one !== undefined) ? [shape.text, ...each].join(' ') : undefined;
    };
    return { recordings: foundBy(index, asked), alike };
  };
}

function askedByRule(recorded: Recorded): readonly AskedSeries[] {
  const { query } = ruleOf(recorded);
  return query.engine === 'prometheus' ? askedIn(query.expr) : [];
}

function foundBy(index: RecordingIndex, asked: readonly AskedSeries[]): readonly Recorded[] {
  return asked.flatMap(({ name, matchers }) => (name === undefined ? [] : index.find(name, matchers)));
}

type Known = (asked: AskedSeries, by: Recorded) => string | undefined;

/** All that is known of a series but for what the shape of who asks leaves open; undefined where it might depend on that. */
function knownIn(index: RecordingIndex, declared: MetricCatalogue): Known {
  const ofRecording = recordingsKnown(index);
  const ofMetric = metricsKnown(declared);
  return (asked, by) => {
    if (asked.name === undefined) return undefined;
    const recordings = index.find(asked.name, asked.matchers);
    return recordings.length > 0 ? ofRecording(recordings, asked, by) : ofMetric(asked, by);
  };
}

type KnownRecordings = (recordings: readonly Recorded[], asked: AskedSeries, by: Recorded) => string | undefined;

/** Of a recording with the same labels: their values stand in the shape. */
function recordingsKnown(index: RecordingIndex): KnownRecordings {
  const numbers = numbering<Facts>();
  return (recordings, { matchers }, by) => {
    const [only, ...others] = recordings;
    if (!only?.facts || others.length > 0 || !haveSame(only.labels, by.labels)) return undefined;
    const labels = new Set(matchers.map(({ label }) => label));
    const isAlike = labels.size === matchers.length && matchers.every((one) => isLabelOf(only, one, by) || isClosed(one, by));
    return isAlike ? `${numbers(only.facts)}/${index.secondsOf(recordings)}` : undefined;
  };
}

/** Whether it asks for a label both have. */
function isLabelOf({ labels }: Recorded, { label, op, value }: Matcher, by: Recorded): boolean {
  return op === '=' && labels[label] === value && by.labels[label] === value;
}

/** Whether it is the same in whatever has this shape, and about no label that is not. */
function isClosed({ label, value }: Matcher, { labels }: Recorded): boolean {
  return label !== 'job' && !Object.hasOwn(labels, label) && !Object.values(labels).includes(value);
}

function haveSame(labels: Recorded['labels'], others: Recorded['labels']): boolean {
  return labels === others || Object.entries(labels).every(([label, value]) => others[label] === value);
}

/** Of a metric of one job: of another it may be known that it has no such series. */
function metricsKnown({ find, instances }: MetricCatalogue): Known {
  const numbers = numbering<string>();
  const texts = new Map<MetricShape, number>();
  const numberOf = (shape: MetricShape) => {
    const number = texts.get(shape) ?? numbers(JSON.stringify({ ...shape, jobs: [] }));
    texts.set(shape, number);
    return number;
  };
  return ({ name = '', matchers }, by) => {
    const [job, ...others] = matchers.filter(({ label }) => label === 'job');
    if (job?.op !== '=' || others.length > 0 || isTemplated(job.value) || leavesOpen(matchers, by)) return undefined;
    const found = find(name, job.value);
    if (found.length === 0 || !found.every((one) => isPlainly(one, name))) return undefined;
    return [...found.map(numberOf), instances?.get(job.value)].join('/');
  };
}

/** Whether it is asked for a value the shape leaves open. */
function leavesOpen(matchers: AskedSeries['matchers'], { labels }: Recorded): boolean {
  const values = Object.values(labels);
  return matchers.some(({ label, value }) => label !== 'job' && values.includes(value));
}

function isPlainly(metric: MetricShape, series: string): boolean {
  return hasSeries(metric, series) && !Object.hasOwn(metric.labels, 'job') && metric.recorded === undefined;
}

function numbering<T>(): (one: T) => number {
  const numbers = new Map<T, number>();
  return (one) => {
    const number = numbers.get(one) ?? numbers.size;
    numbers.set(one, number);
    return number;
  };
}
