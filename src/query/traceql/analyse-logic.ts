import { comparisonsIn } from './comparisons.ts';
import { printField, printOneField, printStatic } from './print-field.ts';
import type { TraceqlProblem } from './problem.ts';
import type { Binary, FieldExpr, Query, SpansetExpr, Structure } from './tree.ts';
import { everyExpr, everyStage, expressionsOf, filtersOf, isField } from './visit.ts';

/** `&&` and `||` that read otherwise than they look; `text` is what was parsed. */
export function analyseLogic(query: Query, text: string): TraceqlProblem[] {
  const structures = everyStage(query.source).flatMap((stage) => (stage.kind === 'structure' ? [stage] : []));
  const logic = expressionsOf(query)
    .flatMap(everyExpr)
    .flatMap((expr) => (expr.kind === 'binary' && expr.op === '&&' ? [expr] : []));
  return [
    ...[...logic, ...structures].flatMap((node) => orBeforeAnd(node, text)),
    ...filtersOf(query).flatMap(({ condition }) => (condition ? neverTrue(condition) : [])),
    ...structures.flatMap(twoSpans),
  ];
}

/** In TraceQL both bind alike, from the left. */
function orBeforeAnd({ op, left, right }: Binary | Structure, text: string): TraceqlProblem[] {
  const closed = text.slice(left.span.to, right.span.from).includes(')');
  if (op !== '&&' || !('op' in left) || left.op !== '||' || closed) return [];
  const message = 'a || b && c is (a || b) && c: in TraceQL && does not bind tighter than ||.';
  const span = { from: left.span.from, to: right.span.to };
  return [{ code: 'traceql/or-before-and', severity: 'warning', message, span, fix: 'write the parentheses that are meant' }];
}

/** One span has one value of an attribute. */
function neverTrue(condition: FieldExpr): TraceqlProblem[] {
  const wanted = new Map<string, string>();
  const problems: TraceqlProblem[] = [];
  for (const part of conjuncts(condition)) {
    const [comparison] = part.kind === 'binary' && part.op === '=' ? comparisonsIn(part) : [];
    if (!comparison || comparison.value.type === 'variable') continue;
    const [field, value] = [printOneField(comparison.field), printStatic(comparison.value)];
    const other = wanted.get(field) ?? value;
    wanted.set(field, other);
    if (other === value || /^(?:event|link)[.:]/.test(field)) continue;
    const message = `No span matches: ${field} cannot be ${other} and ${value}.`;
    const fix = `for two spans of a trace write { ${field} = ${other} } && { ${field} = ${value} }, for either ||`;
    problems.push({ code: 'traceql/never-true', message, span: part.span, fix });
  }
  return problems;
}

/** The parts that must all be true. */
function conjuncts(root: FieldExpr): FieldExpr[] {
  const found: FieldExpr[] = [];
  const open = [root];
  for (let expr = open.pop(); expr; expr = open.pop()) {
    if (expr.kind === 'binary' && expr.op === '&&') open.push(expr.right, expr.left);
    else found.push(expr);
  }
  return found;
}

/** `{ a } && { b }` of different fields: two spans were hardly meant. */
function twoSpans({ op, left, right, span }: Structure): TraceqlProblem[] {
  const [one, other] = [conditionOf(left), conditionOf(right)];
  if (op !== '&&' || !one || !other || namesIn(one).some((name) => namesIn(other).includes(name))) return [];
  const message = 'Two spansets beside && may be met by two different spans of the trace.';
  const fix = `for one span write { ${printField(one)} && ${printField(other)} }`;
  return [{ code: 'traceql/two-spans', severity: 'info', message, span, fix }];
}

function conditionOf(expr: SpansetExpr): FieldExpr | undefined {
  return expr.kind === 'filter' ? expr.condition : undefined;
}

function namesIn(expr: FieldExpr): string[] {
  return everyExpr(expr).filter(isField).map(printOneField);
}
