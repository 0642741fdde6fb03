import { parseFields, parseOneField } from './parse-field.ts';
import { parseNumber } from './parse-scalar.ts';
import { parseFilter } from './parse-spanset.ts';
import { type Reader, SyntaxProblem } from './reader.ts';
import type { Compare, ComparisonOperator, Metrics, MetricsFunction, MetricsOperator, SecondStage, Static } from './tree.ts';
import { METRICS, NUMBER_COMPARISONS } from './words.ts';

/** Whether a metrics function comes. */
export function startsMetrics(reader: Reader, ahead: number): boolean {
  const word = reader.word(ahead);
  return METRICS.has(word) || word === 'compare';
}

/** `rate() by (…) | topk(5) > 1`, after its bar. */
export function parseMetrics(reader: Reader): Metrics {
  const first = reader.is('compare') ? parseCompare(reader) : parseFunction(reader);
  const second: SecondStage[] = [];
  while (reader.is('|') || NUMBER_COMPARISONS.has(reader.word())) second.push(parseSecond(reader));
  return { first, second };
}

function parseFunction(reader: Reader): MetricsFunction {
  const { text, span } = reader.next();
  reader.expect('(');
  if (METRICS.get(text) === false) refuseArguments(reader, text);
  const field = METRICS.get(text) ? parseOneField(reader) : undefined;
  const quantiles: Static[] = [];
  if (text === 'quantile_over_time') while (reader.take(',') || quantiles.length === 0) quantiles.push(parseQuantile(reader));
  reader.expect(')');
  const by = reader.take('by') ? parseFields(reader) : [];
  return { kind: 'metrics', op: text as MetricsOperator, field, quantiles, by, span: reader.spanFrom(span.from) };
}

/** Those who know PromQL look for the window: Tempo takes it from the step of the panel. */
function refuseArguments(reader: Reader, name: string): void {
  if (reader.is(')')) return;
  const message = `${name}() takes nothing: the window is the step of the panel or request.`;
  throw new SyntaxProblem(message, reader.peek().span, { code: 'traceql/window', fix: `write ${name}()` });
}

function parseQuantile(reader: Reader): Static {
  const { kind, text, span } = reader.peek();
  if (kind !== 'int' && kind !== 'float') throw reader.unexpected('a quantile, as 0.99');
  reader.next();
  return { kind: 'static', type: kind, text, span };
}

function parseCompare(reader: Reader): Compare {
  const { span } = reader.expect('compare');
  reader.expect('(');
  const selection = parseFilter(reader);
  const numbers: Static[] = [];
  while (numbers.length < 3 && reader.take(',')) numbers.push(parseInteger(reader));
  if (numbers.length === 2) throw reader.unexpected('"," and the end of the selection');
  reader.expect(')');
  return { kind: 'compare', selection, numbers, span: reader.spanFrom(span.from) };
}

function parseInteger(reader: Reader): Static {
  const { text, span } = reader.expectKind('int', 'a whole number');
  return { kind: 'static', type: 'int', text, span };
}

function parseSecond(reader: Reader): SecondStage {
  const { span } = reader.peek();
  if (!reader.take('|')) {
    const op = reader.next().text as ComparisonOperator; // the caller saw one
    return { kind: 'metrics-filter', op, value: parseNumber(reader), span: reader.spanFrom(span.from) };
  }
  const { text, span: word } = reader.peek();
  if (text !== 'topk' && text !== 'bottomk')
    throw reader.unexpected('topk or bottomk: no other stage follows a metrics function');
  reader.next();
  reader.expect('(');
  const limit = parseInteger(reader);
  reader.expect(')');
  return { kind: 'top-bottom', op: text, limit, span: reader.spanFrom(word.from) };
}
