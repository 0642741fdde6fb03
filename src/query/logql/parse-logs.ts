import { parseCondition, parseIp } from './parse-label-filter.ts';
import { type Reader, SyntaxProblem } from './reader.ts';
import type {
  DropKeep,
  Extraction,
  LabelFormat,
  LabelMatcher,
  LineOperator,
  LogExpr,
  MatchOperator,
  Parser,
  Stage,
  Unwrap,
} from './tree.ts';
import { CONVERSIONS, PARSERS } from './words.ts';

const MATCH: ReadonlySet<string> = new Set<MatchOperator>(['=', '!=', '=~', '!~']);
const LINE: ReadonlySet<string> = new Set<LineOperator>(['|=', '!=', '|~', '!~', '|>', '!>']);
const PATTERNED: ReadonlySet<string> = new Set(['regexp', 'pattern']);

/** `{…}` and its pipeline. */
export function parseLogs(reader: Reader): LogExpr {
  const from = reader.peek().span.from;
  const matchers = parseSelector(reader);
  const selectorSpan = reader.spanFrom(from);
  const stages = parseStages(reader);
  return { kind: 'logs', matchers, selectorSpan, stages, span: reader.spanFrom(from) };
}

function parseSelector(reader: Reader): LabelMatcher[] {
  reader.expect('{');
  const matchers: LabelMatcher[] = [];
  if (!reader.is('}')) {
    do matchers.push(parseMatcher(reader));
    while (reader.take(','));
  }
  reader.expect('}');
  return matchers;
}

function parseMatcher(reader: Reader): LabelMatcher {
  const label = reader.expectLabel();
  if (!MATCH.has(reader.peek().text)) throw reader.unexpected('"=", "!=", "=~" or "!~"');
  const op = reader.next().text as MatchOperator; // one of MATCH
  const { value } = reader.expectKind('string', 'a text in quotes');
  const span = reader.spanFrom(label.span.from);
  if (op === '=~' || op === '!~') checkPattern(value, span);
  return { label: label.text, op, value, span };
}

export function parseStages(reader: Reader): Stage[] {
  const stages: Stage[] = [];
  while (reader.is('|') || LINE.has(reader.peek().text)) stages.push(parseStage(reader));
  return stages;
}

function parseStage(reader: Reader): Stage {
  const from = reader.peek().span.from;
  if (!reader.take('|')) return parseLineFilter(reader, from);
  const word = reader.peek().text;
  const parse = STAGES.get(word);
  if (parse) {
    reader.next();
    return parse(reader, from, word);
  }
  const condition = parseCondition(reader);
  return { kind: 'label-filter', condition, span: reader.spanFrom(from) };
}

type ParseStage = (reader: Reader, from: number, word: string) => Stage;

const STAGES: ReadonlyMap<string, ParseStage> = new Map<string, ParseStage>([
  ...PARSERS.map((parser) => [parser, (reader: Reader, from: number) => parseParser(reader, from, parser)] as const),
  ['line_format', parseLineFormat],
  ['label_format', parseLabelFormat],
  ['drop', (reader, from) => parseDropKeep(reader, from, 'drop')],
  ['keep', (reader, from) => parseDropKeep(reader, from, 'keep')],
  ['unwrap', parseUnwrap],
]);

function parseLineFilter(reader: Reader, from: number): Stage {
  const op = reader.next().text as LineOperator; // one of LINE
  const values: { text: string; ip: boolean }[] = [];
  do {
    const token = reader.peek();
    if (reader.is('ip')) values.push({ text: parseIp(reader), ip: true });
    else values.push({ text: reader.expectKind('string', 'a text in quotes').value, ip: false });
    if (op === '|~' || op === '!~') checkPattern(token.value, token.span);
  } while (reader.take('or'));
  return { kind: 'line-filter', op, values, span: reader.spanFrom(from) };
}

function parseParser(reader: Reader, from: number, parser: Parser['parser']): Parser {
  const flags: string[] = [];
  while (reader.peek().kind === 'flag') flags.push(reader.next().text);
  const text = PATTERNED.has(parser) ? reader.expectKind('string', `a ${parser} in quotes`) : undefined;
  if (parser === 'regexp' && text) checkCapture(text.value, text.span);
  const extractions = parser === 'json' || parser === 'logfmt' ? parseExtractions(reader) : [];
  return { kind: 'parser', parser, flags, pattern: text?.value, extractions, span: reader.spanFrom(from) };
}

function parseExtractions(reader: Reader): Extraction[] {
  const extractions: Extraction[] = [];
  while (reader.peek().kind === 'word') {
    const label = reader.next().text;
    const expression = reader.take('=') ? reader.expectKind('string', 'an expression in quotes').value : undefined;
    extractions.push({ label, expression });
    if (!reader.take(',')) break;
  }
  return extractions;
}

function parseLineFormat(reader: Reader, from: number): Stage {
  const { value } = reader.expectKind('string', 'a template in quotes');
  return { kind: 'line-format', template: value, span: reader.spanFrom(from) };
}

function parseLabelFormat(reader: Reader, from: number): LabelFormat {
  const labels: LabelFormat['labels'][number][] = [];
  do {
    const label = reader.expectLabel().text;
    reader.expect('=');
    if (reader.peek().kind === 'string') labels.push({ label, value: reader.next().value, from: 'template' });
    else labels.push({ label, value: reader.expectLabel('a label or a template').text, from: 'label' });
  } while (reader.take(','));
  return { kind: 'label-format', labels, span: reader.spanFrom(from) };
}

function parseDropKeep(reader: Reader, from: number, op: DropKeep['op']): DropKeep {
  const labels: DropKeep['labels'][number][] = [];
  do {
    const label = reader.expectLabel().text;
    const match = MATCH.has(reader.peek().text) ? (reader.next().text as MatchOperator) : undefined; // one of MATCH
    labels.push({ label, op: match, value: match ? reader.expectKind('string', 'a text in quotes').value : '' });
  } while (reader.take(','));
  return { kind: 'drop-keep', op, labels, span: reader.spanFrom(from) };
}

function parseUnwrap(reader: Reader, from: number): Unwrap {
  const word = reader.expectLabel().text;
  const conversion = CONVERSIONS.find((one) => one === word);
  if (!conversion || !reader.take('('))
    return { kind: 'unwrap', label: word, conversion: undefined, span: reader.spanFrom(from) };
  const label = reader.expectLabel().text;
  reader.expect(')');
  return { kind: 'unwrap', label, conversion, span: reader.spanFrom(from) };
}

/** Only what cannot be a pattern in any dialect: RE2 has forms JavaScript lacks, so its errors are the server's to find. */
function checkPattern(pattern: string, span: { from: number; to: number }): void {
  const message = ['(?=', '(?!', '(?<=', '(?<!'].some((form) => pattern.includes(form));
  if (message) throw new SyntaxProblem('RE2 cannot look ahead or behind.', span);
}

function checkCapture(pattern: string, span: { from: number; to: number }): void {
  checkPattern(pattern, span);
  if (!/\(\?P?<\w+>/.test(pattern)) throw new SyntaxProblem('A regexp parser needs a named group: (?P<name>…).', span);
}
