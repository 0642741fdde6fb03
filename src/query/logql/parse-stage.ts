import { ipProblem } from './check-ip.ts';
import { checkPattern, patternProblem } from './check-pattern.ts';
import { templateProblem } from './check-template.ts';
import { parseCondition, parseIp } from './parse-label-filter.ts';
import { parseParser } from './parse-parser.ts';
import { parseText } from './parse-parts.ts';
import type { Reader } from './reader.ts';
import type { DropKeep, LabelFormat, LineFilter, LineOperator, MatchOperator, Span, Stage, Unwrap } from './tree.ts';
import { CONVERSIONS, PARSERS } from './words.ts';

export const MATCH: ReadonlySet<string> = new Set<MatchOperator>(['=', '!=', '=~', '!~']);
const LINE: ReadonlySet<string> = new Set<LineOperator>(['|=', '!=', '|~', '!~', '|>', '!>']);

/** Whether a line filter comes next. */
export function startsLineFilter(reader: Reader): boolean {
  return reader.isAny(LINE);
}

/** One stage of a pipeline, which starts with `|` or is a line filter. */
export function parseStage(reader: Reader): Stage {
  const { from } = reader.peek().span;
  if (!reader.take('|')) return parseLineFilter(reader, from);
  const parse = reader.peek().kind === 'keyword' ? STAGES.get(reader.peek().text) : undefined;
  if (parse) {
    const word = reader.next().text;
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
]);

function parseLineFilter(reader: Reader, from: number): LineFilter {
  const op = reader.next().text as LineOperator; // one of LINE
  const values: { text: string; ip: boolean }[] = [];
  do {
    const { span } = reader.peek();
    const ip = reader.is('ip');
    const text = ip ? parseIp(reader) : parseText(reader);
    values.push({ text, ip });
    if (ip) checkIp(reader, op, text, reader.spanFrom(from));
    else checkLinePattern(reader, op, text, span);
  } while (reader.take('or'));
  return { kind: 'line-filter', op, values, span: reader.spanFrom(from) };
}

function checkIp(reader: Reader, op: LineOperator, text: string, span: Span): void {
  const wrong = op === '|=' || op === '!=' ? ipProblem(text) : `${op} takes none`;
  if (wrong !== undefined) reader.report(`ip(${JSON.stringify(text)}) cannot be used: ${wrong}.`, span, undefined, 'logql/stage');
}

/** Loki reads such a filter, and refuses it when it runs. */
function checkLinePattern(reader: Reader, op: LineOperator, text: string, span: Span): void {
  if (op === '|~' || op === '!~') checkPattern(reader, text, span, 'logql/stage');
  const wrong = op === '|>' || op === '!>' ? patternProblem(text, false) : undefined;
  if (wrong !== undefined) reader.report(`${JSON.stringify(text)} is no pattern: ${wrong}.`, span, undefined, 'logql/stage');
}

function parseLineFormat(reader: Reader, from: number): Stage {
  const { span } = reader.peek();
  const template = parseText(reader, 'a template in quotes');
  checkTemplate(reader, template, span);
  return { kind: 'line-format', template, span: reader.spanFrom(from) };
}

function checkTemplate(reader: Reader, template: string, span: Span): void {
  const wrong = templateProblem(template);
  if (wrong !== undefined) reader.report(`The template does not parse: ${wrong}.`, span, undefined, 'logql/stage');
}

function parseLabelFormat(reader: Reader, from: number): LabelFormat {
  const labels: LabelFormat['labels'][number][] = [];
  const seen = new Set<string>();
  do {
    const { text: label, span } = reader.expectLabel();
    if (seen.size === seen.add(label).size)
      reader.report(`label_format writes ${label} twice.`, span, 'write the second in a label_format of its own', 'logql/stage');
    reader.expect('=');
    const value = reader.peek();
    if (value.kind === 'string') checkTemplate(reader, value.value, value.span);
    if (value.kind === 'string') labels.push({ label, value: reader.next().value, from: 'template' });
    else labels.push({ label, value: reader.expectLabel('a label or a template').text, from: 'label' });
  } while (reader.take(','));
  return { kind: 'label-format', labels, span: reader.spanFrom(from) };
}

function parseDropKeep(reader: Reader, from: number, op: DropKeep['op']): DropKeep {
  const labels: DropKeep['labels'][number][] = [];
  do {
    const label = reader.expectLabel();
    const match = reader.isAny(MATCH) ? (reader.next().text as MatchOperator) : undefined; // one of MATCH
    const value = match ? parseText(reader) : '';
    if (match === '=~' || match === '!~') checkPattern(reader, value, reader.spanFrom(label.span.from));
    labels.push({ label: label.text, op: match, value });
  } while (reader.take(','));
  return { kind: 'drop-keep', op, labels, span: reader.spanFrom(from) };
}

/** `| unwrap duration(latency)`, with the filters after it. */
export function parseUnwrap(reader: Reader): Stage[] {
  const { from } = reader.expect('|').span;
  reader.expect('unwrap');
  const conversion = CONVERSIONS.find((one) => reader.is(one));
  if (conversion) {
    reader.next();
    reader.expect('(');
  }
  const label = reader.expectLabel();
  if (conversion) reader.expect(')');
  const unwrap: Unwrap = { kind: 'unwrap', label: label.text, labelSpan: label.span, conversion, span: reader.spanFrom(from) };
  const stages: Stage[] = [unwrap];
  while (reader.is('|') && (reader.isLabel(1) || reader.is('(', 1))) stages.push(parseStage(reader));
  return stages;
}
