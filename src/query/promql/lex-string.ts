/** The end of a string that starts at `from`, or what is wrong with it. Escapes are those of Go. */
export type StringScan = { readonly to: number; readonly value: string } | { readonly to: number; readonly wrong: string };

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};
const CODE_POINT = /\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/y;
/** A run of bytes: `"\xc3\xa9"` is one letter. */
const BYTES = /(?:\\x[0-9a-fA-F]{2}|\\[0-7]{3})+/y;
const MAX_CODE_POINT = 0x10ffff;
/** Go cannot tell it from a decoding error, so Prometheus refuses it unless it is escaped. */
const REPLACEMENT = '\ufffd';

export function scanString(text: string, from: number): StringScan {
  const quote = text.charAt(from);
  const scan = quote === '`' ? scanRaw(text, from) : scanQuoted(text, from, quote);
  const broken = text.slice(from, scan.to).includes(REPLACEMENT);
  return broken ? { to: scan.to, wrong: 'a string holds U+FFFD, which stands for broken UTF-8' } : scan;
}

function scanRaw(text: string, from: number): StringScan {
  const end = text.indexOf('`', from + 1);
  if (end < 0) return { to: text.length, wrong: 'a string that starts with ` has no closing `' };
  return { to: end + 1, value: text.slice(from + 1, end) };
}

function scanQuoted(text: string, from: number, quote: string): StringScan {
  let value = '';
  let start = from + 1;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\n') break;
    if (character === quote) return { to: at + 1, value: value + text.slice(start, at) };
    if (character !== '\\') continue;
    const escaped = decodeEscape(text, at, quote);
    if (typeof escaped === 'string') return { to: endOfBroken(text, at, quote), wrong: escaped };
    value += text.slice(start, at) + escaped.value;
    start = escaped.to;
    at = escaped.to - 1;
  }
  return { to: text.length, wrong: `a string that starts with ${quote} has no closing ${quote} on its line` };
}

function decodeEscape(text: string, at: number, quote: string): { value: string; to: number } | string {
  const next = text.charAt(at + 1);
  if (next === quote) return { value: quote, to: at + 2 };
  const simple = Object.hasOwn(SIMPLE, next) ? SIMPLE[next] : undefined;
  if (simple !== undefined) return { value: simple, to: at + 2 };
  BYTES.lastIndex = at;
  const bytes = BYTES.exec(text);
  if (bytes) return unescapeBytes(bytes[0], at);
  CODE_POINT.lastIndex = at;
  const point = CODE_POINT.exec(text);
  if (!point) return `\\${next} is no escape of a PromQL string`;
  const code = Number.parseInt(point[1] ?? point[2] ?? '', 16);
  if (code > MAX_CODE_POINT || (code >= 0xd800 && code < 0xe000)) return `${point[0]} is no Unicode character`;
  return { value: String.fromCodePoint(code), to: at + point[0].length };
}

function unescapeBytes(text: string, at: number): { value: string; to: number } | string {
  const bytes = text.match(/\\x..|\\.../g) ?? [];
  const codes = bytes.map((byte) =>
    byte.charAt(1) === 'x' ? Number.parseInt(byte.slice(2), 16) : Number.parseInt(byte.slice(1), 8),
  );
  if (codes.some((code) => code > 255)) return `${text} is more than one byte`;
  return { value: new TextDecoder().decode(Uint8Array.from(codes)), to: at + text.length };
}

/** Where reading can go on after a broken escape. */
function endOfBroken(text: string, at: number, quote: string): number {
  for (let end = at + 2; end < text.length; end++) {
    if (text.charAt(end) === '\\') end++;
    else if (text.charAt(end) === quote) return end + 1;
  }
  return text.length;
}
