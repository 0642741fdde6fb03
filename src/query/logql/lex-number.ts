/** A number as Go's scanner reads one: decimal, hexadecimal, octal and binary, with `_` between digits. https://go.dev/ref/spec#Integer_literals */
export interface NumberScan {
  readonly to: number;
  readonly wrong?: string;
}

const DECIMAL = /[\d_]*/y;
const HEXADECIMAL = /[\da-fA-F_]*/y;
const EXPONENT = /[eE]/;
/** A `_` that is not between digits. */
const LOOSE = /_(?!\d)|(?<![\dob])_/i;
const LOOSE_HEX = /_(?![\da-f])|(?<![\da-fx])_/i;
const NAMES: Readonly<Record<string, string>> = { x: 'hexadecimal', o: 'octal', b: 'binary', '0': 'octal', '': 'decimal' };

interface Number {
  readonly text: string;
  readonly prefix: string;
  at: number;
  /** All digits seen, with their `_`. */
  digits: string;
  float: boolean;
  wrong: string | undefined;
}

/** `afterSpace` is here for a quirk of Loki's: ` 0B` is broken, `>0b1` is a number. */
export function scanNumber(text: string, from: number, afterSpace: boolean): NumberScan {
  const prefix = prefixAt(text, from);
  const skipped = prefix === 'b' && afterSpace ? 1 : prefix === '' ? 0 : prefix === '0' ? 1 : 2;
  const scan: Number = {
    text,
    prefix,
    at: from + skipped,
    digits: prefix === '0' ? '0' : '',
    float: false,
    wrong: undefined,
  };
  if (prefix === 'b' && afterSpace) return { to: from + 1, wrong: 'a decimal number has no digits' };
  readMantissa(scan);
  readExponent(scan);
  checkDigits(scan, text.slice(from, scan.at));
  return scan.wrong === undefined ? { to: scan.at } : { to: scan.at, wrong: scan.wrong };
}

function prefixAt(text: string, at: number): string {
  if (text.charAt(at) !== '0') return '';
  const letter = text.charAt(at + 1).toLowerCase();
  return letter === 'x' || letter === 'o' || letter === 'b' ? letter : '0';
}

function readMantissa(scan: Number): void {
  readDigits(scan);
  if (scan.text.charAt(scan.at) !== '.') return;
  scan.at++;
  scan.float = true;
  if (scan.prefix === 'o' || scan.prefix === 'b') scan.wrong = 'only decimal and hexadecimal numbers have a fraction';
  readDigits(scan);
}

function readDigits(scan: Number, form: RegExp = scan.prefix === 'x' ? HEXADECIMAL : DECIMAL): string {
  form.lastIndex = scan.at;
  const found = form.exec(scan.text)?.[0] ?? '';
  scan.at += found.length;
  scan.digits += found;
  return found;
}

function readExponent(scan: Number): void {
  const { prefix } = scan;
  if (!/\d|[a-f]/i.test(scan.digits)) scan.wrong ??= `a ${NAMES[prefix]} number has no digits`;
  const letter = scan.text.charAt(scan.at).toLowerCase();
  if (letter !== 'p' && !EXPONENT.test(letter)) {
    if (prefix === 'x' && scan.float) scan.wrong ??= 'a hexadecimal fraction needs an exponent: p0';
    return;
  }
  const fits = letter === 'p' ? prefix === 'x' : prefix === '' || prefix === '0';
  if (!fits) scan.wrong ??= `a ${NAMES[prefix]} number has no exponent ${letter}`;
  scan.at += 1;
  scan.float = true;
  if (/[+-]/.test(scan.text.charAt(scan.at))) scan.at++;
  if (!/\d/.test(readDigits(scan, DECIMAL))) scan.wrong ??= 'the exponent has no digits';
}

function checkDigits(scan: Number, written: string): void {
  const most = { '0': /[89]/, o: /[89]/, b: /[2-9]/ }[scan.prefix];
  const invalid = scan.float ? undefined : most?.exec(scan.digits)?.[0];
  if (invalid !== undefined) scan.wrong ??= `${invalid} is no digit of ${NAMES[scan.prefix]} numbers`;
  if ((scan.prefix === 'x' ? LOOSE_HEX : LOOSE).test(written)) scan.wrong ??= '_ stands between digits';
}

const HEX_FLOAT = /^0x([\da-f]*)(?:\.([\da-f]*))?p([+-]?\d+)$/i;
const FLOAT = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The number a literal stands for; undefined where Go finds none (`0x1f` has no exponent) or none so large. */
export function numberOf(text: string): number | undefined {
  const plain = text.replaceAll('_', '');
  const hex = HEX_FLOAT.exec(plain);
  const value = hex ? hexFloat(hex[1] ?? '', hex[2] ?? '', Number(hex[3])) : FLOAT.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

function hexFloat(whole: string, fraction: string, exponent: number): number {
  return Number.parseInt(`${whole}${fraction}`, 16) * 2 ** (exponent - 4 * fraction.length);
}
