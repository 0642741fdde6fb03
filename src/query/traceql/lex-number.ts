import type { TokenKind } from './token.ts';

const DECIMAL = /(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const HEX_FLOAT = /0[xX][0-9a-fA-F]*\.?[0-9a-fA-F]*[pP][+-]?\d+/y;
const PREFIXED = /0[xXbBoO][0-9a-fA-F_]*/y;
/** Of Prometheus, and of Go, which knows fractions but no days. Nobody writes more parts, and without an end reading is quadratic. */
const PROMETHEUS_DURATION = /(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m(?!s))?(?:\d+s)?(?:\d+ms)?/y;
const GO_DURATION = /(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|[smh])){1,32}/y;
/** Tempo reads on while one of these comes, and wants the whole of it to be a duration. */
const DURATION_GOES_ON = /[\p{N}nsumhµdwy.]/u;
const MAX_INT = 9_223_372_036_854_775_807n;
const MAX_NANOSECONDS = 9.223372036854775e18;
const NANOSECONDS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 6e10,
  h: 3.6e12,
  d: 8.64e13,
  w: 6.048e14,
  y: 3.1536e16,
};

export interface NumberScan {
  readonly kind: Extract<TokenKind, 'int' | 'float' | 'duration' | 'bad'>;
  readonly to: number;
  /** Of a bad one. */
  readonly wrong?: string;
}

/** The number or duration that starts at `at`. */
export function scanNumber(text: string, at: number): NumberScan {
  const duration = durationAt(text, at, PROMETHEUS_DURATION) ?? durationAt(text, at, GO_DURATION);
  if (duration !== undefined) return { kind: 'duration', to: duration };
  const hex = endOf(HEX_FLOAT, text, at);
  if (hex !== undefined) return { kind: 'float', to: hex };
  const prefixed = endOf(PREFIXED, text, at);
  if (prefixed !== undefined) return { kind: 'bad', to: prefixed, wrong: 'TraceQL has only decimal numbers' };
  const to = endOf(DECIMAL, text, at) ?? at + 1;
  return judged(text.slice(at, to), to, text.charAt(to));
}

function judged(number: string, to: number, next: string): NumberScan {
  const bad = (wrong: string): NumberScan => ({ kind: 'bad', to, wrong });
  if (number.includes('_')) return bad('a number has no "_"');
  if (next === 'e' || next === 'E') return bad('the exponent has no digits');
  if (/[.eE]/.test(number))
    return Number.isFinite(Number(number)) ? { kind: 'float', to } : bad('the number is larger than a float');
  if (/^0\d*[89]/.test(number)) return bad('a number that starts with 0 has no 8 and no 9');
  const digits = number.replace(/^0+(?=\d)/, '');
  return digits.length < 20 && BigInt(digits) <= MAX_INT ? { kind: 'int', to } : bad('the number is larger than 64 bits');
}

function durationAt(text: string, at: number, form: RegExp): number | undefined {
  const to = endOf(form, text, at);
  if (to === undefined || to === at || DURATION_GOES_ON.test(text.charAt(to))) return undefined;
  return nanoseconds(text.slice(at, to)) <= MAX_NANOSECONDS ? to : undefined;
}

/** `1h30m` → 5.4e12 */
export function nanoseconds(duration: string): number {
  let total = 0;
  for (const [, number, unit] of duration.matchAll(/([\d.]+)(ns|us|µs|ms|[smhdwy])/g)) {
    total += Number(number) * (NANOSECONDS[unit ?? ''] ?? 0);
  }
  return total;
}

function endOf(form: RegExp, text: string, at: number): number | undefined {
  form.lastIndex = at;
  return form.test(text) ? form.lastIndex : undefined;
}
