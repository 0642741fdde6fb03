import { inBaseUnit, snakeCase, type WrittenUnit } from '../../authored/hierarchical-name.ts';
import { type Definition, definitionOf, isMetric } from '../definition.ts';
import { reasonOf, warnOnce } from '../failure.ts';
import { type InstrumentsOptions, instruments, throwsOnInvalid } from '../instruments.ts';

/** One measurement, by the hierarchical name of its metric. */
export interface MetricRecord {
  readonly name: string;
  readonly value: number;
  /** @default the metric's own base unit */
  readonly unit?: WrittenUnit;
  /** Labels, in any spelling: `flowId` is `flow_id`. What is no label of the metric is left out. */
  readonly attributes?: Readonly<Record<string, string>>;
}
export interface Statistics {
  recordCounter(name: string, increment: number, attributes?: MetricRecord['attributes']): void;
  recordGauge(name: string, value: number, attributes?: MetricRecord['attributes']): void;
  recordHistogram(name: string, value: number, attributes?: MetricRecord['attributes']): void;
  recordTimer(name: string, milliseconds: number, attributes?: MetricRecord['attributes']): void;
  /** Events that happened: a counter, whose rate is the meter. */
  recordMeter(name: string, count: number, attributes?: MetricRecord['attributes']): void;
  record(record: MetricRecord): void;
  /** Records all it can. @throws a `BatchError` after that, of those it could not */
  batchRecord(records: readonly MetricRecord[]): void;
}

/** Some records of a batch could not be recorded; all others were. */
export class BatchError extends TypeError {
  override readonly name = 'BatchError';
  readonly records: readonly MetricRecord[];
  constructor(message: string, records: readonly MetricRecord[]) {
    super(message);
    this.records = records;
  }
}

interface Target {
  readonly definition: Definition;
  /** Undefined for kinds that take no number. */
  readonly take: ((labels: Readonly<Record<string, string>>, value: number) => void) | undefined;
}

/**
 * Records by hierarchical name, converted to base units: `recordTimer('flow.execution.duration', 250)` observes 0.25 of
 * `flow_execution_duration_seconds`. For code that knows names at run time only; instruments are typed and faster.
 */
export function statistics(metrics: object, options: InstrumentsOptions = {}): Statistics {
  const made = instruments(metrics, options) as Readonly<Record<string, unknown>>; // by the keys of `metrics`
  const byName = new Map<string, Target>();
  for (const [key, metric] of Object.entries(metrics)) {
    if (!isMetric(metric)) continue;
    const definition = definitionOf(metric);
    byName.set(stem(definition.name), { definition, take: taker(definition, made[key]) });
  }
  const record = ({ name, value, unit, attributes = {} }: MetricRecord) => {
    const target = byName.get(stem(snakeCase(name)));
    if (target?.take === undefined) throw new TypeError(unknown(name, [...byName.keys()]));
    const given = Object.fromEntries(Object.entries(attributes).map(([key, text]) => [snakeCase(key), text]));
    const labels = Object.fromEntries(Object.keys(target.definition.labels).map((label) => [label, given[label] ?? '']));
    target.take(labels, unit === undefined ? value : value * inBaseUnit(unit));
  };
  const recordOne = throwsOnInvalid(options) ? record : quietly(record, warnOnce(options.warn));
  const as =
    (unit?: WrittenUnit) =>
    (name: string, value: number, attributes: MetricRecord['attributes'] = {}) =>
      recordOne({ name, value, attributes, ...(unit === undefined ? {} : { unit }) });
  return {
    recordCounter: as(),
    recordGauge: as(),
    recordHistogram: as(),
    recordTimer: as('ms'),
    recordMeter: as(),
    record: recordOne,
    batchRecord: (records) => recordAll(records, record),
  };
}

/** A name nobody knows is no reason to fail a customer's request. */
function quietly(record: (one: MetricRecord) => void, warn: (message: string) => void): (one: MetricRecord) => void {
  return (one) => {
    try {
      record(one);
    } catch (failure) {
      warn(`a measurement was not recorded: ${reasonOf(failure)}`);
    }
  };
}

/** One bad record does not cost the others. */
function recordAll(records: readonly MetricRecord[], record: (one: MetricRecord) => void): void {
  const bad: MetricRecord[] = [];
  let first = '';
  for (const one of records) {
    try {
      record(one);
    } catch (failure) {
      if (bad.length === 0) first = reasonOf(failure);
      bad.push(one);
    }
  }
  if (bad.length > 0)
    throw new BatchError(`${bad.length} of ${records.length} records could not be recorded; the first: ${first}`, bad);
}

/** What hierarchical and written names have in common. */
function stem(name: string): string {
  return name.replace(/_total$/, '').replace(/_(seconds|bytes|ratio|celsius)$/, '');
}

function unknown(name: string, known: readonly string[]): string {
  return `no metric is called ${JSON.stringify(name)}; there are ${known.join(', ')}`;
}

/** The verb each kind of number has. */
const VERB: Readonly<Partial<Record<Definition['kind'], string>>> = {
  counter: 'inc',
  gauge: 'set',
  histogram: 'observe',
  summary: 'observe',
};

function taker({ kind, labels }: Definition, instrument: unknown): Target['take'] {
  const verb = VERB[kind];
  if (verb === undefined) return undefined;
  const methods = instrument as Readonly<Record<string, (...given: unknown[]) => void>>; // instruments of these kinds have the verb
  if (Object.keys(labels).length === 0) return (_, value) => methods[verb]?.(value);
  return (values, value) => methods[verb]?.(values, value);
}
