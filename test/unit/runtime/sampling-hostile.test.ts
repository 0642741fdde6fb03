import { sampler } from 'signalbox/runtime';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const warned = vi.spyOn(process, 'emitWarning');
beforeEach(() => {
  warned.mockReset().mockImplementation(() => {});
});
afterEach(() => {
  vi.useRealTimers();
});
const trace = { traceId: 'f'.repeat(32), name: 'pay' };
const fail = () => {
  throw Object.create(null);
};

test.each(['0.5', null, Number.NaN, 1.1])('a ratio that is no share says so: %j', (ratio) => {
  expect(() => sampler({ kind: 'ratio', ratio: ratio as number })).toThrow(/ratio .* is no share: write a number from 0 to 1/);
});

test('a kind or level there is not says which there are', () => {
  expect(() => sampler({ kind: 'adaptve', most: 1, least: 0 } as never)).toThrow(
    /"adaptve" is none of ratio, .*did you mean adaptive\?/,
  );
  expect(() => sampler({ kind: 'toString' } as never)).toThrow('sampler kind "toString" is none of');
  expect(() => sampler({ kind: 'confidence', halfWidth: 0.1, level: '80%' as never })).toThrow(
    'level "80%" is none of 90%, 95%, 99%',
  );
});

describe('what fails does not come out of decide, and is warned of once', () => {
  test.each([() => Number.NaN, () => '5' as never, fail])('load: %#', (bad) => {
    let clock = 0;
    let isBad = true;
    const load = () => (isBad ? bad() : 1);
    const subject = sampler({ kind: 'adaptive', most: 1, least: 0.5, load, now: () => clock });
    for (clock = 0; clock < 5_000; clock += 1_000) expect(subject.decide(trace).rate).toBe(1);
    isBad = false;
    for (; clock < 60_000; clock += 1_000) subject.decide(trace);
    expect(subject.decide(trace).rate).toBeCloseTo(0.5);
    expect(warned).toHaveBeenCalledTimes(1);
  });

  test('when', () => {
    const rules = [
      { name: 'broken', when: fail, ratio: 0 },
      { name: 'all', when: () => true, ratio: 1 },
    ];
    const subject = sampler({ kind: 'importance', rules, otherwise: 0 });
    for (let index = 0; index < 3; index++) expect(subject.decide(trace).rule).toBe('all');
    expect(warned).toHaveBeenCalledTimes(1);
  });

  test('by', () => {
    const subject = sampler({ kind: 'confidence', halfWidth: 0.1, by: fail });
    for (let index = 0; index < 3; index++) expect(subject.decide(trace).keep).toBe(true);
    expect(warned).toHaveBeenCalledTimes(1);
  });
});

test('a clock that is set back, or is none for a while, stops no sampler', () => {
  let clock = 1e12;
  const subject = sampler({ kind: 'rate-limited', perSecond: 1, now: () => clock });
  expect(subject.decide(trace).keep).toBe(true);
  clock = 0;
  expect(subject.decide(trace).keep).toBe(false);
  clock = Number.NaN;
  subject.decide(trace);
  clock = 1_000;
  expect(subject.decide(trace).keep).toBe(true);
});
