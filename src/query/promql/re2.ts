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
  const reader: Re2Reader = { text, at: 0, depth: 0, quoteEnd: -1, times: 1 };
  const matchesEmpty = readAlternatives(reader);
  if (reader.wrong === undefined && reader.at < text.length) reader.wrong = 'a `)` closes nothing';
  return reader.wrong === undefined ? { matchesEmpty } : { wrong: reader.wrong, matchesEmpty: false };
}

function readAlternatives(reader: Re2Reader): boolean {
  let empty = readSequence(reader);
  let { times } = reader;
  while (reader.wrong === undefined && reader.text.charAt(reader.at) === '|') {
    reader.at++;
    empty = readSequence(reader) || empty;
    times = Math.max(times, reader.times);
  }
  reader.times = times;
  return empty;
}

function readSequence(reader: Re2Reader): boolean {
  let before = true;
  let empty = true;
  let first = true;
  let times = 1;
  while (!endsSequence(reader)) {
    const mark = readMark(reader);
    if (mark && first) continue;
    if (!mark) {
      before = empty;
      reader.times = 1;
      empty = readItem(reader, first) && empty;
    }
    if (reader.quoteEnd < 0) empty = (readRepeat(reader) && before) || empty;
    times = Math.max(times, reader.times);
    first = false;
  }
  reader.times = times;
  return empty;
}

function endsSequence({ wrong, text, at, quoteEnd }: Re2Reader): boolean {
  if (wrong !== undefined || at >= text.length) return true;
  const character = text.charAt(at);
  return quoteEnd < 0 && (character === '|' || character === ')');
}

/** Past `(?i)`, `\Q` or `\E`, which are no items of their own: `a(?i)*` repeats the a. */
function readMark(reader: Re2Reader): boolean {
  if (reader.quoteEnd >= 0) {
    if (reader.at < reader.quoteEnd) return false;
    reader.quoteEnd = -1;
    reader.at += 2;
    return true;
  }
  if (!reader.text.startsWith('\\Q', reader.at)) {
    if (!isFlags(reader.text, reader.at)) return false;
    reader.at = GROUP.lastIndex;
    return true;
  }
  const end = reader.text.indexOf('\\E', reader.at + 2);
  reader.quoteEnd = end < 0 ? reader.text.length : end;
  reader.at += 2;
  return true;
}

function isFlags(text: string, at: number): boolean {
  if (text.charAt(at) !== '(') return false;
  GROUP.lastIndex = at;
  return GROUP.exec(text)?.[3] === ')';
}

/** One item; the result says whether it can match nothing. */
function readItem(reader: Re2Reader, first: boolean): boolean {
  if (reader.quoteEnd >= 0) {
    reader.at++;
    return false;
  }
  const character = reader.text.charAt(reader.at);
  if (character === '(') return readGroup(reader);
  if (character === '[') return scanClass(reader);
  if (character === '\\') return scanEscape(reader);
  if ('*+?'.includes(character) || repeatAt(reader.text, reader.at) !== null) {
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

/** Past `(`, `(?:` or `(?P<name>`; false where it is none of them. */
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
  return true;
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
  reader.times *= Math.max(low, high, 1);
  if (reader.times > MAX_REPEAT || high < low) reader.wrong = `\`${repeat[0]}\` is no repetition RE2 allows`;
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
