/** A regular expression as a tree. A `one` takes a single character. */
export type Pattern =
  | { readonly kind: 'one'; readonly takes: (character: string) => boolean }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly of: Pattern; readonly least: number; readonly most: number };

export interface PatternFlags {
  /** Whether `.` takes a line break, as in PromQL. @default false */
  readonly dotAll?: boolean;
  readonly ignoreCase?: boolean;
}

interface Reader {
  readonly text: string;
  readonly flags: PatternFlags;
  at: number;
  /** How often the innermost part may be asked for by the counts around it. */
  depth: number;
}

/** As in RE2: more is refused there too. */
const MOST_TIMES = 1000;
const DEEPEST = 500;
const GROUP = /\((?:\?(?::|P?<\w+>))?/y;
const COUNT = /\{(\d+)(,(\d*))?\}/y;
const QUANTIFIERS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  '*': [0, Number.POSITIVE_INFINITY],
  '+': [1, Number.POSITIVE_INFINITY],
  '?': [0, 1],
};
/** A class, or an escape that JavaScript reads as RE2 does. */
const CLASS = /\[\^?(?!\]|\[:)(?:[^\\\]]|\\[^AzQEpPCxb])+\]/y;
const ESCAPE = /\\(?:[dDwWsSfnrtv]|[^A-Za-z0-9])/y;

/** The tree of an expression in what JavaScript and RE2 have in common; undefined of any other. */
export function parsePattern(text: string, flags: PatternFlags): Pattern | undefined {
  const reader: Reader = { text, flags, at: 0, depth: 0 };
  const tree = readAny(reader);
  return tree && reader.at === text.length && timesOf(tree) <= MOST_TIMES ? tree : undefined;
}

function readAny(reader: Reader): Pattern | undefined {
  if (++reader.depth > DEEPEST) return undefined;
  const choices: Pattern[] = [];
  do {
    const choice = readAll(reader);
    if (!choice) return undefined;
    choices.push(choice);
  } while (skip(reader, '|'));
  reader.depth--;
  const [only] = choices;
  return only && choices.length === 1 ? only : { kind: 'any', of: choices };
}

function readAll(reader: Reader): Pattern | undefined {
  const parts: Pattern[] = [];
  while (reader.at < reader.text.length && !'|)'.includes(reader.text.charAt(reader.at))) {
    const part = readOne(reader);
    const repeated = part && readRepeat(reader, part);
    if (!repeated) return undefined;
    parts.push(repeated);
  }
  return { kind: 'all', of: parts };
}

function readOne(reader: Reader): Pattern | undefined {
  const character = String.fromCodePoint(reader.text.codePointAt(reader.at) ?? 0);
  if (character === '(') return readGroup(reader);
  if (character === '[') return readSource(reader, CLASS);
  if (character === '\\') return readSource(reader, ESCAPE);
  if (character in QUANTIFIERS || matchAt(reader, COUNT)) return undefined;
  reader.at += character.length;
  if (character === '^') return { kind: 'start' };
  if (character === '$') return { kind: 'end' };
  if (character === '.') return { kind: 'one', takes: (one) => reader.flags.dotAll === true || one !== '\n' };
  if (reader.flags.ignoreCase !== true) return { kind: 'one', takes: (one) => one === character };
  const read = new RegExp(`^${/[\^$\\.*+?()[\]{}|/]/.test(character) ? '\\' : ''}${character}$`, 'iu');
  return { kind: 'one', takes: (one) => read.test(one) };
}

function readGroup(reader: Reader): Pattern | undefined {
  const open = matchAt(reader, GROUP)?.[0] ?? '';
  reader.at += open.length;
  const inside = open === '(' && reader.text.charAt(reader.at) === '?' ? undefined : readAny(reader);
  return skip(reader, ')') ? inside : undefined;
}

/** JavaScript reads a class or an escape of one character; alone it cannot try twice. */
function readSource(reader: Reader, form: RegExp): Pattern | undefined {
  const source = matchAt(reader, form)?.[0];
  if (source === undefined) return undefined;
  reader.at += source.length;
  const read = regexOf(inJavaScript(source), reader.flags.ignoreCase ? 'iu' : 'u');
  return read && { kind: 'one', takes: (one) => read.test(one) };
}

/** To RE2 only five characters are space, and every sign may be escaped, `\"` and `\_` too. */
function inJavaScript(source: string): string {
  const isClass = source.startsWith('[');
  return source.replace(/\\(.)/gsu, (escaped, of: string) => {
    if (of === 's') return isClass ? '\\t\\n\\f\\r ' : '[\\t\\n\\f\\r ]';
    if (of === 'S') return isClass ? '\\0-\\x08\\x0b\\x0e-\\x1f!-\\u{10ffff}' : '[^\\t\\n\\f\\r ]';
    if (/[A-Za-z^$\\.*+?()[\]{}|/]/.test(of) || (isClass && of === '-')) return escaped;
    return of;
  });
}

function regexOf(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(`^${source}$`, flags);
  } catch {
    return undefined;
  }
}

function readRepeat(reader: Reader, of: Pattern): Pattern | undefined {
  const [least, most] = boundsAt(reader) ?? [1, 1];
  if (least === 1 && most === 1) return of;
  skip(reader, '?'); // it prefers few; what is matched as a whole is the same
  if (least > most || boundsAt(reader)) return undefined;
  return { kind: 'repeat', of, least, most };
}

function boundsAt(reader: Reader): readonly [number, number] | undefined {
  const sign = reader.text.charAt(reader.at);
  const count = matchAt(reader, COUNT);
  const length = count ? count[0].length : sign in QUANTIFIERS ? 1 : 0;
  reader.at += length;
  if (!count) return QUANTIFIERS[sign];
  const least = Number(count[1]);
  return [least, count[2] === undefined ? least : count[3] === '' ? Number.POSITIVE_INFINITY : Number(count[3])];
}

function timesOf(pattern: Pattern): number {
  if (pattern.kind === 'repeat') {
    const own = Number.isFinite(pattern.most) ? pattern.most : pattern.least;
    return Math.max(1, own) * timesOf(pattern.of);
  }
  if (pattern.kind !== 'all' && pattern.kind !== 'any') return 1;
  return pattern.of.reduce((most, part) => Math.max(most, timesOf(part)), 1);
}

function skip(reader: Reader, character: string): boolean {
  if (reader.text.charAt(reader.at) !== character) return false;
  reader.at++;
  return true;
}

function matchAt({ text, at }: Reader, form: RegExp): RegExpExecArray | null {
  form.lastIndex = at;
  return form.exec(text);
}
