import { climb } from './climb.ts';
import { parseField } from './parse-field.ts';
import { type Reader, SyntaxProblem } from './reader.ts';
import type {
  Aggregate,
  AggregateOperator,
  ArithmeticOperator,
  ComparisonOperator,
  ScalarExpr,
  ScalarFilter,
  ScalarStatic,
} from './tree.ts';
import { AGGREGATES, ARITHMETIC, FIELD_LEVELS, NUMBER_COMPARISONS } from './words.ts';

const LEVELS: ReadonlyMap<string, number> = new Map([...FIELD_LEVELS].filter(([op]) => ARITHMETIC.has(op)));
const NUMBERS: ReadonlySet<string> = new Set(['int', 'float', 'duration', 'variable']);

/** Whether `count()`, `5` or `-5` comes. */
export function startsScalar(reader: Reader): boolean {
  const { kind, text } = reader.peek();
  return NUMBERS.has(kind) || reader.is('-') || (kind === 'word' && AGGREGATES.has(text));
}

/** Reads on after the first operand of a number. */
export function climbScalar(reader: Reader, first: ScalarExpr): ScalarExpr {
  return climb<ScalarExpr>(reader, first, 0, {
    levels: LEVELS,
    operand: () => parseScalarOperand(reader),
    join: (op, left, right) => ({
      kind: 'scalar-binary',
      op: op as ArithmeticOperator, // the operators of ARITHMETIC
      left,
      right,
      span: { from: left.span.from, to: right.span.to },
    }),
  });
}

export function parseScalarOperand(reader: Reader): ScalarExpr {
  if (!reader.is('(')) return reader.peek().kind === 'word' ? parseAggregate(reader) : parseNumber(reader);
  return reader.nest(() => {
    reader.expect('(');
    const expr = climbScalar(reader, parseScalarOperand(reader));
    reader.expect(')');
    return expr;
  });
}

/** A number, a duration, or one of them below zero. */
export function parseNumber(reader: Reader): ScalarStatic {
  const { from } = reader.peek().span;
  const negative = reader.take('-');
  const { kind, text, span } = reader.peek();
  if (kind !== 'int' && kind !== 'float' && kind !== 'duration' && kind !== 'variable') {
    throw reader.unexpected('a number or a duration');
  }
  reader.next();
  return { kind: 'scalar-static', negative, value: { kind: 'static', type: kind, text, span }, span: reader.spanFrom(from) };
}

function parseAggregate(reader: Reader): Aggregate {
  const { text, span } = reader.peek();
  if (!AGGREGATES.has(text)) throw reader.unexpected('count(), avg(…), max(…), min(…) or sum(…)');
  reader.next();
  reader.expect('(');
  const argument = text === 'count' ? undefined : parseField(reader);
  reader.expect(')');
  return { kind: 'aggregate', op: text as AggregateOperator, argument, span: reader.spanFrom(span.from) };
}

/** The comparison that must follow a number in a pipeline. */
export function parseScalarFilter(reader: Reader, left: ScalarExpr): ScalarFilter {
  const op = reader.word();
  if (!NUMBER_COMPARISONS.has(op)) throw noComparison(reader, left);
  reader.next();
  const right = climbScalar(reader, parseScalarOperand(reader));
  return { kind: 'scalar-filter', op: op as ComparisonOperator, left, right, span: reader.spanFrom(left.span.from) };
}

function noComparison(reader: Reader, left: ScalarExpr): SyntaxProblem {
  const { message, span } = reader.unexpected('a comparison of the number').problem;
  return new SyntaxProblem(message, span, left.kind === 'aggregate' ? { fix: `write, for example, | ${left.op}(…) > 2` } : {});
}
