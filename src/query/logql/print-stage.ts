import { nameOf, quoted, signed } from './print-text.ts';
import type {
  DropKeep,
  FilterValue,
  LabelComparison,
  LabelCondition,
  LabelFormat,
  LineFilter,
  Parser,
  Stage,
  Unwrap,
} from './tree.ts';

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

/** One stage of a pipeline, with its `|`. */
export function printStage(stage: Stage): string {
  const print = PRINT[stage.kind] as (stage: Stage) => string; // the table's entry for this kind
  return print(stage);
}

function printLineFilter({ op, values }: LineFilter): string {
  return `${op} ${values.map(({ ip, text }) => (ip ? `ip(${quoted(text)})` : quoted(text))).join(' or ')}`;
}

function printCondition(condition: LabelCondition): string {
  if (condition.kind === 'comparison') return printComparison(condition);
  const side = (inner: LabelCondition, right: boolean): string => {
    const text = printCondition(inner);
    const loose = inner.kind === 'logic' && (right || (inner.op === 'or' && condition.op === 'and'));
    return loose ? `(${text})` : text;
  };
  return `${side(condition.left, false)} ${condition.op} ${side(condition.right, true)}`;
}

function printComparison({ label, op, value }: LabelComparison): string {
  // after a space Loki reads no binary number
  const gap = /^0b/i.test(value.text) && value.type === 'number' ? '' : ' ';
  return `${nameOf(label)} ${op}${gap}${printValue(value)}`;
}

function printValue({ type, text }: FilterValue): string {
  if (type === 'ip') return `ip(${quoted(text)})`;
  if (type === 'string') return quoted(text);
  return type === 'number' ? signed(text) : text;
}

function printParser({ extractions, flags, parser, pattern }: Parser): string {
  const fields = extractions.map(({ expression, label }) =>
    expression === undefined ? nameOf(label) : `${nameOf(label)}=${quoted(expression)}`,
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
  const texts = labels.map(({ from, label, value }) => `${nameOf(label)}=${from === 'label' ? nameOf(value) : quoted(value)}`);
  return `| label_format ${texts.join(', ')}`;
}

function printDropKeep({ labels, op }: DropKeep): string {
  const texts = labels.map(
    ({ label, op: match, value }) => `${nameOf(label)}${match === undefined ? '' : `${match}${quoted(value)}`}`,
  );
  return `| ${op} ${texts.join(', ')}`;
}

function printUnwrap({ conversion, label }: Unwrap): string {
  return `| unwrap ${conversion === undefined ? nameOf(label) : `${conversion}(${nameOf(label)})`}`;
}
