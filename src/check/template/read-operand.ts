import { nearest } from '../../kernel/nearest.ts';
import type { Token } from './lex.ts';
import { checkVariable, next, peek, type Reader, stopAt } from './reader.ts';
import type { Operand, Reference } from './tree.ts';

const CONSTANT: ReadonlySet<string> = new Set(['true', 'false', 'nil']);

export function readOperand(reader: Reader, token: Token): Operand {
  next(reader);
  if (token.kind === 'word') return readWord(reader, token);
  if (token.kind === 'string') return noFields(reader, { kind: 'string', value: token.text.slice(1, -1) });
  if (token.kind === 'number' || token.kind === 'char') return noFields(reader, { kind: 'constant' });
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
  const { functions, label } = reader.dialect;
  if (!functions.has(text)) {
    const near = nearest(text, functions);
    stopAt(
      token,
      `There is no function \`${text}\``,
      near === undefined ? `for a label write ${label}` : `did you mean ${near}?`,
    );
  }
  readFields(reader);
  return { kind: 'function', name: text, from, to: from + text.length };
}

export function readFields(reader: Reader): string[] {
  const fields: string[] = [];
  while (peek(reader)?.kind === 'field') fields.push((next(reader)?.text ?? '').slice(1));
  return fields;
}

function noFields(reader: Reader, operand: Operand): Operand {
  const token = peek(reader);
  if (token?.kind === 'field') stopAt(token, `\`${token.text}\` cannot be read from a constant`, 'delete it');
  return operand;
}
