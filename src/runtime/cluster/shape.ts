import { definitionOf, isMetric } from '../definition.ts';
import type { Line } from '../kind.ts';
import { INSTRUMENT_KINDS } from '../kinds.ts';
import type { Told } from './message.ts';

/** More than any process has; a message that says so was not written by us. */
const MAX_FAMILIES = 20_000;
const MAX_SERIES = 200_000;
const MAX_BUCKETS = 10_000;
/** https://prometheus.io/docs/specs/native_histograms/#schema */
const SCHEMA = { least: -4, most: 8 };
const AGGREGATORS: readonly unknown[] = [undefined, 'sum', 'first', 'min', 'max', 'average', 'omit'];

type Fields = Readonly<Record<string, unknown>>;

/** Whether a worker told what can be added up: any code in it may send messages, and one must not end the primary. */
export function isWellFormed(message: { readonly snapshot?: unknown; readonly id?: unknown }): message is Told {
  const { snapshot, id } = message;
  if (!isObject(snapshot) || !(id === undefined || Number.isFinite(id))) return false;
  const { families, foreign } = snapshot;
  return isList(families, MAX_FAMILIES, isFamily) && isList(foreign, MAX_FAMILIES, isForeign);
}

function isFamily(given: unknown): boolean {
  if (!isObject(given) || !isMetric(given['definition']) || !isDefinition(given['definition'] as unknown as Fields)) return false;
  const { definition, labelNames, series } = given;
  try {
    const known = definitionOf(definition);
    const kind = INSTRUMENT_KINDS[known.kind];
    const names = kind.cellLabels?.(known) ?? Object.keys(known.labels);
    const lines = kind.lines(known);
    if (!isList(labelNames, names.length, (name, index) => name === names[index])) return false;
    return isList(series, MAX_SERIES, (one) =>
      isSeries(one, names.length, (value, at) => fits(known.kind, lines[at], value), lines.length),
    );
  } catch {
    return false;
  }
}

function isDefinition({ help, unit, labels, buckets, quantiles, states }: Fields): boolean {
  const maybe = (list: unknown, isOne: (one: unknown) => boolean) => list === undefined || isList(list, MAX_BUCKETS, isOne);
  const isLabel = (label: unknown) => isObject(label) && maybe(label['values'], isText);
  return (
    isText(help) &&
    isText(unit) &&
    isObject(labels) &&
    Object.values(labels).every(isLabel) &&
    maybe(buckets, Number.isFinite) &&
    maybe(quantiles, Number.isFinite) &&
    maybe(states, isText)
  );
}

type IsValue = (value: unknown, at: number) => boolean;

function isSeries(given: unknown, labels: number, isValue: IsValue, length: number): boolean {
  if (!isObject(given)) return false;
  const { values, read, exemplars, native } = given;
  return (
    isList(values, labels, isText) &&
    values.length === labels &&
    isList(read, length, isValue) &&
    read.length === length &&
    (exemplars === undefined || isList(exemplars, length, isExemplar)) &&
    (native === undefined || isNative(native))
  );
}

/** What counts only grows; JSON, in which it travels, says null of all that is no finite number. */
function fits(kind: string, line: Line | undefined, value: unknown): boolean {
  const isGauge = kind === 'gauge' || line?.labels['quantile'] !== undefined;
  if (isGauge) return value === null || typeof value === 'number';
  return line?.suffix === '_sum' ? Number.isFinite(value) : isCount(value);
}

function isExemplar(given: unknown): boolean {
  if (given === null || given === undefined) return true;
  if (!isObject(given)) return false;
  const { traceId, spanId, value, timestampSeconds } = given;
  return isText(traceId) && isText(spanId) && Number.isFinite(value) && Number.isFinite(timestampSeconds);
}

function isNative(given: unknown): boolean {
  if (!isObject(given)) return false;
  const { schema, zeroCount, positive, negative } = given;
  const isBucket = (one: unknown) => Array.isArray(one) && Number.isSafeInteger(one[0]) && isCount(one[1]);
  const isSchema = Number.isInteger(schema) && Number(schema) >= SCHEMA.least && Number(schema) <= SCHEMA.most;
  return isSchema && isCount(zeroCount) && isList(positive, MAX_BUCKETS, isBucket) && isList(negative, MAX_BUCKETS, isBucket);
}

/** Of prom-client, whose values may be any number. */
function isForeign(given: unknown): boolean {
  if (!isObject(given)) return false;
  const { name, help, type, values = [], aggregator } = given;
  const isSample = (one: unknown) => {
    if (!isObject(one)) return false;
    const { metricName, labels = {}, sharedLabels = {}, value } = one;
    const isNamed = metricName === undefined || isText(metricName);
    return isNamed && isLabels(labels) && isLabels(sharedLabels) && (value === null || typeof value === 'number');
  };
  return isText(name) && isText(help) && isText(type) && AGGREGATORS.includes(aggregator) && isList(values, MAX_SERIES, isSample);
}

function isLabels(given: unknown): boolean {
  return isObject(given) && Object.values(given).every((value) => isText(value) || typeof value === 'number');
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(list: unknown, most: number, isOne: (one: unknown, at: number) => boolean): list is readonly unknown[] {
  return Array.isArray(list) && list.length <= most && list.every(isOne);
}
