import { events, service, slo, tail, team, tier, traces } from 'signalbox';
import { counter, oneOf } from 'signalbox/metrics';
import { describe, expect, test } from 'vitest';

import { base, resolveAll } from '../../../support/estate.ts';

const requests = counter({ name: 'requests_total', help: 'Requests.', labels: { code: oneOf('2xx', '5xx') } });
const shop = service({ name: 'shop', owner: team({ name: 'web' }), metrics: [requests], scrape: { port: 9000 } });
const circle: Record<string, unknown> = {};
circle['self'] = circle;
/** Values that JSON has no text for. */
const ODD: readonly (readonly [string, unknown])[] = [
  ['a big whole number', 10n],
  ['a circle', circle],
  ['a symbol', Symbol('x')],
  ['an object of nothing', Object.create(null)],
];

function codesOf(definitions: object): string[] {
  return resolveAll({ ...base, shop, ...definitions }).diagnostics.map(({ code }) => code);
}

describe.each(ODD)('%s', (_, odd) => {
  const about = { service: shop, name: 'ok', objective: '99%', window: '30d' } as const;
  const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });

  test.each([
    ['a share of a tier', 'slo/share', { alerts: [tier({ severity: 'critical', spend: odd as never, within: '1h' })] }],
    ['a tier', 'slo/tiers', { alerts: [odd as never] }],
    ['the fewest failures', 'slo/low-traffic', { lowTraffic: { minFailures: odd as never } }],
    ['a confidence', 'slo/low-traffic', { lowTraffic: { confidence: odd as never } }],
  ] as const)('as %s is told', (_what, code, options) => {
    expect(codesOf({ it: slo({ ...about, sli, ...(options as object) }) })).toContain(code);
  });
});

test('traces without sampling are told, not thrown at', () => {
  const sampling = tail({ keepErrors: true, otherwise: '10%', decideAfter: '10s' });
  const whole = { service: shop, propagation: ['tracecontext'], sampling } as const;
  expect(codesOf({ it: traces({ ...whole, sampling: undefined as never }) })).toContain('definition/undefined-reference');
  expect(codesOf({ it: traces({ ...whole, propagation: undefined as never }) })).toContain('definition/undefined-reference');
});
