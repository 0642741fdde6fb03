import { isDigit } from './lex-number.ts';
import { type Re2Reader, scanClass, scanEscape } from './re2-class.ts';

/** Whether Go's regexp takes it, and whether it matches the empty string. https://github.com/google/re2/wiki/Syntax */
export interface Re2 {
  readonly wrong?: string;
  readonly matchesEmpty: boolean;
}

const MAX_REPEAT = 1000;
const MAX_NESTING = 500;
const GROUP = /\(\?(?:P?<([^>]*)>|([imsU]*(?:-[imsU]+)?)(:|\)))/y;
const GROUP_NAME = /^\w+$/;
const REPEAT = /\{(\d+)(,(\d*))?\}/y;

export function checkRe2(text: string): Re2 {
  const reader: Re2Reader = { text, at: 0, depth: 0 };
  const matchesEmpty = readAlternatives(reader);
  if (reader.wrong === undefined && reader.at < text.length) reader.wrong = 'a `)` closes nothing';
  return reader.wrong === undefined ? { matchesEmpty } : { wrong: reader.wrong, matchesEmpty: false };
}

function readAlternatives(reader: Re2Reader): boolean {
  let empty = readSequence(reader);
  while (reader.wrong === undefined && reader.text.charAt(reader.at) === '|') {
    reader.at++;
    empty = readSequence(reader) || empty;
  }
  return empty;
}

function readSequence(reader: Re2Reader): boolean {
  let empty = true;
  let first = true;
  while (reader.wrong === undefined && reader.at < reader.text.length && !/[|)]/.test(reader.text.charAt(reader.at))) {
    const start = reader.at;
    const item = readItem(reader, first);
    const repeated = readRepeat(reader);
    empty = (item || repeated) && empty;
    first = isFlags(reader.text, start);
  }
  return empty;
}

function isFlags(text: string, at: number): boolean {
  GROUP.lastIndex = at;
  return GROUP.exec(text)?.[3] === ')';
}

/** One item; the result says whether it can match nothing. */
function readItem(reader: Re2Reader, first: boolean): boolean {
  const character = reader.text.charAt(reader.at);
  if (character === '(') return readGroup(reader);
  if (character === '[') return scanClass(reader);
  if (character === '\\') return scanEscape(reader);
  const repeats = '*+?'.includes(character) || repeatAt(reader.text, reader.at) !== null;
  if (repeats) {
    reader.wrong = first ? `\`${character}\` repeats nothing` : `\`${character}\` repeats a repetition`;
    return false;
  }
  reader.at++;
  return character === '^' || character === '$';
}

function readGroup(reader: Re2Reader): boolean {
  if (++reader.depth > MAX_NESTING) reader.wrong = 'it nests too deeply';
  if (!openGroup(reader)) return true;
  const empty = readAlternatives(reader);
  if (reader.wrong === undefined && reader.text.charAt(reader.at) !== ')') reader.wrong = 'a `(` is not closed';
  reader.at++;
  reader.depth--;
  return empty;
}

/** Past `(`, `(?:`, `(?P<name>` or `(?i)`; false where there is no body to read. */
function openGroup(reader: Re2Reader): boolean {
  if (reader.wrong !== undefined) return false;
  if (reader.text.charAt(reader.at + 1) !== '?') {
    reader.at++;
    return true;
  }
  GROUP.lastIndex = reader.at;
  const group = GROUP.exec(reader.text);
  const name = group?.[1];
  if (!group || (name !== undefined && !GROUP_NAME.test(name))) {
    reader.wrong = `\`${reader.text.slice(reader.at, reader.at + 4)}\` is no group: RE2 has no lookahead, lookbehind or atomic group`;
    return false;
  }
  reader.at += group[0].length;
  if (group[3] !== ')') return true;
  reader.depth--;
  return false;
}

/** Past `*`, `+?`, `{2,5}`; whether it allows zero times. */
function readRepeat(reader: Re2Reader): boolean {
  const character = reader.text.charAt(reader.at);
  if (reader.wrong !== undefined || character === '') return false;
  if ('*+?'.includes(character)) {
    reader.at++;
    skipLazy(reader);
    return character !== '+';
  }
  const repeat = repeatAt(reader.text, reader.at);
  if (!repeat) return false;
  const low = Number(repeat[1]);
  const high = repeat[3] === undefined || repeat[3] === '' ? low : Number(repeat[3]);
  if (low > MAX_REPEAT || high > MAX_REPEAT || high < low) reader.wrong = `\`${repeat[0]}\` is no repetition RE2 allows`;
  reader.at += repeat[0].length;
  skipLazy(reader);
  return low === 0;
}

function skipLazy(reader: Re2Reader): void {
  if (reader.text.charAt(reader.at) === '?') reader.at++;
}

function repeatAt(text: string, at: number): RegExpExecArray | null {
  if (text.charAt(at) !== '{' || !isDigit(text.charCodeAt(at + 1))) return null;
  REPEAT.lastIndex = at;
  return REPEAT.exec(text);
}
