import { expect, test } from 'vitest';
import { adaptive, confidence, rateLimited } from '../../../../src/authored/process-sampling.ts';
import { head, importance, tail } from '../../../../src/authored/sampling.ts';
import { traces } from '../../../../src/define/telemetry.ts';
import { base, resolveAll, scraped } from '../../../support/estate.ts';

const checkout = scraped({});
const ODD: readonly unknown[] = [null, Number.NaN, 5n, Symbol('x'), () => 1, '', 'x', {}, [], [undefined], [{}], new Date(0), -7];

/** What a JavaScript author is told of one sampling. */
function told(sampling: unknown): string[] {
  const made = traces({ service: checkout, propagation: ['tracecontext'], sampling: sampling as never });
  const { diagnostics } = resolveAll({ ...base, checkout, made });
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`);
}

const KINDS = {
  tail: [tail, { keepErrors: true, otherwise: '10%', decideAfter: '10s' }, { keepSlowerThan: '2s' }],
  head: [head, { ratio: '10%' }, {}],
  importance: [
    importance,
    { rules: [{ name: 'a', where: { b: 'c' }, keep: '1%' }], otherwise: '1%', decideAfter: '10s' },
    { keepErrors: true, keepSlowerThan: '2s' },
  ],
  'rate-limited': [rateLimited, { perSecond: 5 }, { spansPerTrace: 10, decideAfter: '10s' }],
  adaptive: [adaptive, { most: '50%', least: '1%' }, {}],
  confidence: [confidence, { halfWidth: '1%' }, { level: '95%', window: '1m' }],
} as const;

test.each(Object.entries(KINDS))('%s says what is missing, and what cannot stand there', (_name, [make, needed, rest]) => {
  const called = make as (options: unknown) => object;
  expect(told(called({ ...needed, ...rest }))).toEqual([]);
  for (const options of [undefined, null, 7, 'x']) expect(told(called(options))).not.toEqual([]);
  const missing = told(called({})).join('\n');
  for (const field of Object.keys(needed)) expect(missing).toContain(`\`sampling.${field}\``);
  for (const field of Object.keys({ ...needed, ...rest }))
    for (const odd of ODD) expect([field, odd, told(called({ ...needed, ...rest, [field]: odd })).length]).not.toContain(0);
});

test('a rule and its attributes are looked into', () => {
  const of = (rule: unknown) => told(importance({ rules: [rule as never], otherwise: '1%', decideAfter: '10s' }));
  for (const odd of [
    7,
    null,
    'x',
    { name: 'a' },
    { name: 'a', keep: '1%', where: 'x' },
    { name: 'a', keep: 1, where: { b: 'c' } },
  ])
    expect(of(odd)).not.toEqual([]);
  expect(of({ name: 'a', keep: '1%', where: { b: [7] } })).not.toEqual([]);
});

test('what is no sampling is told', () => {
  for (const odd of ['head', 7, {}, [], { kind: 'sampling' }, { kind: 'sampling', type: 'sometimes' }, { type: 'head' }])
    expect(told(odd).join()).toMatch(/definition\/wrong-value `sampling` is/);
});
