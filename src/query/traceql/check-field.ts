import { printField } from './print-field.ts';
import type { TraceqlProblem } from './problem.ts';
import type { Attribute, Field } from './tree.ts';

/** What Tempo reads of the span above and refuses. */
export function checkParent(field: Field): TraceqlProblem[] {
  if (field.kind === 'attribute') return field.parent ? [parentProblem(field)] : [];
  return field.name === 'parent' ? [parentIntrinsic(field)] : [];
}

export function isServiceName({ scope, parent, name }: Attribute): boolean {
  return scope === 'resource' && !parent && name === 'service.name';
}

function parentProblem(attribute: Attribute): TraceqlProblem {
  const fix = `find the parent with a structure: { ${printField({ ...attribute, parent: false })} = … } > { … }`;
  return unsupported(`Tempo reads ${printField(attribute)} and refuses it: it cannot look at the parent yet.`, attribute, fix);
}

function parentIntrinsic(expr: Field): TraceqlProblem {
  return unsupported('Tempo reads parent and refuses it.', expr, 'roots have nestedSetParent < 0, others span:parentID');
}

function unsupported(message: string, { span }: Field, fix: string): TraceqlProblem {
  return { code: 'traceql/unsupported', message, span, fix };
}
