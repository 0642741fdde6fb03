import type { AnyLogs, LogExpr, Logql, LogSelection } from '../authored/log.ts';
import { parseLogql } from '../query/logql/parse.ts';
import { matchOf } from './matcher-of.ts';

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
  if (value.kind === 'log-name') return value.name;
  return value.kind === 'log-expr' ? nested(renderLogql(value)) : streamSelector(value);
}

/** Lines stay open, so that stages may follow; a metric gets parentheses where an operator beside it could take it apart. */
function nested(text: string): string {
  const kind = parseLogql(text).expr?.kind;
  return kind === undefined || kind === 'binary' ? `(${text})` : text;
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
