import { checkPattern } from './check-pattern.ts';
import { parseText } from './parse-parts.ts';
import { MATCH, parseStage, parseUnwrap, startsLineFilter } from './parse-stage.ts';
import type { Reader } from './reader.ts';
import type { LabelMatcher, LogExpr, MatchOperator, Span, Stage } from './tree.ts';

export interface Selector {
  readonly matchers: readonly LabelMatcher[];
  readonly span: Span;
}

/** `{a="b", c=~"d"}` */
export function parseSelector(reader: Reader): Selector {
  const { from } = reader.expect('{').span;
  const matchers: LabelMatcher[] = [];
  if (!reader.is('}')) {
    do {
      const matcher = reader.recover([',', '}'], () => parseMatcher(reader));
      if (matcher) matchers.push(matcher);
    } while (reader.take(','));
  }
  reader.expect('}');
  return { matchers, span: reader.spanFrom(from) };
}

function parseMatcher(reader: Reader): LabelMatcher {
  const label = reader.expectLabel();
  if (!reader.isAny(MATCH)) throw reader.unexpected('"=", "!=", "=~" or "!~"');
  const op = reader.next().text as MatchOperator; // one of MATCH
  const value = parseText(reader);
  const span = reader.spanFrom(label.span.from);
  if (op === '=~' || op === '!~') checkPattern(reader, value, span);
  if (!reader.is(',') && !reader.is('}')) throw reader.unexpected('"," or "}"');
  return { label: label.text, op, value, span };
}

/** What happens to each line; `unwrap` is not among it. */
export function parseStages(reader: Reader): Stage[] {
  const stages: Stage[] = [];
  while (startsLineFilter(reader) || (reader.is('|') && !reader.is('unwrap', 1))) {
    const stage = reader.recover(['|', '[', ')'], () => parseStage(reader));
    if (stage) stages.push(stage);
  }
  return stages;
}

/** The pipeline of a range, which may end in `unwrap` and filters of its number. */
export function parseRangeStages(reader: Reader): Stage[] {
  const stages = parseStages(reader);
  return reader.is('|') ? [...stages, ...parseUnwrap(reader)] : stages;
}

export function logsOf(selector: Selector, stages: readonly Stage[], span: Span): LogExpr {
  return { kind: 'logs', matchers: selector.matchers, selectorSpan: selector.span, stages, span };
}

/** Lines: `{…}` and its pipeline, possibly in parentheses. */
export function parseLogs(reader: Reader): LogExpr {
  if (reader.take('(')) {
    const inner = reader.nested(() => parseLogs(reader));
    reader.expect(')');
    return inner;
  }
  const { from } = reader.peek().span;
  const selector = parseSelector(reader);
  const stages = parseStages(reader);
  const logs = logsOf(selector, stages, reader.spanFrom(from));
  if (!reader.is('|')) return logs;
  const fix = 'write sum_over_time(… | unwrap x [5m])';
  reader.report('Lines have no numbers: unwrap belongs inside a function such as sum_over_time.', reader.peek(1).span, fix);
  return { ...logs, stages: [...stages, ...parseUnwrap(reader)] };
}
