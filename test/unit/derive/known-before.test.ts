import { describe, expect, test } from 'vitest';
import { resolve } from '../../../src/define/resolve.ts';
import { derive } from '../../../src/derive/derive.ts';
import { alertsIn, causesOf, isAlertRule } from '../../../src/model/alert.ts';
import { evaluatedEvery } from '../../../src/model/rule-test.ts';
import { estateOf, SUBJECTS } from '../../conformance/slo/mutation-estates.ts';

describe.each(Object.entries(SUBJECTS))('of %s it is known before anything is made', (_, subject) => {
  const { estate, context } = resolve(estateOf(subject)).value;
  const { groups, tests } = derive(estate, context).value;

  test('what its rules come from, and which of them are alerts', () => {
    expect(groups.some(({ known }) => known)).toBe(true);
    for (const group of groups) {
      expect([...causesOf(group)]).toEqual([...new Set(group.rules.map(({ cause }) => cause))]);
      expect(alertsIn(group)).toEqual(group.rules.filter(isAlertRule));
    }
  });

  test('how often its rules are tested', () => {
    for (const { make, paces } of tests) {
      if (paces) expect(new Set(paces())).toEqual(new Set(make().map(evaluatedEvery)));
    }
  });
});

test('what differs in more than names is tested at paces of its own', () => {
  const { events, days, confidence, latency } = SUBJECTS;
  const all = Object.entries({ events, days, confidence, latency }).map(([name, subject]) => {
    const { it } = subject as { readonly it: { readonly name: string } }; // each subject has one
    return [name, { ...it, name }];
  });
  const { estate, context } = resolve(estateOf(Object.fromEntries(all))).value;
  const { tests } = derive(estate, context).value;
  expect(tests.filter(({ paces }) => paces).length).toBeGreaterThan(1);
  for (const { make, paces } of tests) if (paces) expect(new Set(paces())).toEqual(new Set(make().map(evaluatedEvery)));
});
