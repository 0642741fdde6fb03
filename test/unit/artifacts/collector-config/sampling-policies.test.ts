import { expect, test } from 'vitest';
import { collectorSampling } from '../../../../src/artifacts/collector-config/sampling-policies.ts';
import { adaptive, confidence, rateLimited } from '../../../../src/authored/process-sampling.ts';
import { head, importance, type Sampling } from '../../../../src/authored/sampling.ts';
import { resolveSampling } from '../../../../src/define/resolve-sampling.ts';

const policiesOf = (sampling: Sampling) =>
  collectorSampling(resolveSampling(sampling, { report: () => {}, attributes: undefined }))?.policies;
const has = (rule: string, key: string, value: string) => ({
  name: `${rule}-${key}`,
  type: 'string_attribute',
  string_attribute: { key, values: [value] },
});
const not = (policy: { name: string }) => ({ name: `not-${policy.name}`, type: 'not', not: { not_sub_policy: policy } });
const share = (percent: number) => ({ name: 'share', type: 'probabilistic', probabilistic: { sampling_percentage: percent } });

test('the first rule that fits decides, with a policy for each way in which those before it do not fit', () => {
  const rules = [
    { name: 'gold', where: { tier: 'gold', route: '/pay' }, keep: '50%' },
    { name: 'health', where: { route: '/readyz' }, keep: '0%' },
  ] as const;
  const and = (name: string, ...policies: object[]) => ({ name, type: 'and', and: { and_sub_policy: policies } });
  const [route, tier, readyz] = [has('gold', 'route', '/pay'), has('gold', 'tier', 'gold'), has('health', 'route', '/readyz')];
  expect(policiesOf(importance({ rules, otherwise: '2%', decideAfter: '10s' }))).toEqual([
    and('gold', route, tier, share(50)),
    and('rest', not(route), not(readyz), share(2)),
    and('rest-2', not(tier), not(readyz), share(2)),
  ]);
});

test('errors and slow traces are kept whatever the rules say', () => {
  const rules = [{ name: 'gold', where: { tier: 'gold' }, keep: '50%' }] as const;
  const sampling = importance({ keepErrors: true, keepSlowerThan: '2s', rules, otherwise: '0%', decideAfter: '10s' });
  expect(policiesOf(sampling)).toEqual([
    { name: 'errors', type: 'status_code', status_code: { status_codes: ['ERROR'] } },
    { name: 'slow', type: 'latency', latency: { threshold_ms: 2_000 } },
    { name: 'gold', type: 'and', and: { and_sub_policy: [has('gold', 'tier', 'gold'), share(50)] } },
  ]);
});

test('a value that looks like a variable is none', () => {
  const rules = [{ name: 'price', where: { price: '${HOME}' }, keep: '50%' }] as const;
  expect(JSON.stringify(policiesOf(importance({ rules, otherwise: '2%', decideAfter: '10s' })))).toContain('$${HOME}');
});

test('a limit is one of spans; what the process decides is no policy', () => {
  expect(policiesOf(rateLimited({ perSecond: 10, spansPerTrace: 5 }))).toEqual([
    { name: 'limit', type: 'rate_limiting', rate_limiting: { spans_per_second: 50 } },
  ]);
  const inProcess = [
    rateLimited({ perSecond: 10 }),
    adaptive({ most: '50%', least: '1%' }),
    confidence({ halfWidth: '1%' }),
    head({ ratio: '10%' }),
  ];
  expect(inProcess.map(policiesOf)).toEqual([undefined, undefined, undefined, undefined]);
});
