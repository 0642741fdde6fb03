import type { DropKeep, LabelCondition, LabelFormat, LineFilter, Parser, Stage, Unwrap } from './tree.ts';

type Printers = { readonly [K in Stage['kind']]: (stage: Extract<Stage, { kind: K }>) => string };

const PRINT: Printers = {
  'line-filter': printLineFilter,
  'label-filter': ({ condition }) => `| ${printCondition(condition)}`,
  parser: printParser,
  'line-format': ({ template }) => `| line_format ${quoted(template)}`,
  'label-format': printLabelFormat,
  'drop-keep': printDropKeep,
  unwrap: printUnwrap,
};

export function printStage(stage: Stage): string {
  const print = PRINT[stage.kind] as (stage: Stage) => string; // the table's entry for this kind
  return print(stage);
}

/** Back quotes where double quotes would need escapes: patterns stay readable. */
export function quoted(text: string): string {
  return /["\\]/.test(text) && !/[`\n]/.test(text) ? `\`${text}\`` : JSON.stringify(text);
}

function printLineFilter({ op, values }: LineFilter): string {
  return `${op} ${values.map(({ ip, text }) => (ip ? `ip(${quoted(text)})` : quoted(text))).join(' or ')}`;
}

function printCondition(condition: LabelCondition): string {
  if (condition.kind === 'comparison') {
    const { label, op, value } = condition;
    const text = { string: quoted(value.text), number: value.text, ip: `ip(${quoted(value.text)})` }[value.type];
    return `${label} ${op} ${text}`;
  }
  const side = (inner: LabelCondition, right: boolean): string => {
    const text = printCondition(inner);
    const loose = inner.kind === 'logic' && (right || (inner.op === 'or' && condition.op === 'and'));
    return loose ? `(${text})` : text;
  };
  return `${side(condition.left, false)} ${condition.op} ${side(condition.right, true)}`;
}

function printParser({ extractions, flags, parser, pattern }: Parser): string {
  const fields = extractions.map(({ expression, label }) =>
    expression === undefined ? label : `${label}=${quoted(expression)}`,
  );
  const parts = [
    parser,
    ...flags,
    ...(pattern === undefined ? [] : [quoted(pattern)]),
    ...(fields.length > 0 ? [fields.join(', ')] : []),
  ];
  return `| ${parts.join(' ')}`;
}

function printLabelFormat({ labels }: LabelFormat): string {
  return `| label_format ${labels.map(({ from, label, value }) => `${label}=${from === 'label' ? value : quoted(value)}`).join(', ')}`;
}

function printDropKeep({ labels, op }: DropKeep): string {
  const texts = labels.map(({ label, op: match, value }) => (match === undefined ? label : `${label}${match}${quoted(value)}`));
  return `| ${op} ${texts.join(', ')}`;
}

function printUnwrap({ conversion, label }: Unwrap): string {
  return `| unwrap ${conversion === undefined ? label : `${conversion}(${label})`}`;
}
