import { describe, expect, it } from 'vitest';
import { explanations } from '../../src/check/explain/explanations.ts';
import { withCode } from '../support/estate.ts';
import { definitionCases } from './rules/definitions.ts';
import { queryCases } from './rules/queries.ts';

const cases = [...queryCases, ...definitionCases];

describe('each code is raised by what is wrong, and not by the same put right', () => {
  it.each(cases)('$code', ({ code, bad, good, seen }) => {
    const found = withCode(bad, code);
    expect(found.length).toBeGreaterThan(0);
    expect(explanations.get(code)).toBeDefined();
    for (const one of found) expect([one.at === '', one.message === '']).toEqual([false, false]);
    if (seen !== undefined) expect(found.some(({ message, fix }) => `${message} ${fix}`.includes(seen))).toBe(true);
    expect(withCode(good, code)).toEqual([]);
  });

  it('with the severity its explanation states', () => {
    for (const { code, bad } of cases) {
      const severities = withCode(bad, code).map(({ severity }) => severity);
      expect([code, severities.includes(explanations.get(code)?.severity ?? 'info')]).toEqual([code, true]);
    }
  });
});
