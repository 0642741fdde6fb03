import { isDigit, isLetter, isWord, scanNumber } from './lex-number.ts';
import { scanString } from './lex-string.ts';
import type { PromqlProblem } from './problem.ts';
import type { Token, TokenKind } from './token.ts';

export interface Lexed {
  readonly tokens: readonly Token[];
  readonly problems: readonly PromqlProblem[];
}

interface Scanner {
  readonly text: string;
  readonly grafana: boolean;
  readonly tokens: Token[];
  readonly problems: PromqlProblem[];
  inBraces: boolean;
  inBrackets: boolean;
}

const TWO = new Set(['==', '!=', '<=', '>=', '=~', '!~', '</', '>/']);
const ONE = new Set([...',*/%+-^=<>(){}[]@']);
const VARIABLE = /\$(?:\w+|\{\w[\w.]*(?::\w+)?\})|\[\[\w+(?::\w+)?\]\]/y;
const COLON = 58;
const DOLLAR = 36;

/** All tokens of an expression, comments left out, and every character that can be part of none. */
export function lexPromql(text: string, grafana: boolean): Lexed {
  const scanner: Scanner = { text, grafana, tokens: [], problems: [], inBraces: false, inBrackets: false };
  for (let at = 0; at < text.length; ) at = scan(scanner, at);
  push(scanner, 'end', text.length, text.length);
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
  return scanPunctuation(scanner, at);
}

function scanIdentifier(scanner: Scanner, from: number): number {
  const { text } = scanner;
  const colon = !scanner.inBraces && !scanner.inBrackets;
  let to = from + 1;
  while (isWord(text.charCodeAt(to)) || (colon && text.charCodeAt(to) === COLON)) to++;
  return push(scanner, 'identifier', from, to);
}

function scanNumberToken(scanner: Scanner, from: number): number {
  const { kind, to } = scanNumber(scanner.text, from);
  if (kind !== 'wrong') return push(scanner, kind, from, to);
  const seen = scanner.text.slice(from, to);
  return refuse(
    scanner,
    from,
    to,
    `\`${seen}\` is neither a number nor a duration`,
    'durations are whole numbers: 1h30m, 90s, 500ms',
  );
}

function scanStringToken(scanner: Scanner, from: number): number {
  const string = scanString(scanner.text, from);
  if ('wrong' in string) return refuse(scanner, from, string.to, string.wrong);
  scanner.tokens.push({ kind: 'string', from, to: string.to, text: string.value });
  return string.to;
}

function scanVariable(scanner: Scanner, from: number): number {
  VARIABLE.lastIndex = from;
  const match = VARIABLE.exec(scanner.text);
  return match ? push(scanner, 'variable', from, from + match[0].length) : scanPunctuation(scanner, from);
}

function scanPunctuation(scanner: Scanner, from: number): number {
  const two = scanner.text.slice(from, from + 2);
  if (TWO.has(two)) return push(scanner, 'punctuation', from, from + 2);
  const one = two.charAt(0);
  if (!ONE.has(one) && !(one === ':' && scanner.inBrackets)) return refuseCharacter(scanner, from);
  if (one === '{' || one === '}') scanner.inBraces = one === '{';
  if (one === '[' || one === ']') scanner.inBrackets = one === '[';
  return push(scanner, 'punctuation', from, from + 1);
}

function refuseCharacter(scanner: Scanner, from: number): number {
  const character = String.fromCodePoint(scanner.text.codePointAt(from) ?? 0);
  const fix = character === '$' ? 'variables exist only in dashboards; write the value' : undefined;
  return refuse(scanner, from, from + character.length, `\`${character}\` has no meaning in PromQL here`, fix);
}

function refuse(scanner: Scanner, from: number, to: number, message: string, fix?: string): number {
  scanner.problems.push({ code: 'promql/syntax', message, from, to, ...(fix === undefined ? {} : { fix }) });
  return to;
}

function push(scanner: Scanner, kind: TokenKind, from: number, to: number): number {
  scanner.tokens.push({ kind, from, to, text: scanner.text.slice(from, to) });
  return to;
}

function endOfLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text.charCodeAt(at) === 10 || text.charCodeAt(at) === 13) return at;
  }
  return text.length;
}
