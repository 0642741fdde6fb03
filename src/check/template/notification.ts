import { didYouMean } from '../../kernel/nearest.ts';
import { ALERTMANAGER_TEMPLATES } from './functions.ts';
import { parseTemplate } from './parse.ts';
import { calls, operandsOf } from './reads.ts';
import { knownTemplates } from './template-names.ts';
import type { Operand, Template, TemplateProblem } from './tree.ts';

/** A label or annotation a notification reads. */
export interface NotificationRead {
  readonly of: 'labels' | 'groupLabels' | 'annotations';
  readonly name: string;
}

/** https://prometheus.io/docs/alerting/latest/notifications/#data */
const DATA: Readonly<Record<string, readonly string[] | 'any'>> = {
  Receiver: [],
  Status: [],
  NotificationReason: [],
  ExternalURL: [],
  Alerts: ['Firing', 'Resolved'],
  GroupLabels: 'any',
  CommonLabels: 'any',
  CommonAnnotations: 'any',
  RouteLabels: 'any',
};
/** What the dot of a range may be: an alert, or a pair of a sorted map. */
const INSIDE = ['Status', 'Labels', 'Annotations', 'StartsAt', 'EndsAt', 'GeneratorURL', 'Fingerprint', 'Name', 'Value'];
/** Of every map. */
const METHODS = ['SortedPairs', 'Names', 'Values', 'Remove', 'String'];
const MAPS: Readonly<Record<string, NotificationRead['of']>> = {
  CommonLabels: 'labels',
  Labels: 'labels',
  GroupLabels: 'groupLabels',
  CommonAnnotations: 'annotations',
  Annotations: 'annotations',
};

export function parseNotification(text: string): Template {
  return parseTemplate(text, ALERTMANAGER_TEMPLATES);
}

/** Why Alertmanager could not fill a text in: then it sends nothing. */
export function notificationProblems(template: Template, text: string): TemplateProblem[] {
  const whole = { from: 0, to: text.length };
  const unknown = [...template.called].filter((name) => !knownTemplates.has(name) && !template.defined.has(name));
  const fields = calls(template, 'dict') || template.defined.size > 0 ? [] : operandsOf(template).flatMap(wrongField);
  return [
    ...template.problems,
    ...unknown.map((name) => ({
      ...whole,
      message: `There is no template ${JSON.stringify(name)}`,
      fix: didYouMean(name, knownTemplates) ?? 'write the text here, or a function that returns it',
    })),
    ...fields.map((problem) => ({ ...whole, ...problem })),
  ];
}

function wrongField(operand: Operand): { message: string; fix: string }[] {
  if (operand.kind !== 'reference') return [];
  const { root, fields } = operand;
  const [first, second] = fields;
  if (first === undefined || (root !== '.' && root !== '$' && root !== 'inner')) return [];
  const wanted = root === 'inner' ? [...INSIDE, ...METHODS, ...Object.keys(DATA)] : Object.keys(DATA);
  if (!wanted.includes(first)) return [noField(first, wanted)];
  const below = DATA[first];
  return root === 'inner' || second === undefined || below === 'any' || below?.includes(second)
    ? []
    : [noField(second, below ?? [])];
}

function noField(name: string, wanted: readonly string[]): { message: string; fix: string } {
  const known = wanted.length === 0 ? 'it is a text' : `it has ${wanted.join(', ')}`;
  return { message: `A notification has no field .${name}`, fix: didYouMean(name, wanted) ?? known };
}

/** The labels and annotations a text names, each once. */
export function notificationReads({ pipelines }: Template): NotificationRead[] {
  const found = pipelines.flatMap(({ commands }) =>
    commands.flatMap((command) => command.flatMap((_, index) => readOf(command, index))),
  );
  return [...new Map(found.map((read) => [`${read.of} ${read.name}`, read])).values()];
}

/** `.CommonLabels.x`, `(index .Alerts 0).Labels.x` and `index .Labels "x"`. */
function readOf(command: readonly Operand[], index: number): NotificationRead[] {
  const operand = command[index];
  if (operand?.kind !== 'reference' && operand?.kind !== 'pipeline') return [];
  const at = operand.fields.findIndex((field) => Object.hasOwn(MAPS, field));
  const of = MAPS[operand.fields[at] ?? ''];
  const name = operand.fields[at + 1] ?? indexedBy(command, index);
  return of === undefined || name === undefined || METHODS.includes(name) ? [] : [{ of, name }];
}

function indexedBy(command: readonly Operand[], index: number): string | undefined {
  const [first] = command;
  const key = command[index + 1];
  return index === 1 && first?.kind === 'function' && first.name === 'index' && key?.kind === 'string' ? key.value : undefined;
}
