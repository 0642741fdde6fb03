import type { Span } from './tree.ts';

export type TokenKind = 'word' | 'string' | 'number' | 'duration' | 'symbol' | 'variable' | 'flag' | 'bad' | 'end';
export interface Token {
  readonly kind: TokenKind;
  /** As it was written. */
  readonly text: string;
  /** Of a string: what it says. */
  readonly value: string;
  readonly span: Span;
}

/** Longest first, and each anchored where the last one ended. */
const FORMS: readonly (readonly [kind: TokenKind | 'space', form: RegExp])[] = [
  ['space', /(?:\s+|#[^\n]*)/y],
  ['string', /"(?:[^"\\\n]|\\.)*"|`[^`]*`/y],
  ['variable', /\$(?:[A-Za-z_]\w*|\{[^}]*\})/y],
  ['flag', /--[a-z-]+/y],
  ['duration', /(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|[smhdwy]))+(?![A-Za-z_])/y],
  ['number', /(?:0x[0-9A-Fa-f]+|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)(?:[KMGTPE]i?B|[kK]B|B)?(?![A-Za-z_])/y],
  ['word', /[A-Za-z_:][\w:]*/y],
  ['symbol', /\|[=~>]|[!=]~|!>|[=!<>]=|[{}()[\],|=<>+\-*/%^]/y],
];

export function lex(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const token = tokenAt(text, at);
    if (token.kind !== 'space') tokens.push({ ...token, kind: token.kind, value: spoken(token.kind, token.text) });
    at = token.span.to;
  }
  tokens.push({ kind: 'end', text: '', value: '', span: { from: text.length, to: text.length } });
  return tokens;
}

function tokenAt(text: string, at: number): { kind: TokenKind | 'space'; text: string; span: Span } {
  for (const [kind, form] of FORMS) {
    form.lastIndex = at;
    const found = form.exec(text)?.[0];
    if (found) return { kind, text: found, span: { from: at, to: at + found.length } };
  }
  return { kind: 'bad', text: text.slice(at, at + 1), span: { from: at, to: at + 1 } };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' };

/** Double quotes know Go's escapes, back quotes know none. */
function spoken(kind: TokenKind, text: string): string {
  if (kind !== 'string') return text;
  const inner = text.slice(1, -1);
  if (text.startsWith('`')) return inner;
  return inner.replace(/\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|([0-7]{3})|(.))/g, (_all, hex, unicode, octal, one: string) => {
    if (hex ?? unicode) return String.fromCharCode(Number.parseInt(hex ?? unicode, 16));
    if (octal) return String.fromCharCode(Number.parseInt(octal, 8));
    return ESCAPES[one] ?? one;
  });
}
