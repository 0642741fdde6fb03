import type { Token } from './lex.ts';
import { readFields, readOperand } from './read-operand.ts';
import { next, peek, type Reader, skipSpace, stop, stopAt } from './reader.ts';
import type { Command, Operand, Pipeline } from './tree.ts';

/** Up to the end of the action or its parenthesis. */
export function readPipeline(reader: Reader, context: string): Pipeline {
  const given = readDeclaration(reader, context);
  const commands: Command[] = [];
  for (;;) {
    const command = readCommand(reader);
    if (command.length === 0 && commands.length > 0 && peek(reader)?.text !== '|') break; // Go takes a `|` at the end
    if (command.length === 0) stop(reader.action, 'A value is missing', `write one, such as ${reader.dialect.value}`);
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

/** In tokens, blanks among them. */
const LONGEST_DECLARATION = 8;

function readDeclaration(reader: Reader, context: string): boolean {
  skipSpace(reader);
  const rest = reader.tokens.slice(reader.at, reader.at + LONGEST_DECLARATION).map(({ text }) => text);
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
    operands.push(token.text === '(' ? readParenthesis(reader, token) : readOperand(reader, token));
    const after = peek(reader);
    if (after && after.kind !== 'space' && after.text !== '|' && after.text !== ')')
      stopAt(after, `\`${after.text}\` is not expected after \`${token.text}\``, 'leave a blank between two values');
  }
}

/** Nobody writes more; the reading would run out of stack. */
const MAX_DEPTH = 200;

/** A later stage is given the answer of the one before, so it must be able to take it. */
function checkStage(reader: Reader, [first]: Command): void {
  const isDot = first?.kind === 'reference' && (first.root === '.' || first.root === 'inner') && first.fields.length === 0;
  if (first?.kind === 'constant' || first?.kind === 'string' || isDot)
    stop(reader.action, 'What follows | is no function', 'write a function, such as humanize');
}

function readParenthesis(reader: Reader, token: Token): Operand {
  next(reader);
  if (++reader.depth > MAX_DEPTH) stopAt(token, 'Parentheses nest too deeply', 'give a part to a variable: {{ $x := … }}');
  const pipeline = readPipeline(reader, 'parenthesis');
  reader.depth--;
  if (next(reader)?.text !== ')') stopAt(token, 'A ( is not closed', 'close it with )');
  return { kind: 'pipeline', pipeline, fields: readFields(reader) };
}
