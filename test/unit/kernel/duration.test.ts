import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { duration, parseDuration, printDuration } from '../../../src/kernel/duration.ts';

describe('Prometheus durations', () => {
  test.each([
    ['5m', 300_000],
    ['1h30m', 5_400_000],
    ['30d', 2_592_000_000],
    ['1w', 604_800_000],
    ['1y', 31_536_000_000],
    ['100ms', 100],
    ['1m1ms', 60_001],
    ['0s', 0],
  ])('%s', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  test.each(['', '5', 'm', '5 m', '-5m', '1.5h', '30m1h', '5m5m', '0x5m', '1e3s', '5M', '9999999999y'])('%j is none', (text) => {
    expect(parseDuration(text)).toBeUndefined();
    expect(() => duration(text)).toThrow('not a duration');
  });

  test('what is printed reads back as the same time, in days and below', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (milliseconds) => {
        const printed = printDuration(milliseconds);
        expect(parseDuration(printed)).toBe(milliseconds);
        expect(printed).toMatch(/^(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$/);
      }),
    );
  });
});
