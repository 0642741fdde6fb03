import { checkMetrics } from './check-metrics.ts';
import { canMeet, checkExpr, checkFilter, takes } from './check-types.ts';
import { printScalar } from './print.ts';
import { printField } from './print-field.ts';
import type { TraceqlProblem } from './problem.ts';
import type { Aggregate, FieldExpr, Query, ScalarExpr, ScalarFilter, Stage } from './tree.ts';
import { isNumeric, type Types, typeOfScalar } from './type-of.ts';
import { everyExpr, everyStage, isField, scalarsIn } from './visit.ts';
import type { ValueType } from './words.ts';

/** What Tempo refuses although it can read it: wrong types, and what it has not built yet. */
export function checkTraceql({ source, metrics }: Query): TraceqlProblem[] {
  return [...everyStage(source).flatMap(checkStage), ...(metrics ? checkMetrics(metrics) : [])];
}

function checkStage(stage: Stage): readonly TraceqlProblem[] {
  if (stage.kind === 'filter') return checkFilter(stage);
  if (stage.kind === 'scalar-filter') return checkScalarFilter(stage);
  if (stage.kind === 'select') return stage.fields.flatMap((field) => checkExpr(field).problems);
  if (stage.kind !== 'group') return [];
  if (referencesSpan(stage.by)) return checkExpr(stage.by).problems;
  return [
    {
      code: 'traceql/constant',
      message: `by(${printField(stage.by)}) is the same for every span.`,
      span: stage.span,
      fix: 'group by an attribute or an intrinsic',
    },
  ];
}

function checkScalarFilter(filter: ScalarFilter): TraceqlProblem[] {
  const types = new Map<FieldExpr, ValueType>();
  const problems = [filter.left, filter.right].flatMap(scalarsIn).flatMap((expr) => checkAggregate(expr, types));
  return problems.length > 0 ? problems : checkSides(filter, types);
}

function checkAggregate(expr: ScalarExpr, types: Map<FieldExpr, ValueType>): readonly TraceqlProblem[] {
  if (expr.kind !== 'aggregate' || !expr.argument) return [];
  const checked = checkExpr(expr.argument);
  for (const [part, type] of checked.types) types.set(part, type);
  if (checked.problems.length > 0) return checked.problems;
  return argumentProblem(expr, types.get(expr.argument) ?? 'any');
}

function argumentProblem(expr: Aggregate, type: ValueType): TraceqlProblem[] {
  if (!expr.argument) return [];
  const problem = (code: string, reason: string, fix: string): TraceqlProblem[] => [
    { code, message: `${printScalar(expr)} ${reason}.`, span: expr.span, fix },
  ];
  if (!isNumeric(type)) {
    return problem('traceql/type', 'needs a number or a duration', `write ${expr.op}(duration), or count()`);
  }
  return referencesSpan(expr.argument)
    ? []
    : problem('traceql/constant', 'is the same for every span', 'aggregate an attribute or an intrinsic');
}

function checkSides(filter: ScalarFilter, types: Types): TraceqlProblem[] {
  const { left, op, right, span } = filter;
  const [leftType, rightType] = [typeOfScalar(left, types), typeOfScalar(right, types)];
  const shown = `${printScalar(left)} ${op} ${printScalar(right)}`;
  if (!canMeet(leftType, rightType) || !takes(op, leftType) || !takes(op, rightType)) {
    return [{ code: 'traceql/type', message: `Tempo refuses ${shown}: the two sides have different types.`, span }];
  }
  if (left.kind === 'aggregate' && right.kind === 'scalar-static') return [];
  const message = `Tempo reads ${shown} and refuses it: it compares one aggregate with one number.`;
  return [{ code: 'traceql/unsupported', message, span, fix: 'write the aggregate on the left, a number on the right' }];
}

function referencesSpan(expr: FieldExpr): boolean {
  return everyExpr(expr).some(isField);
}
