import { parseField, parseFields } from './parse-field.ts';
import { startsMetrics } from './parse-metrics.ts';
import { climbScalar, parseScalarFilter, parseScalarOperand, startsScalar } from './parse-scalar.ts';
import { climbPipelines, climbSpansets, parseFilter } from './parse-spanset.ts';
import { type Reader, SyntaxProblem } from './reader.ts';
import type { Pipeline, ScalarExpr, SpansetExpr, Stage, Structure } from './tree.ts';

/** What something in parentheses, or the whole query, turned out to be. */
type Part =
  | { readonly is: 'spanset'; readonly expr: SpansetExpr }
  | { readonly is: 'scalar'; readonly expr: ScalarExpr }
  | { readonly is: 'stage'; readonly expr: Stage }
  | { readonly is: 'pipeline'; readonly expr: Pipeline }
  /** A pipeline in parentheses, or several such: no stage can follow. */
  | { readonly is: 'wrapped'; readonly expr: Pipeline | Structure };
type Single = Extract<Part, { is: 'spanset' | 'scalar' | 'stage' }>;

export interface Source {
  readonly expr: Pipeline | Structure;
  /** Whether a metrics function may follow. */
  readonly open: boolean;
}

/** The spansets of the query; a metrics function after them is left to the caller. */
export function parseSource(reader: Reader): Source {
  const part = parsePart(reader);
  if (part.is === 'scalar') throw reader.unexpected('a comparison of the number');
  if (part.is === 'wrapped') return { expr: part.expr, open: false };
  return { expr: part.is === 'pipeline' ? part.expr : pipelineOf([part.expr]), open: true };
}

/** The first stage with what belongs to it, and the stages after it. */
function parsePart(reader: Reader): Part {
  const first = parseFirst(reader);
  if (first.is === 'wrapped') return { is: 'wrapped', expr: climbPipelines(reader, first.expr, () => parseWrapped(reader)) };
  const part = completed(reader, first);
  if (part.is === 'scalar' || !nextStage(reader)) return part;
  const stages: Stage[] = [part.expr];
  while (nextStage(reader)) {
    reader.expect('|');
    stages.push(parseStage(reader));
  }
  return { is: 'pipeline', expr: pipelineOf(stages) };
}

function nextStage(reader: Reader): boolean {
  return reader.is('|') && !startsMetrics(reader, 1);
}

/** A spanset takes the spansets beside it, a number its arithmetic and its comparison. */
function completed(reader: Reader, first: Single): Single {
  if (first.is === 'stage') return first;
  if (first.is === 'spanset') return { is: 'spanset', expr: climbSpansets(reader, first.expr) };
  const number = climbScalar(reader, first.expr);
  if (reader.is(')')) return { is: 'scalar', expr: number };
  return { is: 'stage', expr: parseScalarFilter(reader, number) };
}

function parseFirst(reader: Reader): Single | Extract<Part, { is: 'wrapped' }> {
  if (reader.is('{')) return { is: 'spanset', expr: parseFilter(reader) };
  if (reader.is('(')) return parseParen(reader);
  if (startsScalar(reader)) return { is: 'scalar', expr: parseScalarOperand(reader) };
  if (reader.is('by') || reader.is('select')) return { is: 'stage', expr: parseStage(reader) };
  throw reader.unexpected('"{" or "("');
}

/** Parentheses around one spanset or one number add nothing; around more they make a pipeline an operand. */
function parseParen(reader: Reader): Single | Extract<Part, { is: 'wrapped' }> {
  return reader.nest(() => {
    reader.expect('(');
    const part = parsePart(reader);
    closeParen(reader);
    if (part.is === 'stage') return { is: 'wrapped', expr: pipelineOf([part.expr]) };
    return part.is === 'pipeline' ? { is: 'wrapped', expr: part.expr } : part;
  });
}

function parseWrapped(reader: Reader): Pipeline | Structure {
  if (!reader.is('(')) throw reader.unexpected('a pipeline in parentheses, as the left side is one');
  return reader.nest(() => {
    reader.expect('(');
    const { expr } = parseSource(reader);
    closeParen(reader);
    return expr;
  });
}

function closeParen(reader: Reader): void {
  if (reader.is('|') && startsMetrics(reader, 1)) {
    const message = 'A metrics function stands at the end of the query, outside of parentheses.';
    const fix = 'take off the parentheses; Tempo has no arithmetic between two metrics queries, which a Grafana expression does';
    throw new SyntaxProblem(message, reader.peek(1).span, { fix });
  }
  reader.expect(')');
}

function parseStage(reader: Reader): Stage {
  const word = reader.word();
  const parse = STAGE_WORDS.get(word);
  if (parse) return parse(reader);
  if (word !== '{' && word !== '(' && !startsScalar(reader)) throw reader.unexpected(STAGES);
  const part = completedStage(reader);
  if (part.is === 'scalar') throw reader.unexpected('a comparison of the number');
  return part.expr;
}

const STAGES = 'a stage, as { … }, by(…), select(…), coalesce(), count() > 2 or rate()';

/** A stage in parentheses is a spanset or a number, never a pipeline. */
function completedStage(reader: Reader): Single {
  const { span } = reader.peek();
  const first = parseFirst(reader);
  if (first.is === 'wrapped') throw new SyntaxProblem('A pipeline in parentheses is no stage of a pipeline.', span);
  return completed(reader, first);
}

function parseGroup(reader: Reader): Stage {
  const { span } = reader.expect('by');
  reader.expect('(');
  const by = parseField(reader);
  reader.expect(')');
  return { kind: 'group', by, span: reader.spanFrom(span.from) };
}

function parseSelect(reader: Reader): Stage {
  const { span } = reader.expect('select');
  const fields = parseFields(reader);
  return { kind: 'select', fields, span: reader.spanFrom(span.from) };
}

function parseCoalesce(reader: Reader): Stage {
  const { span } = reader.expect('coalesce');
  reader.expect('(');
  reader.expect(')');
  return { kind: 'coalesce', span: reader.spanFrom(span.from) };
}

const STAGE_WORDS: ReadonlyMap<string, (reader: Reader) => Stage> = new Map([
  ['by', parseGroup],
  ['select', parseSelect],
  ['coalesce', parseCoalesce],
]);

function pipelineOf(stages: readonly Stage[]): Pipeline {
  const [first] = stages;
  const from = first?.span.from ?? 0;
  return { kind: 'pipeline', stages, span: { from, to: stages.at(-1)?.span.to ?? from } };
}
