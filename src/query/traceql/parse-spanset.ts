import { climb } from './climb.ts';
import { parseField } from './parse-field.ts';
import { type Reader, SyntaxProblem } from './reader.ts';
import type { Pipeline, SpansetExpr, SpansetFilter, Structure, StructureOperator } from './tree.ts';
import { STRUCTURE_LEVELS } from './words.ts';

/** `{ … }` */
export function parseFilter(reader: Reader): SpansetFilter {
  const { span } = reader.expect('{');
  const condition = reader.is('}') ? undefined : parseField(reader);
  reader.expect('}');
  return { kind: 'filter', condition, span: reader.spanFrom(span.from) };
}

/** Reads on after the first spanset: whatever stands beside it is a spanset too, never a pipeline. */
export function climbSpansets(reader: Reader, first: SpansetExpr): SpansetExpr {
  return climb(reader, first, 0, { levels: STRUCTURE_LEVELS, operand: () => parseSpanset(reader), join });
}

function parseSpanset(reader: Reader): SpansetExpr {
  if (!reader.is('(')) return parseFilter(reader);
  return reader.nest(() => {
    reader.expect('(');
    const expr = climbSpansets(reader, parseSpanset(reader));
    if (reader.is('|')) {
      const message = 'A pipeline in parentheses can only stand beside another one, and the left side is none.';
      throw new SyntaxProblem(message, reader.peek().span, { fix: 'put the pipeline first, or take it out of the parentheses' });
    }
    reader.expect(')');
    return expr;
  });
}

/** Reads on after a pipeline in parentheses: both sides are such. */
export function climbPipelines(
  reader: Reader,
  first: Pipeline | Structure,
  operand: () => Pipeline | Structure,
): Pipeline | Structure {
  return climb<SpansetExpr>(reader, first, 0, { levels: STRUCTURE_LEVELS, operand, join }) as Pipeline | Structure; // of such operands
}

function join(op: string, left: SpansetExpr, right: SpansetExpr): Structure {
  const span = { from: left.span.from, to: right.span.to };
  return { kind: 'structure', op: op as StructureOperator, left, right, span }; // the operators of STRUCTURE_LEVELS
}
