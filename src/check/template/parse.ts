import { nearest } from '../../query/promql/nearest.ts';
import { TEMPLATE_FUNCTIONS, TEMPLATE_VARIABLES } from './functions.ts';
import { type Action, lexTemplate, type Token } from './lex.ts';
import type { Command, Operand, Pipeline, Reference, Template, TemplateProblem } from './tree.ts';

/** Blocks that `{{ end }}` closes; the outermost closes nothing. */
interface Block {
  readonly word: string;
  readonly action: Action;
  /** How many variables there were before it. */
  readonly variables: number;
  elseSeen: boolean;
}

interface Reader {
  readonly pipelines: Pipeline[];
  readonly variables: string[];
  readonly blocks: Block[];
  readonly defined: Set<string>;
  tokens: readonly Token[];
  at: number;
  action: Action;
}

/** Ends the reading of one template; never leaves this file. */
class Stop extends Error {
  readonly problem: TemplateProblem;
  constructor(problem: TemplateProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

const OPENS: ReadonlySet<string> = new Set(['if', 'range', 'with', 'block', 'define']);
const CONSTANT: ReadonlySet<string> = new Set(['true', 'false', 'nil']);

/**
 * A text in Go's template language, as Prometheus reads it in annotations and labels of alerts. Only the first mistake is told.
 * https://pkg.go.dev/text/template
 */
export function parseTemplate(text: string): Template {
  const { actions, problem } = lexTemplate(text);
  const nothing: Action = { tokens: [], from: 0, to: 0 };
  const reader: Reader = {
    pipelines: [],
    variables: [...TEMPLATE_VARIABLES],
    blocks: [],
    defined: new Set(),
    tokens: [],
    at: 0,
    action: nothing,
  };
  const { pipelines } = reader;
  try {
    for (const action of actions) readAction(reader, action);
    if (problem) return { pipelines, problems: [problem] };
    const open = reader.blocks.at(-1);
    if (open) stop(open.action, `{{ ${open.word} }} has no {{ end }}`, 'close it with {{ end }}');
    return { pipelines, problems: [] };
  } catch (error) {
    if (error instanceof Stop) return { pipelines, problems: [error.problem] };
    throw error;
  }
}

function readAction(reader: Reader, action: Action): void {
  Object.assign(reader, { tokens: action.tokens, at: 0, action });
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
  expectName(reader, 'template');
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

/** Up to the end of the action or its parenthesis. */
function readPipeline(reader: Reader, context: string): Pipeline {
  const given = readDeclaration(reader, context);
  const commands: Command[] = [];
  for (;;) {
    const command = readCommand(reader);
    if (command.length === 0 && commands.length > 0 && peek(reader)?.text !== '|') break; // Go takes a `|` at the end
    if (command.length === 0)
      stop(
        reader.action,
        `A value is missing in {{ ${context === 'command' ? '' : `${context} `}}}`,
        'write one, such as $value',
      );
    if (commands.length > 0) checkStage(reader, command);
    commands.push(command);
    if (peek(reader)?.text !== '|') break;
    next(reader);
  }
  const pipeline = { commands, printed: context === 'command' && !given };
  reader.pipelines.push(pipeline);
  return pipeline;
}

/** `$x :=`, `$x =`, and in a range `$i, $x :=`; after `$i,` Go takes the rest of a range also without `:=`. */
const DECLARATION = /^(\$\w*)\s*:?=/u;
const IN_RANGE = /^(\$\w*)\s*(?:,\s*(?:(\$\w*)\s*:?=|(?=\$))|:?=)/u;

function readDeclaration(reader: Reader, context: string): boolean {
  skipSpace(reader);
  const rest = reader.tokens.slice(reader.at).map(({ text }) => text);
  const found = (context === 'range' ? IN_RANGE : DECLARATION).exec(rest.join(''));
  if (!found || peek(reader)?.kind !== 'variable') return false;
  let read = 0;
  while (read < found[0].length) read += next(reader)?.text.length ?? 1;
  // also after `=`: only the run finds that it was never declared
  reader.variables.push(...found.slice(1).filter((name) => name !== undefined));
  return true;
}

function readCommand(reader: Reader): Operand[] {
  const operands: Operand[] = [];
  for (;;) {
    skipSpace(reader);
    const token = peek(reader);
    if (!token || token.text === '|' || token.text === ')') return operands;
    operands.push(readOperand(reader, token));
    const after = peek(reader);
    if (after && after.kind !== 'space' && after.text !== '|' && after.text !== ')')
      stopAt(after, `\`${after.text}\` is not expected after \`${token.text}\``, 'leave a blank between two values');
  }
}

function readOperand(reader: Reader, token: Token): Operand {
  next(reader);
  if (token.kind === 'word') return readWord(reader, token);
  if (token.kind === 'string') return noFields(reader, { kind: 'string', value: token.text.slice(1, -1) });
  if (token.kind === 'number' || token.kind === 'char') return noFields(reader, { kind: 'constant' });
  if (token.text === '(') return readParenthesis(reader, token);
  if (token.kind === 'variable') {
    checkVariable(reader, token.text, token);
    return { kind: 'reference', root: token.text, fields: readFields(reader) };
  }
  if (token.kind === 'dot') return noFields(reader, { kind: 'reference', root: dotOf(reader), fields: [] });
  if (token.kind === 'field')
    return { kind: 'reference', root: dotOf(reader), fields: [token.text.slice(1), ...readFields(reader)] };
  return stopAt(token, `\`${token.text}\` is not expected here`, 'write a variable, a function or a string');
}

/** Inside these blocks the dot is what they were given. */
function dotOf({ blocks }: Reader): Reference['root'] {
  return blocks.some(({ word }) => word !== 'if') ? 'inner' : '.';
}

function readWord(reader: Reader, token: Token): Operand {
  const { text, from } = token;
  if (CONSTANT.has(text)) return noFields(reader, { kind: 'constant' });
  if (!TEMPLATE_FUNCTIONS.has(text)) {
    const near = nearest(text, TEMPLATE_FUNCTIONS);
    stopAt(
      token,
      `There is no function \`${text}\``,
      near === undefined ? 'for a label write $labels.x' : `did you mean ${near}?`,
    );
  }
  readFields(reader);
  return { kind: 'function', name: text, from, to: from + text.length };
}

function readParenthesis(reader: Reader, token: Token): Operand {
  const pipeline = readPipeline(reader, 'parenthesis');
  if (next(reader)?.text !== ')') stopAt(token, 'A ( is not closed', 'close it with )');
  readFields(reader);
  return { kind: 'pipeline', pipeline };
}

function readFields(reader: Reader): string[] {
  const fields: string[] = [];
  while (peek(reader)?.kind === 'field') fields.push((next(reader)?.text ?? '').slice(1));
  return fields;
}

function noFields(reader: Reader, operand: Operand): Operand {
  const token = peek(reader);
  if (token?.kind === 'field') stopAt(token, `\`${token.text}\` cannot be read from a constant`, 'delete it');
  return operand;
}

/** A later stage is given the answer of the one before, so it must be able to take it. */
function checkStage(reader: Reader, [first]: Command): void {
  const isDot = first?.kind === 'reference' && (first.root === '.' || first.root === 'inner') && first.fields.length === 0;
  if (first?.kind === 'constant' || first?.kind === 'string' || isDot)
    stop(reader.action, 'What follows | is no function', 'write a function, such as humanize');
}

function checkVariable(reader: Reader, name: string, at: Token): void {
  if (reader.variables.includes(name)) return;
  const near = nearest(name, reader.variables);
  stopAt(at, `There is no variable ${name}`, near === undefined ? 'write $value or $labels.x' : `did you mean ${near}?`);
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

function expectEnd(reader: Reader): void {
  skipSpace(reader);
  const token = peek(reader);
  if (token) stopAt(token, `\`${token.text}\` is not expected here`, 'delete it');
}

function skipSpace(reader: Reader): void {
  while (peek(reader)?.kind === 'space') reader.at++;
}
function peek({ tokens, at }: Reader): Token | undefined {
  return tokens[at];
}
function next(reader: Reader): Token | undefined {
  return reader.tokens[reader.at++];
}

function stop({ from, to }: Action, message: string, fix: string): never {
  throw new Stop({ message, fix, from, to });
}
function stopAt({ from, text }: Token, message: string, fix: string): never {
  throw new Stop({ message, fix, from, to: from + text.length });
}
