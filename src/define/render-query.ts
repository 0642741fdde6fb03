import type { AnyLogs, LogExpr, Logql, LogSelection } from '../authored/log.ts';
import type { AnyMetric } from '../authored/metric.ts';
import type { Expr, Promql } from '../authored/query.ts';
import type { Selection } from '../authored/selection.ts';
import { sortedEntries } from '../kernel/canonical.ts';
import { parseDecimal, printDecimal } from '../kernel/decimal.ts';
import { parseDuration } from '../kernel/duration.ts';
import { parseBytes, type Unit } from '../kernel/unit.ts';
import { printPromql } from '../query/promql/print.ts';
import type { VectorSelector } from '../query/promql/tree.ts';
import { matchOf } from './matcher-of.ts';

export interface Rendered {
  readonly text: string;
  /** Units of the quantities in `text`, by offset. */
  readonly units: ReadonlyMap<number, Unit>;
}

type Select = (of: AnyMetric | Selection<AnyMetric>) => VectorSelector;

/** The text of a PromQL template, its holes filled. */
export function renderPromql(of: Expr | AnyMetric | Selection<AnyMetric>, select: Select): Rendered {
  if (of.kind !== 'expr') return { text: printPromql(select(of)), units: new Map() };
  const units = new Map<number, Unit>();
  let text = '';
  of.strings.forEach((literal, index) => {
    text += literal;
    if (index >= of.values.length) return;
    const hole = fill(of.values[index], select);
    if (hole.unit) units.set(text.length, hole.unit);
    for (const [offset, unit] of hole.units ?? []) units.set(text.length + offset, unit);
    text += hole.text;
  });
  const leading = text.length - text.trimStart().length;
  return { text: text.trim(), units: new Map([...units].map(([offset, unit]) => [offset - leading, unit])) };
}

interface Hole {
  readonly text: string;
  readonly unit?: Unit;
  readonly units?: ReadonlyMap<number, Unit>;
}

function fill(value: Promql | undefined, select: Select): Hole {
  if (typeof value === 'string') return quantity(value);
  if (typeof value !== 'object') return { text: String(value) };
  if (value.kind === 'variable') return { text: `$${value.name}` };
  if (value.kind === 'recorded') return { text: `${value.name}{${printLabels(value.labels)}}` };
  if (value.kind !== 'expr') return { text: printPromql(select(value)) };
  const inner = renderPromql(value, select);
  return { text: `(${inner.text})`, units: new Map([...inner.units].map(([offset, unit]) => [offset + 1, unit])) };
}

/** Durations stay as they are: Prometheus reads them as ranges and as seconds. The rest becomes a number in base units. */
function quantity(text: string): Hole {
  if (parseDuration(text) !== undefined) return { text, unit: 'seconds' };
  const bytes = parseBytes(text);
  if (bytes !== undefined) return { text: String(bytes), unit: 'bytes' };
  const share = parseDecimal(text);
  return share === undefined ? { text } : { text: printDecimal(share), unit: 'ratio' };
}

/** The text of a LogQL template, a selection or a stream. */
export function renderLogql(of: LogExpr | LogSelection | AnyLogs): string {
  if (of.kind !== 'log-expr') return streamSelector(of);
  return of.strings
    .map((literal, index) => (index < of.values.length ? literal + logqlHole(of.values[index]) : literal))
    .join('')
    .trim();
}

function logqlHole(value: Logql | undefined): string {
  if (typeof value !== 'object') return String(value);
  if (value.kind === 'variable') return `$${value.name}`;
  return value.kind === 'log-expr' ? `(${renderLogql(value)})` : streamSelector(value);
}

/** `{service_name="master", stream="app", level="error"}`: the labels the collector gives every line of the stream. */
function streamSelector(of: LogSelection | AnyLogs): string {
  const stream = of.kind === 'logs' ? of : of.of;
  const own = [`service_name=${JSON.stringify(stream.service?.name)}`, `stream=${JSON.stringify(stream.name)}`];
  const chosen = of.kind === 'logs' ? [] : Object.entries(of.match).map(([label, match]) => labelText(label, match));
  return `{${[...own, ...chosen].join(', ')}}`;
}

function labelText(label: string, match: unknown): string {
  const { op, value } = matchOf(match);
  return `${label}${op}${JSON.stringify(value)}`;
}

function printLabels(labels: Readonly<Record<string, string>>): string {
  return sortedEntries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(',');
}
