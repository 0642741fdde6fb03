import { scanString } from '../promql/lex-string.ts';
import { scanAttribute, scanIntrinsic } from './lex-attribute.ts';
import { scanNumber } from './lex-number.ts';
import type { Token, TokenKind } from './token.ts';
import { SIGNS } from './words.ts';

const SPACE = /[ \t\r\n]+/y;
/** Tempo reads with Go's scanner, so comments are those of Go. */
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const WORD = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
/** It cannot be sent. */
const HALF = /\p{Surrogate}/u;
const NUMBER_START = /\.?\d/y;
const VARIABLE = /\$(?:\w+|\{[\w.:]+\})|\[\[\w+\]\]/y;

/** The tokens of a text. Grafana's `$variables` are read where `grafana` is set, and are bad elsewhere. */
export function lex(text: string, grafana: boolean): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at = endOf(SPACE, text, at) ?? at;
    const comment = endOf(COMMENT, text, at);
    if (comment !== undefined) {
      at = comment;
      continue;
    }
    if (at >= text.length) break;
    const token = tokenAt(text, at, grafana);
    tokens.push(token);
    at = token.span.to;
  }
  tokens.push({ kind: 'end', text: '', span: { from: text.length, to: text.length } });
  return tokens;
}

function tokenAt(text: string, at: number, grafana: boolean): Token {
  const character = text.charAt(at);
  if (character === '"' || character === '`') return stringAt(text, at);
  if (endOf(NUMBER_START, text, at) !== undefined) return numberAt(text, at);
  const field = scanAttribute(text, at) ?? scanIntrinsic(text, at);
  if (field) return field;
  const word = endOf(WORD, text, at);
  if (word !== undefined) return plain('word', text, at, word);
  const variable = grafana ? endOf(VARIABLE, text, at) : undefined;
  if (variable !== undefined) return plain('variable', text, at, variable);
  const sign = text.startsWith('/*', at) ? undefined : SIGNS.find((one) => text.startsWith(one, at));
  if (sign) return plain('sign', text, at, at + sign.length);
  const to = at + String.fromCodePoint(text.codePointAt(at) ?? 0).length;
  return { ...plain('bad', text, at, to), wrong: badSign(character) };
}

function badSign(character: string): string {
  if (character === "'") return 'text stands in " or `';
  if (character === '/') return 'a comment has no end';
  return 'TraceQL has no such sign';
}

function stringAt(text: string, at: number): Token {
  const scan = scanString(text, at);
  const span = { from: at, to: scan.to };
  if (HALF.test(text.slice(at, scan.to))) return { kind: 'bad', text: '"', span, wrong: 'the text holds half a character' };
  if ('value' in scan) return { kind: 'string', text: scan.value, span };
  return { kind: 'bad', text: text.slice(at, scan.to), span, wrong: scan.wrong.replace('PromQL', 'TraceQL') };
}

function numberAt(text: string, at: number): Token {
  const { kind, to, wrong } = scanNumber(text, at);
  return wrong === undefined ? plain(kind, text, at, to) : { ...plain(kind, text, at, to), wrong };
}

function plain(kind: TokenKind, text: string, from: number, to: number): Token {
  return { kind, text: text.slice(from, to), span: { from, to } };
}

function endOf(form: RegExp, text: string, at: number): number | undefined {
  form.lastIndex = at;
  return form.test(text) ? form.lastIndex : undefined;
}
