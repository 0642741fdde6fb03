import type { Operand, Reference, Template } from './tree.ts';

/** Everything a template calls and reads, parentheses opened. */
export function operandsOf({ pipelines }: Template): Operand[] {
  return pipelines.flatMap(({ commands }) => commands.flat());
}

/** Whether it calls a function. */
export function calls(template: Template, name: string): boolean {
  return operandsOf(template).some((operand) => operand.kind === 'function' && operand.name === name);
}

/** What `$labels.x`, `.Labels.x` and `index $labels "x"` read, or the same of `$externalLabels`. */
export function labelsRead(template: Template, of: 'labels' | 'externalLabels'): string[] {
  const field = of === 'labels' ? 'Labels' : 'ExternalLabels';
  const found = template.pipelines.flatMap(({ commands }) =>
    commands.flatMap((command) =>
      command.flatMap((operand, index) => {
        const rest = operand.kind === 'reference' ? pastRoot(operand, `$${of}`, field) : undefined;
        if (!rest) return [];
        const key = rest[0] ?? indexedBy(command.slice(0, index), command[index + 1]);
        return key === undefined ? [] : [key];
      }),
    ),
  );
  return [...new Set(found)];
}

/** The fields after `$labels` or `.Labels`. */
function pastRoot({ root, fields }: Reference, variable: string, field: string): readonly string[] | undefined {
  if (root === variable) return fields;
  return (root === '.' || root === '$') && fields[0] === field ? fields.slice(1) : undefined;
}

function indexedBy(before: readonly Operand[], key: Operand | undefined): string | undefined {
  const [only] = before;
  const indexes = before.length === 1 && only?.kind === 'function' && only.name === 'index';
  return indexes && key?.kind === 'string' ? key.value : undefined;
}

/** Whether it reads the value of the alert. */
export function readsValue(template: Template): boolean {
  return operandsOf(template).some((operand) => operand.kind === 'reference' && isValue(operand));
}

/** `$value`, `.Value`, `$.Value`. */
export function isValue({ root, fields }: Reference): boolean {
  return root === '$value' || ((root === '.' || root === '$') && fields[0] === 'Value');
}
