import { parseStatic } from './parse-field.ts';
import { parseMetrics, startsMetrics } from './parse-metrics.ts';
import { parseSource } from './parse-pipeline.ts';
import type { TraceqlProblem } from './problem.ts';
import { Reader, SyntaxProblem } from './reader.ts';
import type { Hint, Query } from './tree.ts';
import { RESERVED } from './words.ts';

export interface ParseOptions {
  /** Grafana's `$variables` may stand for values. @default false */
  readonly grafana?: boolean;
}

/** The tree of a TraceQL text as Tempo 3.0 reads it, or why there is none. */
export function parseTraceql(
  text: string,
  { grafana = false }: ParseOptions = {},
): { readonly query?: Query; readonly problems: readonly TraceqlProblem[] } {
  const reader = new Reader(text, grafana);
  try {
    return { query: parseQuery(reader), problems: [] };
  } catch (failure) {
    if (failure instanceof SyntaxProblem) return { problems: [failure.problem] };
    throw failure;
  }
}

function parseQuery(reader: Reader): Query {
  const { from } = reader.peek().span;
  const { expr: source, open } = parseSource(reader);
  const metrics = open && reader.is('|') && startsMetrics(reader, 1) ? parseBehindBar(reader) : undefined;
  const hints: Hint[] = [];
  while (reader.take('with')) hints.push(...parseHints(reader));
  if (reader.peek().kind !== 'end') throw reader.unexpected('the end of the query, "|" or "with"');
  return { kind: 'query', source, metrics, hints, span: reader.spanFrom(from) };
}

function parseBehindBar(reader: Reader): Query['metrics'] {
  reader.expect('|');
  return parseMetrics(reader);
}

function parseHints(reader: Reader): Hint[] {
  const hints: Hint[] = [];
  reader.expect('(');
  do {
    const { kind, text } = reader.peek();
    if (kind !== 'word' || RESERVED.has(text)) throw reader.unexpected('the name of a hint');
    reader.next();
    reader.expect('=');
    hints.push({ name: text, value: parseStatic(reader) });
  } while (reader.take(','));
  reader.expect(')');
  return hints;
}
