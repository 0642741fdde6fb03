import { logsOf, parseRangeStages, parseSelector } from './parse-logs.ts';
import { parseGrouping, parseParam } from './parse-parts.ts';
import type { Reader } from './reader.ts';
import type { RangeAggregation, Stage, Window } from './tree.ts';

/** `quantile_over_time(0.9, {…} | unwrap x [5m]) by (y)` */
export function parseRange(reader: Reader): RangeAggregation {
  const name = reader.next();
  const before = reader.is('by') || reader.is('without');
  if (before) throw reader.unexpected('"("', `write the grouping behind: ${name.text}(…) by (…)`);
  reader.expect('(');
  const param = parseParam(reader);
  const window = parseWindow(reader);
  reader.expect(')');
  const grouping = parseGrouping(reader);
  return { kind: 'range', op: name.text, param, ...window, grouping, span: reader.spanFrom(name.span.from) };
}

/** Lines over a range, whose pipeline stands before or behind `[5m] offset 1h`. */
export function parseWindow(reader: Reader): Window {
  const { from } = reader.peek().span;
  const inParens = reader.take('(');
  if (!inParens) return parseBareWindow(reader, from);
  if (!reader.is('{'))
    return closed(
      reader,
      reader.nested(() => parseWindow(reader)),
    );
  const selector = parseSelector(reader);
  const stages = parseRangeStages(reader);
  if (reader.peek().kind === 'range') return closed(reader, windowFrom(reader, from, selector, stages));
  reader.expect(')');
  return windowFrom(reader, from, selector, stages, true);
}

function closed(reader: Reader, window: Window): Window {
  reader.expect(')');
  return window;
}

function parseBareWindow(reader: Reader, from: number): Window {
  const selector = parseSelector(reader);
  return windowFrom(reader, from, selector, parseRangeStages(reader));
}

type Selector = ReturnType<typeof parseSelector>;

/** `[5m] offset 1h` and, where none stood before it, the pipeline; behind a `)` only `unwrap` may follow. */
function windowFrom(reader: Reader, from: number, selector: Selector, before: readonly Stage[], inParens = false): Window {
  const range = reader.expectKind('range', 'a range like [5m]').value;
  const offset = reader.take('offset') ? reader.expectKind('duration', 'a duration').text : undefined;
  const onlyUnwrap = inParens && !(reader.is('|') && reader.is('unwrap', 1));
  const stages = before.length > 0 || onlyUnwrap ? before : parseRangeStages(reader);
  return { logs: logsOf(selector, stages, reader.spanFrom(from)), range, offset };
}
