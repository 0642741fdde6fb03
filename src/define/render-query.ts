import type { AnyQuery, Instant, Promql, Recorded } from '../authored/expr.ts';
import type { AnyMetric } from '../authored/metric.ts';
import type { Selection } from '../authored/selection.ts';
import { sortedEntries } from '../kernel/canonical.ts';
import { parseDecimal, printDecimal } from '../kernel/decimal.ts';
import { parseDuration } from '../kernel/duration.ts';
import { parseBytes, type Unit } from '../kernel/unit.ts';
import { printPromql, quote } from '../query/promql/print.ts';
import { NO_SPAN, type VectorSelector } from '../query/promql/tree.ts';
import { matcherOf } from './matcher-of.ts';

export interface Rendered {
  readonly text: string;
  /** Units of the quantities in `text`, by offset. */
  readonly units: ReadonlyMap<number, Unit>;
  /** Where a query in a hole was put into parentheses: offsets of `(`. */
  readonly parentheses: ReadonlySet<number>;
}

type Select = (of: AnyMetric | Selection<AnyMetric>) => VectorSelector;

/** The text of a PromQL template, its holes filled; every query in a hole stands in parentheses. */
export function renderPromql(of: AnyQuery | Instant, select: Select): Rendered {
  if (of.kind !== 'expr') return { text: fill(of, select).text, units: new Map(), parentheses: new Set() };
  const units = new Map<number, Unit>();
  const parentheses = new Set<number>();
  let text = '';
  of.strings.forEach((literal, index) => {
    text += literal;
    if (index >= of.values.length) return;
    const hole = fill(of.values[index], select);
    const at = text.length;
    if (hole.unit) units.set(at, hole.unit);
    for (const [offset, unit] of hole.inner?.units ?? []) units.set(at + offset + 1, unit);
    if (hole.inner) for (const offset of [-1, ...hole.inner.parentheses]) parentheses.add(at + offset + 1);
    text += hole.text;
  });
  const leading = text.length - text.trimStart().length;
  return {
    text: text.trim(),
    units: new Map([...units].map(([offset, unit]) => [offset - leading, unit])),
    parentheses: new Set([...parentheses].map((offset) => offset - leading)),
  };
}

interface Hole {
  readonly text: string;
  readonly unit?: Unit;
  /** The query in it, without its parentheses. */
  readonly inner?: Rendered;
}

function fill(value: Promql | undefined, select: Select): Hole {
  if (typeof value === 'string') return quantity(value);
  if (typeof value !== 'object') return { text: String(value).replace('Infinity', 'Inf') };
  if (value.kind === 'variable' || value.kind === 'grafana-window') return { text: `$${value.name}` };
  if (value.kind === 'string') return { text: quote(value.text) };
  if (value.kind === 'label-list') return { text: value.names.map(labelName).join(', ') };
  if (value.kind === 'recording') return { text: value.name };
  if (value.kind === 'recorded') return { text: recordedText(value) };
  if (value.kind !== 'expr') return { text: printPromql(select(value)) };
  const inner = renderPromql(value, select);
  return { text: `(${inner.text})`, inner };
}

/** A recording's name needs no quotes: it is checked where it is defined. */
function recordedText({ name, match }: Recorded): string {
  const matchers = sortedEntries(match).map(([label, wanted]) => matcherOf(label, wanted));
  return matchers.length === 0 ? name : name + printPromql({ kind: 'vector', span: NO_SPAN, matchers });
}

function labelName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : quote(name);
}

/** Durations stay as they are: Prometheus reads them as ranges and as seconds. The rest becomes a number in base units. */
function quantity(text: string): Hole {
  if (parseDuration(text) !== undefined) return { text, unit: 'seconds' };
  const bytes = parseBytes(text);
  if (bytes !== undefined) return { text: String(bytes), unit: 'bytes' };
  const share = parseDecimal(text);
  return share === undefined ? { text } : { text: printDecimal(share), unit: 'ratio' };
}
