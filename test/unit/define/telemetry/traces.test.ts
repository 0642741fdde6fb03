import { expect, test } from 'vitest';
import { number, text } from '../../../../src/authored/label.ts';
import type { Service } from '../../../../src/authored/references.ts';
import { head, type Sampling, type TailOptions, tail } from '../../../../src/authored/sampling.ts';
import { resolveTraces } from '../../../../src/define/resolve-traces.ts';
import { traces } from '../../../../src/define/telemetry.ts';
import { master, TAIL } from '../../../golden/telemetry/estate.ts';

const service: Service = { kind: 'service', name: 'phoenix-master' };
const WHOLE: TailOptions = { keepErrors: true, keepSlowerThan: '1s', otherwise: '10%', decideAfter: '10s' };
const codes = (sampling: Sampling): string[] =>
  resolveTraces(traces({ service, propagation: ['tracecontext'], sampling }), master).diagnostics.map(({ code }) => code);

test('resolves every field', () => {
  const attributes = { 'task.retries': number(), 'plan.id': text() };
  const authored = traces({ service, propagation: ['tracecontext', 'baggage'], attributes, sampling: tail(WHOLE) });
  expect(resolveTraces(authored, master)).toEqual({
    value: {
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
] as const)('%j is %s', (sampling, code) => {
  expect(codes(sampling)).toEqual([code]);
});

test('context has to travel', () => {
  const { diagnostics } = resolveTraces(traces({ service, propagation: [], sampling: head({ ratio: '1%' }) }), master);
  expect(diagnostics.map(({ code }) => code)).toEqual(['traces/no-propagation']);
});
