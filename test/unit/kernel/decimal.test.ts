import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compare,
  divide,
  fromNumber,
  multiply,
  parseDecimal,
  printDecimal,
  rational,
  subtract,
} from '../../../src/kernel/decimal.ts';

const whole = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
const positive = fc.bigInt({ min: 1n, max: 10n ** 6n });

describe('exact decimals', () => {
  test.each([
    ['99.9%', '0.999'],
    ['0.0144', '0.0144'],
    ['-3', '-3'],
    ['1e-3', '0.001'],
    ['1.5e2', '150'],
    ['.5', '0.5'],
    ['0.10', '0.1'],
  ])('%s is %s', (text, printed) => {
    const value = parseDecimal(text);
    expect(value && printDecimal(value)).toBe(printed);
  });

  test.each(['', '.', '1,5', ' 1', '1 ', '0x1', '--1', '1%%', 'Infinity', '1e9999'])('%j is none', (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });

  test('a budget is exact where floating point is not', () => {
    const budget = subtract(rational(1n, 1n), rational(999n, 1000n));
    expect(printDecimal(multiply(rational(144n, 10n), budget))).toBe('0.0144');
    expect(String(14.4 * (1 - 0.999))).not.toBe('0.0144');
  });

  test('what is printed reads back as the same number', () => {
    fc.assert(
      fc.property(whole, fc.integer({ min: 0, max: 12 }), (n, digits) => {
        const value = rational(n, 10n ** BigInt(digits));
        const again = parseDecimal(printDecimal(value));
        expect(again && compare(again, value)).toBe(0);
      }),
    );
  });

  test('what a program typed is what it means', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 9 }), (n, digits) => {
        const typed = n / 10 ** digits;
        expect(Number(printDecimal(fromNumber(typed)))).toBe(typed === 0 ? 0 : typed);
      }),
    );
    expect(() => fromNumber(Number.NaN)).toThrow('not a finite number');
  });

  test('dividing by what was multiplied with gives the number back', () => {
    fc.assert(
      fc.property(whole, positive, positive, (n, d, factor) => {
        const value = rational(n, d);
        expect(divide(multiply(value, rational(factor, 7n)), rational(factor, 7n))).toEqual(value);
      }),
    );
  });

  test('order is that of the numbers', () => {
    fc.assert(fc.property(whole, whole, (a, b) => compare(rational(a, 7n), rational(b, 7n)) === (a < b ? -1 : a > b ? 1 : 0)));
  });

  test('a third is cut, never rounded up', () => {
    expect(printDecimal(rational(2n, 3n))).toBe('0.666666666666666');
  });
});
