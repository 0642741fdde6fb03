import { GRAFANA_UNIT, PER_SECOND, UNITS, type Unit } from '../kernel/unit.ts';
import type { Query } from '../model/query.ts';
import type { Binary, Call, Expr } from '../query/promql/tree.ts';
import type { Showable } from './kind.ts';
import { logqlUnit } from './logql-of.ts';
import { metricsIn, recordingsIn } from './showing.ts';
import type { GrafanaUnit } from './units.ts';

/** What an expression measures; `undefined` is a bare number, or something nobody can name. */
interface Measure {
  readonly unit: Unit;
  readonly perSecond: boolean;
  /** The series it is about. */
  readonly name: string;
}
type Units = ReadonlyMap<string, Unit>;

/** Grafana's unit of what a panel shows: from the declared metrics, through the functions of the query. */
export function unitOf(show: Showable, query: Query): GrafanaUnit {
  if (query.engine === 'loki') return logqlUnit(query.text);
  if (query.engine === 'tempo' || !('kind' in show)) return 'short';
  const measured = query.expr ? measure(query.expr, unitsIn(show)) : undefined;
  if (measured) return grafanaUnit(measured);
  return show.kind === 'expr' && show.unit !== undefined ? known(show.unit) : 'short';
}

/** GRAFANA_UNIT is typed by text; its values are among Grafana's ids. */
function known(unit: Unit): GrafanaUnit {
  return GRAFANA_UNIT[unit] as GrafanaUnit;
}

function grafanaUnit({ unit, perSecond, name }: Measure): GrafanaUnit {
  if (!perSecond) return known(unit);
  if (unit === 'bytes') return 'binBps';
  if (unit === 'count') return name.includes('request') ? 'reqps' : 'cps';
  return known(PER_SECOND[unit]);
}

/** Units of the metrics and recordings in the holes, by name. */
function unitsIn(show: Showable): Units {
  const known = [...metricsIn(show), ...recordingsIn(show)];
  return new Map(known.flatMap(({ name, unit }) => (unit === undefined ? [] : [[name, unit]])));
}

function measure(expr: Expr, units: Units): Measure | undefined {
  if (expr.kind === 'vector') return expr.name === undefined ? undefined : measureSeries(expr.name, units);
  if (expr.kind === 'matrix') return measure(expr.selector, units);
  if (expr.kind === 'aggregation') return COUNTING.has(expr.op) ? COUNT : measure(expr.expr, units);
  if (expr.kind === 'binary') return measureBinary(expr, units);
  if (expr.kind === 'call') return measureCall(expr, units);
  return expr.kind === 'number' || expr.kind === 'string' ? undefined : measure(expr.expr, units);
}

const COUNT: Measure = { unit: 'count', perSecond: false, name: '' };
const SECONDS: Measure = { unit: 'seconds', perSecond: false, name: '' };
const RATIO: Measure = { unit: 'ratio', perSecond: false, name: '' };
const COUNTING = new Set(['count', 'count_values', 'group']);

/** The declared unit, else the one its name ends in: recordings of our own, and metrics written as text. */
function measureSeries(name: string, units: Units): Measure {
  if (/_(?:count|bucket)$/.test(name)) return { ...COUNT, name };
  const base = name.replace(/_(?:total|sum)$/, '');
  const named = UNITS.find((unit) => base.endsWith(`_${unit}`) || new RegExp(`:${unit}(?:_|$)`).test(name));
  return { unit: units.get(name) ?? units.get(base) ?? named ?? 'count', perSecond: false, name };
}

function measureCall(call: Call, units: Units): Measure | undefined {
  if (call.func === 'histogram_quantile') return measureObserved(call.args[1], units);
  if (call.func === 'time' || call.func === 'timestamp') return SECONDS;
  if (/^(?:count|present|absent|changes|resets)/.test(call.func)) return COUNT;
  const inner = call.args.map((argument) => measure(argument, units)).find((one) => one !== undefined);
  if (!inner || !/^(?:rate|irate|deriv)$/.test(call.func)) return inner;
  return { ...inner, perSecond: true };
}

/** A quantile is in the unit that was observed, although a bucket counts. */
function measureObserved(buckets: Expr | undefined, units: Units): Measure | undefined {
  const inner = buckets ? measure(buckets, units) : undefined;
  return inner && { ...measureSeries(inner.name.replace(/_bucket$/, ''), units), perSecond: false };
}

function measureBinary({ op, left, right, bool }: Binary, units: Units): Measure | undefined {
  const [a, b] = [measure(left, units), measure(right, units)];
  if (bool) return COUNT;
  if (op !== '/' || !a || !b) return a ?? b;
  if (a.unit === b.unit && a.perSecond === b.perSecond) return RATIO;
  return b.unit === 'count' && a.perSecond === b.perSecond ? { ...a, perSecond: false } : a;
}
