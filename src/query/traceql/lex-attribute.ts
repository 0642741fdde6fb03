import type { Token } from './token.ts';
import type { AttributeScope } from './tree.ts';
import { INTRINSICS, SCOPES } from './words.ts';

const START = /(?:(parent|span|resource|event|link|instrumentation)\.|\.(?!\d))/uy;
const INNER_SCOPE = /(span|resource)\./y;
const INTRINSIC = /(trace|span|event|link|instrumentation):/y;
const INTRINSIC_NAME = /[ \t\r\n]*([\p{L}_][\p{L}\p{Nd}_]*)?/uy;
/** Everything but spaces and the signs that end a name: `+`, `-`, `*` and `/` are part of it. */
const NAME = /[^\s\u0085{}()=~!<>&|^,"]+/y;
const QUOTED = /"((?:[^"\\]|\\["\\])*)"/y;

/** The attribute that starts at `at`: everything up to a space or a sign that cannot stand in a name. */
export function scanAttribute(text: string, at: number): Token | undefined {
  const start = match(START, text, at);
  if (!start) return undefined;
  const parent = start[1] === 'parent';
  const inner = parent ? match(INNER_SCOPE, text, START.lastIndex) : undefined;
  const scope = (inner ?? start)[1];
  const from = at + start[0].length + (inner?.[0].length ?? 0);
  const name = scanName(text, from);
  const span = { from: at, to: name.to };
  if (name.wrong !== undefined) return { kind: 'bad', text: text.slice(at, name.to), span, wrong: name.wrong };
  return { kind: 'attribute', text: name.text, span, parent, scope: isScope(scope) ? scope : undefined };
}

function scanName(text: string, from: number): { readonly text: string; readonly to: number; readonly wrong?: string } {
  let name = '';
  let to = from;
  for (;;) {
    const quoted = match(QUOTED, text, to);
    const plain = quoted ? undefined : match(NAME, text, to);
    if (!quoted && !plain) break;
    name += quoted ? (quoted[1] ?? '').replaceAll(/\\(["\\])/g, '$1') : (plain?.[0] ?? '');
    to += (quoted ?? plain)?.[0].length ?? 0;
  }
  if (text.charAt(to) === '"')
    return { text: name, to: text.length, wrong: 'a quoted name has no closing ", or an escape other than \\" and \\\\' };
  return to === from ? { text: name, to, wrong: 'a scope needs the name of an attribute right behind it' } : { text: name, to };
}

/** `span:duration`; the name may stand apart. */
export function scanIntrinsic(text: string, at: number): Token | undefined {
  const scope = match(INTRINSIC, text, at);
  if (!scope) return undefined;
  const word = match(INTRINSIC_NAME, text, at + scope[0].length);
  const name = scope[0] + (word?.[1] ?? '');
  const span = { from: at, to: at + scope[0].length + (word?.[1] ? word[0].length : 0) };
  if (INTRINSICS.has(name)) return { kind: 'intrinsic', text: name, span };
  return { kind: 'bad', text: name, span, wrong: 'intrinsic' };
}

/** Whether a name can be written without quotes. */
export function isPlainName(name: string): boolean {
  return match(NAME, name, 0)?.[0] === name && !name.includes('\\');
}

function isScope(word: string | undefined): word is AttributeScope {
  return word !== undefined && SCOPES.has(word);
}

function match(form: RegExp, text: string, at: number): RegExpExecArray | undefined {
  form.lastIndex = at;
  return form.exec(text) ?? undefined;
}
