import { PROMETHEUS_TEMPLATES, type TemplateDialect } from './functions.ts';
import { type Action, lexTemplate } from './lex.ts';
import { readPipeline } from './read-pipeline.ts';
import { expectEnd, next, peek, type Reader, Stop, skipSpace, stop } from './reader.ts';
import type { Template } from './tree.ts';

const OPENS: ReadonlySet<string> = new Set(['if', 'range', 'with', 'block', 'define']);

/**
 * A text in Go's template language, as Prometheus reads it in annotations and labels of alerts, or Alertmanager in notifications. Only the first mistake is told.
 * https://pkg.go.dev/text/template
 */
export function parseTemplate(text: string, dialect: TemplateDialect = PROMETHEUS_TEMPLATES): Template {
  const { actions, problem } = lexTemplate(text);
  const nothing: Action = { tokens: [], from: 0, to: 0 };
  const reader: Reader = {
    dialect,
    pipelines: [],
    variables: [...dialect.variables],
    blocks: [],
    defined: new Set(),
    called: new Set(),
    tokens: [],
    at: 0,
    depth: 0,
    action: nothing,
  };
  const { pipelines, defined, called } = reader;
  const read = (problems: Template['problems']): Template => ({ pipelines, defined, called, problems });
  try {
    for (const action of actions) readAction(reader, action);
    if (problem) return read([problem]);
    const open = reader.blocks.at(-1);
    if (open) stop(open.action, `{{ ${open.word} }} has no {{ end }}`, 'close it with {{ end }}');
    return read([]);
  } catch (error) {
    if (error instanceof Stop) return read([error.problem]);
    throw error;
  }
}

function readAction(reader: Reader, action: Action): void {
  Object.assign(reader, { tokens: action.tokens, at: 0, depth: 0, action });
  skipSpace(reader);
  const word = peek(reader)?.kind === 'word' ? (peek(reader)?.text ?? '') : '';
  const read = OPENS.has(word) ? open : Object.hasOwn(ACTIONS, word) ? ACTIONS[word] : undefined;
  (read ?? readPrinted)(reader, word);
}

const ACTIONS: Readonly<Record<string, (reader: Reader, word: string) => void>> = {
  else: readElse,
  end: close,
  template: readTemplate,
  break: readJump,
  continue: readJump,
};

function readPrinted(reader: Reader): void {
  readPipeline(reader, 'command');
  expectEnd(reader);
}

function open(reader: Reader, word: string): void {
  if (word === 'define' && reader.blocks.length > 0) stop(reader.action, '{{ define }} stands inside a block', 'move it out');
  next(reader);
  const variables = reader.variables.length;
  if (word === 'define' || word === 'block') define(reader, expectName(reader, word));
  if (word !== 'define') readPipeline(reader, word);
  expectEnd(reader);
  reader.blocks.push({ word, action: reader.action, variables, elseSeen: false });
}

function readElse(reader: Reader): void {
  const block = reader.blocks.at(-1);
  const takes = block && !block.elseSeen && ['if', 'range', 'with'].includes(block.word);
  if (!takes) stop(reader.action, '{{ else }} belongs to no {{ if }}', 'write {{ if … }} before it, or delete it');
  next(reader);
  skipSpace(reader);
  const word = peek(reader)?.text;
  block.elseSeen = word === undefined;
  if (word !== undefined && word === block.word && word !== 'range') {
    next(reader);
    readPipeline(reader, word);
  }
  expectEnd(reader);
}

function close(reader: Reader): void {
  const block = reader.blocks.pop();
  if (!block) stop(reader.action, '{{ end }} closes nothing', 'delete it');
  reader.variables.length = block.variables;
  next(reader);
  expectEnd(reader);
}

function readTemplate(reader: Reader): void {
  next(reader);
  reader.called.add(expectName(reader, 'template'));
  skipSpace(reader);
  if (peek(reader)) readPipeline(reader, 'template');
  expectEnd(reader);
}

function readJump(reader: Reader, word: string): void {
  if (!reader.blocks.some((block) => block.word === 'range'))
    stop(reader.action, `{{ ${word} }} stands in no {{ range }}`, 'delete it');
  next(reader);
  expectEnd(reader);
}

function expectName(reader: Reader, word: string): string {
  skipSpace(reader);
  const token = next(reader);
  if (token?.kind === 'string') return token.text.slice(1, -1);
  return stop(reader.action, `{{ ${word} }} wants a name`, `write {{ ${word} "name" … }}`);
}

function define(reader: Reader, name: string): void {
  if (reader.defined.has(name)) stop(reader.action, `The template ${name} is defined twice`, 'give it another name');
  reader.defined.add(name);
}
