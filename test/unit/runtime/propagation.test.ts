import { currentContext, formatBaggage, inject, parseBaggage, withContext, withExtracted } from 'signalbox/runtime';
import { expect, test } from 'vitest';
import { parseTraceparent } from '../../../src/runtime/traceparent.ts';

const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const NO_API = { propagation: { inject: () => {} }, context: { active: () => undefined } } as never;

test('baggage that no header can hold as it is becomes what one can', () => {
  const header = formatBaggage({ a: '\ud800', b: 5 as never });
  expect(parseBaggage(header)).toEqual({ a: '\ufffd', b: '5' });
});

const NO_IDS = { 'of two lines': 'a\r\nx-admin: 1', empty: '', long: 'x'.repeat(129), number: 10n as never };
test.each(Object.entries(NO_IDS).map(([what, id]) => [what, () => id]))(
  'an id that is no header value stays here: %s',
  (_, id) => {
    const correlationId = id();
    const headers = withContext({ correlationId, messageId: correlationId }, () => inject({}, NO_API));
    expect(headers).toEqual({});
  },
);

function handedOn(headers: Record<string, string>) {
  return withExtracted(headers, () => inject({}, NO_API), undefined);
}

test('of a trace that came in, what is handed on is as long as a header may be', () => {
  const members = Array.from({ length: 100_000 }, (_, index) => `k${index}=v`);
  const { tracestate = '', traceparent } = handedOn({ traceparent: `${TRACEPARENT}\n`, tracestate: members.join(',') });
  expect(traceparent).toBe(TRACEPARENT);
  expect(tracestate.length).toBeGreaterThan(480);
  expect(tracestate.length).toBeLessThanOrEqual(512);
  expect(members.slice(0, tracestate.split(',').length)).toEqual(tracestate.split(','));
  expect(handedOn({ traceparent: TRACEPARENT, tracestate: 'x'.repeat(1_000_000) })).toEqual({ traceparent: TRACEPARENT });
  expect(handedOn({ traceparent: TRACEPARENT, tracestate: 'a=b\r\nx-admin: 1' })).toEqual({ traceparent: TRACEPARENT });
});

test('a traceparent of a later version may be longer, but not by a megabyte, and holds nothing else', () => {
  const later = TRACEPARENT.replace(/^00/, '01');
  expect(parseTraceparent(`${later}-more`)?.sampled).toBe(true);
  expect(parseTraceparent(`${later}-${'x'.repeat(1_000_000)}`)).toBeUndefined();
  expect(parseTraceparent(`${later}-\0`)).toBeUndefined();
  expect(withExtracted({ traceparent: `${later}-\0` }, () => currentContext().traceparent, undefined)).toBeUndefined();
});
