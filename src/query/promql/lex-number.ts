/** `0x1F`, `1_000`, `1e5`, `.5`, `5.`: all Prometheus reads, no more. */
const NUMBER =
  /0[xX]_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*|(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?/y;
const DURATION = /(?:\d+(?:ms|[smhdwy]))+/y;
const WORD = /[\w.]*/y;

export interface NumberScan {
  readonly kind: 'number' | 'duration' | 'wrong';
  readonly to: number;
}

export function scanNumber(text: string, from: number): NumberScan {
  const duration = endOf(DURATION, text, from);
  if (duration > from && !isWord(text.charCodeAt(duration))) return { kind: 'duration', to: duration };
  const number = endOf(NUMBER, text, from);
  if (number > from && !isWord(text.charCodeAt(number)) && text.charAt(number) !== '.') return { kind: 'number', to: number };
  return { kind: 'wrong', to: Math.max(endOf(WORD, text, from), from + 1) };
}

/** What Prometheus takes a number token for, or undefined where it refuses it: `017` is octal, `1e400` too large. */
export function numberValue(text: string): number | undefined {
  if (/^inf$/i.test(text)) return Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(text)) return Number.NaN;
  const plain = text.replaceAll('_', '');
  if (/^0[xX]/.test(plain)) return integer(BigInt(plain.toLowerCase()));
  if (/^0[0-7]+$/.test(plain)) return integer(BigInt(`0o${plain.slice(1)}`)) ?? Number(plain);
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

function integer(value: bigint): number | undefined {
  return value < 2n ** 63n ? Number(value) : undefined;
}

function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

export function isWord(code: number): boolean {
  return isLetter(code) || isDigit(code);
}
