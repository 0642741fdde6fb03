/** Where the reader stands; `wrong` ends the reading. */
export interface Re2Reader {
  readonly text: string;
  at: number;
  depth: number;
  /** Where the `\Q…\E` around `at` ends; -1 outside one. */
  quoteEnd: number;
  /** How often the last item can stand in the text at most, by `{n}` in it: `(a{2}){3}` six times. */
  times: number;
  wrong?: string;
}

const POSIX = new Set('alnum alpha ascii blank cntrl digit graph lower print punct space upper word xdigit'.split(' '));
/** Whatever stands between `[:` and the next `:]` is taken for a name. */
const POSIX_CLASS = /\[:(\^?)(.*?):\]/sy;
/** Letters that mean something after a backslash: assertions and classes outside brackets, classes and characters in both. */
const ASSERTIONS = new Set('AbBz');
const CLASSES = new Set('dDsSwW');
const CHARACTERS = new Set('afnrtv');
const HEX = /\\x(?:[0-9a-fA-F]{2}|\{([0-9a-fA-F]{1,8})\})/y;
const OCTAL = /\\(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/y;
const PROPERTY = /\\[pP](?:\{(\^?)(\w+)\}|([A-Z]))/y;
const MAX_RUNE = 0x10ffff;

/** A backslash and what belongs to it; whether it can match nothing. */
export function scanEscape(reader: Re2Reader): boolean {
  const letter = reader.text.charAt(reader.at + 1);
  if (ASSERTIONS.has(letter)) {
    reader.at += 2;
    return letter !== 'b';
  }
  readCharacter(reader);
  return false;
}

/** `[a-z]`, `[^\d[:alpha:]]`. */
export function scanClass(reader: Re2Reader): boolean {
  const { text } = reader;
  reader.at++;
  if (text.charAt(reader.at) === '^') reader.at++;
  for (let first = true; reader.wrong === undefined; first = false) {
    if (reader.at >= text.length) reader.wrong = 'a `[` is not closed';
    else if (text.charAt(reader.at) === ']' && !first) break;
    else if (!scanPosix(reader)) scanRange(reader);
  }
  reader.at++;
  return false;
}

function scanPosix(reader: Re2Reader): boolean {
  POSIX_CLASS.lastIndex = reader.at;
  const match = POSIX_CLASS.exec(reader.text);
  if (!match) return false;
  if (!POSIX.has(match[2] ?? '')) reader.wrong = `\`${match[0]}\` is no character class`;
  reader.at += match[0].length;
  return true;
}

function scanRange(reader: Re2Reader): void {
  const low = readCharacter(reader);
  const { text } = reader;
  if (low === undefined || text.charAt(reader.at) !== '-' || reader.at + 1 >= text.length || text.charAt(reader.at + 1) === ']')
    return;
  reader.at++;
  const start = reader.at;
  const high = readCharacter(reader);
  if (reader.wrong !== undefined) return;
  if (high === undefined || high < low) reader.wrong = `the range up to \`${text.slice(start, reader.at)}\` runs backwards`;
}

/** One character, its code; undefined for a class like `\d`. */
function readCharacter(reader: Re2Reader): number | undefined {
  const { text } = reader;
  const code = text.codePointAt(reader.at) ?? 0;
  if (code !== 92) {
    reader.at += code > 0xffff ? 2 : 1;
    return code;
  }
  const letter = text.charAt(reader.at + 1);
  if (CLASSES.has(letter)) return skip(reader, 2);
  if (letter === 'p' || letter === 'P') return readProperty(reader);
  const numeric = matchAt(HEX, text, reader.at) ?? matchAt(OCTAL, text, reader.at);
  if (numeric) return readNumeric(reader, numeric);
  const punctuation = letter !== '' && letter.charCodeAt(0) < 128 && !/[0-9A-Za-z]/.test(letter);
  if (!punctuation && !CHARACTERS.has(letter)) {
    reader.wrong =
      letter === ''
        ? 'it ends in a backslash'
        : `\`\\${letter}\` means nothing in RE2${/\d/.test(letter) ? ', which has no backreferences' : ''}`;
    return undefined;
  }
  reader.at += 2;
  return letter.charCodeAt(0);
}

function readNumeric(reader: Re2Reader, match: RegExpExecArray): number {
  const digits = match[0].charAt(1) === 'x' ? (match[1] ?? match[0].slice(2)) : match[0].slice(1);
  const code = Number.parseInt(digits, match[0].charAt(1) === 'x' ? 16 : 8);
  if (code > MAX_RUNE) reader.wrong = `\`${match[0]}\` is no character`;
  reader.at += match[0].length;
  return code;
}

function readProperty(reader: Re2Reader): undefined {
  const match = matchAt(PROPERTY, reader.text, reader.at);
  if (!match || !isProperty(match[2] ?? match[3] ?? '')) {
    reader.wrong = `\`${match?.[0] ?? reader.text.slice(reader.at, reader.at + 2)}\` is no Unicode class`;
    return undefined;
  }
  return skip(reader, match[0].length);
}

function isProperty(name: string): boolean {
  if (name === 'Any') return true;
  return [`\\p{gc=${name}}`, `\\p{sc=${name}}`].some((pattern) => {
    try {
      return new RegExp(pattern, 'u') !== undefined;
    } catch {
      return false;
    }
  });
}

function skip(reader: Re2Reader, length: number): undefined {
  reader.at += length;
  return undefined;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
