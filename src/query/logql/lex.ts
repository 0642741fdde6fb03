import { scanString } from '../promql/lex-string.ts';
import { scanNumber } from './lex-number.ts';
import { bytesEnd, durationEnd, prometheusSeconds } from './lex-quantity.ts';
import type { Span } from './tree.ts';
import { FUNCTIONS, KEYWORDS } from './words.ts';

export type TokenKind =
  | 'word'
  | 'keyword'
  | 'function'
  | 'string'
  | 'number'
  | 'duration'
  | 'bytes'
  | 'range'
  | 'symbol'
  | 'flag'
  | 'variable'
  | 'bad'
  | 'end';
export interface Token {
  readonly kind: TokenKind;
  /** As it was written; keywords and functions in lower case, which is how they are compared. */
  readonly text: string;
  /** Of a string: what it says. Of a range: what stands between the brackets. Of a bad one: what is wrong with it. */
  readonly value: string;
  readonly span: Span;
}

/** What Go's scanner skips; any other space is a character like the rest. `//` and C comments are skipped too. */
const SPACE = /(?:[\t\n\r ]+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const VARIABLE = /\$(?:[A-Za-z_]\w*|\{[^}]*\})/y;
const WORD = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
const SYMBOL = /\|[=~>]|[!=]~|!>|[=!<>]=|[{}()\]|,=<>+\-*/%^.]/y;
const FLAG = /--(?:strict|keep-empty)(?![\p{L}-])/uy;
const CHARACTER = /'(?:[^'\\\n]|\\(?:[abfnrtv\\']|[0-7]{3}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}))'/uy;
/** NUL, and halves of characters outside the first 65,536. */
const UNREADABLE = /[\0\p{Cs}]/u;
const REPLACEMENT = '\ufffd';
const STAND_IN = '\uf8ff';
/** What makes a function of a word. */
const CALLED =
  /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*(?:\(|(?:by|without)[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*\()/iy;

/** `grafana` reads `$name` and `${name}` as what Grafana will put there. */
export function lex(text: string, grafana: boolean): Token[] {
  const tokens: Token[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  for (;;) {
    const start = at + lengthAt(SPACE, text, at);
    if (start >= text.length) break;
    const token = tokenAt(text, start, grafana, start > at);
    tokens.push(token);
    at = token.span.to;
  }
  tokens.push({ kind: 'end', text: '', value: '', span: { from: text.length, to: text.length } });
  return tokens;
}

function tokenAt(text: string, at: number, grafana: boolean, afterSpace: boolean): Token {
  const first = text.charAt(at);
  if (grafana && first === '$' && lengthAt(VARIABLE, text, at) > 0)
    return token('variable', text, at, at + lengthAt(VARIABLE, text, at));
  if (first === '"' || first === '`') return stringAt(text, at);
  if (first === '[') return rangeAt(text, at, grafana);
  if (/\d/.test(first) || (first === '.' && /\d/.test(text.charAt(at + 1)))) return numberAt(text, at, afterSpace);
  if (first === '-') return minusAt(text, at);
  if (first === "'") return characterAt(text, at);
  const word = lengthAt(WORD, text, at);
  return word > 0 ? wordAt(text, at, at + word) : symbolAt(text, at);
}

function lengthAt(form: RegExp, text: string, at: number): number {
  form.lastIndex = at;
  return form.exec(text)?.[0].length ?? 0;
}

function token(kind: TokenKind, text: string, from: number, to: number, value?: string): Token {
  const written = text.slice(from, to);
  return { kind, text: written, value: value ?? written, span: { from, to } };
}

function wordAt(text: string, from: number, to: number): Token {
  const plain = token('word', text, from, to);
  const lower = plain.text.toLowerCase();
  if (FUNCTIONS.has(lower)) return lengthAt(CALLED, text, to) > 0 ? { ...plain, kind: 'function', text: lower } : plain;
  return KEYWORDS.has(lower) ? { ...plain, kind: 'keyword', text: lower } : plain;
}

/** Loki takes any other character for a name. */
function symbolAt(text: string, from: number): Token {
  if (text.startsWith('/*', from)) return token('bad', text, from, text.length, 'the comment is not closed');
  const length = lengthAt(SYMBOL, text, from);
  if (length > 0) return token('symbol', text, from, from + length);
  const end = from + String.fromCodePoint(text.codePointAt(from) ?? 0).length;
  const unreadable = UNREADABLE.test(text.slice(from, end));
  return token(unreadable ? 'bad' : 'word', text, from, end, unreadable ? 'no character' : undefined);
}

/** Loki, unlike Prometheus, takes U+FFFD as it stands: a private character stands in for it while the string is read. */
function stringAt(text: string, from: number): Token {
  const first = scanString(text, from);
  const written = text.slice(from, first.to);
  const scan = written.includes(REPLACEMENT) ? scanString(written.replaceAll(REPLACEMENT, STAND_IN), 0) : first;
  const to = first.to;
  if ('wrong' in scan) return token('bad', text, from, to, scan.wrong.replace('a PromQL string', 'a LogQL string'));
  if (UNREADABLE.test(written)) return token('bad', text, from, to, 'the text holds a NUL or half a character');
  return token('string', text, from, to, scan === first ? scan.value : scan.value.replaceAll(STAND_IN, REPLACEMENT));
}

function rangeAt(text: string, from: number, grafana: boolean): Token {
  const end = text.indexOf(']', from);
  if (end < 0) return token('bad', text, from, text.length, 'the range has no closing ]');
  const inside = text.slice(from + 1, end);
  const variable = grafana && lengthAt(VARIABLE, inside, 0) === inside.length && inside !== '';
  if (!variable && prometheusSeconds(inside) === undefined)
    return token('bad', text, from, end + 1, `${JSON.stringify(inside)} is no duration like 5m or 1h30m`);
  return token('range', text, from, end + 1, inside);
}

function numberAt(text: string, from: number, afterSpace: boolean): Token {
  const scan = scanNumber(text, from, afterSpace);
  if (scan.wrong !== undefined) return token('bad', text, from, scan.to, scan.wrong);
  const duration = durationEnd(text, from, scan.to);
  if (duration !== undefined) return token('duration', text, from, duration);
  const bytes = bytesEnd(text, from, scan.to);
  return bytes === undefined ? token('number', text, from, scan.to) : token('bytes', text, from, bytes);
}

function minusAt(text: string, from: number): Token {
  const flag = lengthAt(FLAG, text, from);
  if (flag > 0) return token('flag', text, from, from + flag);
  const duration = durationEnd(text, from, from + 1);
  return duration === undefined ? token('symbol', text, from, from + 1) : token('duration', text, from, duration);
}

function characterAt(text: string, from: number): Token {
  const length = lengthAt(CHARACTER, text, from);
  if (length > 0) return token('word', text, from, from + length);
  const line = text.indexOf('\n', from);
  return token('bad', text, from, line < 0 ? text.length : line, 'a text stands in double quotes or back quotes');
}
