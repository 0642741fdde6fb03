import { expect, test } from 'vitest';
import { number, text } from '../../../../src/authored/label.ts';
import { adaptive, confidence, rateLimited } from '../../../../src/authored/process-sampling.ts';
import type { Service } from '../../../../src/authored/references.ts';
import { head, importance, type Sampling, type TailOptions, tail } from '../../../../src/authored/sampling.ts';
import { resolveTraces } from '../../../../src/define/resolve-traces.ts';
import { traces } from '../../../../src/define/telemetry.ts';
import { master, TAIL } from '../../../golden/telemetry/estate.ts';

const service: Service = { kind: 'service', name: 'phoenix-master' };
const WHOLE: TailOptions = { keepErrors: true, keepSlowerThan: '1s', otherwise: '10%', decideAfter: '10s' };
const GOLD = { name: 'gold', where: { tier: 'gold' }, keep: '50%' } as const;
const codes = (sampling: Sampling): string[] =>
  resolveTraces(traces({ service, propagation: ['tracecontext'], sampling }), master).diagnostics.map(({ code }) => code);

test('resolves every field', () => {
  const attributes = { 'task.retries': number(), 'plan.id': text() };
  const authored = traces({ service, propagation: ['tracecontext', 'baggage'], attributes, sampling: tail(WHOLE) });
  expect(resolveTraces(authored, master)).toEqual({
    value: {
      attributeSizes: {},
      attributeValues: {},
      address: 'phoenix-master/traces/tracing',
      name: 'tracing',
      origin: authored,
      service: master,
      propagation: ['tracecontext', 'baggage'],
      attributes: { 'plan.id': 'label', 'task.retries': 'number' },
      sampling: TAIL,
    },
    diagnostics: [],
  });
});

test('a share is exact', () => {
  const authored = traces({ service, propagation: ['b3'], sampling: head({ ratio: '0.1%' }) });
  expect(resolveTraces(authored, master).value.sampling).toEqual({ type: 'head', ratio: { n: 1n, d: 1000n } });
});

test.each([
  [tail({ ...WHOLE, decideAfter: '500ms' }), 'traces/decides-too-early'],
  [tail({ ...WHOLE, keepSlowerThan: '-1s' }), 'traces/duration'],
  [tail({ ...WHOLE, otherwise: '200%' as '100%' }), 'traces/share'],
  [tail({ keepErrors: false, otherwise: '0%', decideAfter: '10s' }), 'traces/keeps-nothing'],
  [head({ ratio: '0%' }), 'traces/keeps-nothing'],
  [importance({ rules: [], otherwise: '1%', decideAfter: '10s' }), 'traces/sampling-option'],
  [importance({ rules: [GOLD, GOLD], otherwise: '1%', decideAfter: '10s' }), 'traces/sampling-option'],
  [importance({ rules: [{ ...GOLD, where: {} }], otherwise: '1%', decideAfter: '10s' }), 'traces/sampling-option'],
  [importance({ rules: [{ ...GOLD, keep: '150%' as '15%' }], otherwise: '1%', decideAfter: '10s' }), 'traces/share'],
  [importance({ rules: [GOLD], otherwise: '1%', decideAfter: '10ms' }), 'traces/decides-too-early'],
  [importance({ rules: [{ ...GOLD, name: 'errors' }], otherwise: '1%', decideAfter: '10s' }), 'traces/sampling-option'],
  [importance({ keepSlowerThan: 'soon' as '1s', rules: [GOLD], otherwise: '1%', decideAfter: '10s' }), 'traces/duration'],
  [rateLimited({ perSecond: 0, spansPerTrace: 10 }), 'traces/sampling-option'],
  [rateLimited({ perSecond: 10, spansPerTrace: -1 }), 'traces/sampling-option'],
] as const)('%j is %s', (sampling, code) => {
  expect(codes(sampling)).toEqual([code]);
});

test('context has to travel', () => {
  const { diagnostics } = resolveTraces(traces({ service, propagation: [], sampling: head({ ratio: '1%' }) }), master);
  expect(diagnostics.map(({ code }) => code)).toEqual(['traces/no-propagation']);
});

test.each([rateLimited({ perSecond: 10 }), adaptive({ most: '50%', least: '1%' }), confidence({ halfWidth: '1%' })])(
  'nothing is said of %j, which the process decides as it should',
  (sampling) => expect(codes(sampling)).toEqual([]),
);

test('what can be wrong of a sampling of the process', () => {
  const more = codes;
  expect(more(adaptive({ most: '1%', least: '50%' }))).toEqual(['traces/sampling-option']);
  expect(more(adaptive({ most: '0%', least: '0%' }))).toEqual(['traces/keeps-nothing']);
  expect(more(confidence({ halfWidth: '0%' }))).toEqual(['traces/sampling-option']);
  expect(more(confidence({ halfWidth: '1%', level: '80%' as '90%' }))).toEqual(['traces/sampling-option']);
  expect(more(confidence({ halfWidth: '1%', window: '0s' }))).toEqual(['traces/duration']);
});

test('a rule asks for attributes that the traces declare, where they declare any', () => {
  const sampling = importance({ rules: [{ ...GOLD, where: { teir: 'gold' } }], otherwise: '1%', decideAfter: '10s' });
  const authored = traces({ service, propagation: ['tracecontext'], attributes: { tier: text() }, sampling });
  const { diagnostics } = resolveTraces(authored, master);
  expect(diagnostics).toMatchObject([
    {
      code: 'traces/sampling-option',
      message: 'rule "gold" asks for the attribute "teir", which the traces do not declare.',
      fix: expect.stringContaining('tier') as string,
    },
  ]);
});

test('rules that the collector can tell apart only by very many policies', () => {
  const where = { a: '1', b: '1', c: '1', d: '1', e: '1' };
  const rules = ['x', 'y', 'z'].map((name) => ({ name, where, keep: '50%' as const }));
  expect(codes(importance({ rules, otherwise: '1%', decideAfter: '10s' }))).toEqual(['traces/sampling-option']);
});

test('a limit is one of spans in the collector', () => {
  const authored = traces({ service, propagation: ['b3'], sampling: rateLimited({ perSecond: 2.5, spansPerTrace: 5 }) });
  expect(resolveTraces(authored, master)).toMatchObject({
    value: { sampling: { type: 'rate-limited', perSecond: 2.5, spansPerSecond: 13, decideAfterMs: 10_000 } },
    diagnostics: [],
  });
});
