/** An exact fraction; `d` is positive and the two share no factor. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };
const HUNDRED: Rational = { n: 100n, d: 1n };
/** Of a fraction without an end. */
const MAX_DIGITS = 15;

export function rational(n: bigint, d: bigint): Rational {
  const sign = d < 0n ? -1n : 1n;
  const divisor = gcd(n < 0n ? -n : n, d < 0n ? -d : d) || 1n;
  return { n: (sign * n) / divisor, d: (sign * d) / divisor };
}

/** `'0.0144'`, `'99.9%'`, `'-3'`, `'1e-3'`; undefined for anything else. */
export function parseDecimal(text: string): Rational | undefined {
  const match = /^(-?)(\d*)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?(%?)$/i.exec(text);
  if (!match || (match[2] === '' && match[3] === undefined)) return undefined;
  const fraction = match[3] ?? '';
  const exponent = Number(match[4] ?? 0) - fraction.length - (match[5] === '%' ? 2 : 0);
  const digits = BigInt(`${match[1]}${match[2]}${fraction}`);
  return exponent >= 0 ? rational(digits * 10n ** BigInt(exponent), 1n) : rational(digits, 10n ** BigInt(-exponent));
}

/** The fraction a number prints as, which is what its author typed. */
export function fromNumber(value: number): Rational {
  const parsed = parseDecimal(String(value));
  if (!parsed) throw new Error(`not a finite number: ${value}`);
  return parsed;
}

export const add = (a: Rational, b: Rational): Rational => rational(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Rational, b: Rational): Rational => rational(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);
export const divide = (a: Rational, b: Rational): Rational => rational(a.n * b.d, a.d * b.n);
export const compare = (a: Rational, b: Rational): number =>
  Number(a.n * b.d - b.n * a.d > 0n) - Number(a.n * b.d - b.n * a.d < 0n);
export const toNumber = (value: Rational): number => Number(printDecimal(value));

/** One exact decimal, `0.0144`; a fraction that has none (1/3) is cut after 15 digits that count. */
export function printDecimal(value: Rational): string {
  const negative = value.n < 0n;
  let rest = negative ? -value.n : value.n;
  const whole = rest / value.d;
  rest %= value.d;
  let digits = '';
  // leading zeros do not count, so that a small fraction keeps its digits
  while (rest > 0n && digits.replace(/^0+/, '').length < MAX_DIGITS - (whole > 0n ? String(whole).length : 0)) {
    rest *= 10n;
    digits += String(rest / value.d);
    rest %= value.d;
  }
  return `${negative ? '-' : ''}${whole}${digits === '' ? '' : `.${digits}`}`;
}

/** `0.1%` */
export function printPercent(share: Rational): string {
  return `${printDecimal(multiply(share, HUNDRED))}%`;
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}
