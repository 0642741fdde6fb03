import { keywordOf } from './keywords.ts';
import { isDigit, isLetter, isWord, scanNumber } from './lex-number.ts';
import { scanString } from './lex-string.ts';
import type { PromqlProblem } from './problem.ts';
import type { Token, TokenKind } from './token.ts';

export interface Lexed {
  readonly tokens: readonly Token[];
  readonly problems: PromqlProblem[];
}

interface Scanner extends Lexed {
  readonly text: string;
  readonly grafana: boolean;
  readonly tokens: Token[];
  inBraces: boolean;
  inBrackets: boolean;
}

const TWO = new Map(['==', '!=', '<=', '>=', '=~', '!~', '</', '>/'].map((text) => [text, text]));
/** By character code, so that two equal signs are one string, which compares fast. */
const ONE = new Map([...',*/%+-^=<>(){}[]@'].map((character) => [character.charCodeAt(0), character]));
/** Signs that can be the first of two. */
const FIRST_OF_TWO = new Set([...'=!<>'].map((character) => character.charCodeAt(0)));
const VARIABLE = /\$(?:\w+|\{\w[\w.]*(?::\w+)?\})|\[\[\w+(?::\w+)?\]\]/y;
const LOGIC = new Map([
  ['&&', 'and'],
  ['||', 'or'],
]);
const COLON = 58;
const DOLLAR = 36;

/** All tokens of an expression, comments left out, and every character that can be part of none. */
export function lexPromql(text: string, grafana: boolean): Lexed {
  const scanner: Scanner = { text, grafana, tokens: [], problems: [], inBraces: false, inBrackets: false };
  for (let at = 0; at < text.length; ) at = scan(scanner, at);
  scanner.tokens.push({ kind: 'end', from: text.length, to: text.length, text: '', keyword: undefined });
  return scanner;
}

function scan(scanner: Scanner, at: number): number {
  const { text } = scanner;
  const code = text.charCodeAt(at);
  if (code === 32 || (code >= 9 && code <= 10) || code === 13) return at + 1;
  if (isLetter(code) || (code === COLON && !scanner.inBraces && !scanner.inBrackets)) return scanIdentifier(scanner, at);
  if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(at + 1)))) return scanNumberToken(scanner, at);
  if (code === 34 || code === 39 || code === 96) return scanStringToken(scanner, at);
  if (code === 35) return endOfLine(text, at);
  if (scanner.grafana && (code === DOLLAR || code === 91)) return scanVariable(scanner, at);
  return scanPunctuation(scanner, at, code);
}

function scanIdentifier(scanner: Scanner, from: number): number {
  const { text, tokens } = scanner;
  const colon = !scanner.inBraces && !scanner.inBrackets;
  let to = from + 1;
  for (let code = text.charCodeAt(to); isWord(code) || (colon && code === COLON); code = text.charCodeAt(to)) to++;
  const word = wordOf(text.slice(from, to));
  tokens.push({ kind: 'identifier', from, to, text: word.text, keyword: word.keyword });
  return to;
}

type Word = Pick<Token, 'text' | 'keyword'>;

/** The same names and values stand in very many queries: each is one string, and no piece of a query that it would keep in memory. */
const WORDS = new Map<string, Word>();
const MOST_WORDS = 100_000;

function wordOf(text: string): Word {
  const known = WORDS.get(text);
  if (known) return known;
  const word = { text, keyword: keywordOf(text) };
  if (WORDS.size < MOST_WORDS) WORDS.set(text, word);
  return word;
}

function scanNumberToken(scanner: Scanner, from: number): number {
  const { kind, to } = scanNumber(scanner.text, from);
  if (kind !== 'wrong') return push(scanner, kind, from, to, wordOf(scanner.text.slice(from, to)).text);
  const seen = scanner.text.slice(from, to);
  const meant = meantDuration(seen);
  const fix = meant === undefined ? 'durations are whole numbers: 1h30m, 90s, 500ms' : `write ${meant}`;
  refuse(scanner, from, to, `\`${seen}\` is neither a number nor a duration`, fix);
  return push(scanner, 'number', from, to, '1');
}

/** `5min`, `30sec`, `2hours`, as people write them. */
function meantDuration(text: string): string | undefined {
  const [, number, unit] =
    /^(\d+)(s(?:ec|econd)s?|m(?:in|inute)s?|h(?:r|our)s?|d(?:ay)s?|w(?:eek)s?|y(?:ear)s?)$/.exec(text) ?? [];
  return number === undefined || unit === undefined ? undefined : `${number}${unit.charAt(0)}`;
}

function scanStringToken(scanner: Scanner, from: number): number {
  const string = scanString(scanner.text, from);
  if (!('wrong' in string)) return push(scanner, 'string', from, string.to, wordOf(string.value).text);
  refuse(scanner, from, string.to, string.wrong);
  return push(scanner, 'string', from, string.to, BROKEN_STRING);
}

/** What a string that cannot be read counts as, so that it is the only thing reported. */
const BROKEN_STRING = 'x';

function scanVariable(scanner: Scanner, from: number): number {
  VARIABLE.lastIndex = from;
  const match = VARIABLE.exec(scanner.text);
  if (match) return push(scanner, 'variable', from, from + match[0].length, match[0]);
  return scanPunctuation(scanner, from, scanner.text.charCodeAt(from));
}

function scanPunctuation(scanner: Scanner, from: number, code: number): number {
  const two = FIRST_OF_TWO.has(code) ? TWO.get(scanner.text.slice(from, from + 2)) : undefined;
  if (two !== undefined) return push(scanner, 'punctuation', from, from + 2, two);
  const one = ONE.get(code) ?? (code === COLON && scanner.inBrackets ? ':' : undefined);
  if (one === undefined) return refuseCharacter(scanner, from);
  if (one === '{' || one === '}') scanner.inBraces = one === '{';
  if (one === '[' || one === ']') scanner.inBrackets = one === '[';
  return push(scanner, 'punctuation', from, from + 1, one);
}

function refuseCharacter(scanner: Scanner, from: number): number {
  const word = LOGIC.get(scanner.text.slice(from, from + 2));
  if (word !== undefined) {
    const sign = scanner.text.slice(from, from + 2);
    refuse(scanner, from, from + 2, `\`${sign}\` has no meaning in PromQL here`, `write ${word}`);
    return push(scanner, 'wrong', from, from + 2, sign);
  }
  const character = String.fromCodePoint(scanner.text.codePointAt(from) ?? 0);
  const to = from + character.length;
  const fix = character === '$' ? 'variables exist only in dashboards; write the value' : undefined;
  refuse(scanner, from, to, `\`${character}\` has no meaning in PromQL here`, fix);
  return push(scanner, 'wrong', from, to, character);
}

function refuse(scanner: Scanner, from: number, to: number, message: string, fix?: string): void {
  scanner.problems.push({ code: 'promql/syntax', message, from, to, ...(fix === undefined ? {} : { fix }) });
}

function push(scanner: Scanner, kind: TokenKind, from: number, to: number, text: string): number {
  scanner.tokens.push({ kind, from, to, text, keyword: undefined });
  return to;
}

function endOfLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text.charCodeAt(at) === 10 || text.charCodeAt(at) === 13) return at;
  }
  return text.length;
}
