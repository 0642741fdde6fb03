import { counter, environment, events, prometheus, service, slo, team, tier } from 'signalbox';
import { describe, expect, test } from 'vitest';
import { implied } from '../../../src/check/implied.ts';
import type { LowTrafficOptions } from '../../../src/define/slo.ts';
import { compileModule } from '../../../src/program.ts';
import { promtool, ruleCases } from '../../support/rule-tests.ts';

const requests = counter({ name: 'requests_total', help: 'Requests.' });
const failures = counter({ name: 'failures_total', help: 'Failures.' });

function built(lowTraffic?: LowTrafficOptions) {
  const api = service({ name: 'api', owner: team({ name: 'people' }), metrics: [requests, failures], scrape: { port: 80 } });
  const sli = events({ total: requests, bad: failures });
  const alerts = [tier({ severity: 'critical', spend: '2%', within: '1h', name: 'page-quick' })];
  const options = lowTraffic && { lowTraffic };
  const available = slo({ ...options, service: api, name: 'available', objective: '99.9%', window: '30d', sli, alerts });
  const live = environment({ name: 'live', prometheus: prometheus({ version: '3.15', retention: '45d' }) });
  return compileModule({ api, available, live }, '2026-11-21');
}

/** The condition of a tier besides its two ratios. */
function guardOf(tier: string, lowTraffic?: LowTrafficOptions): string | undefined {
  const alert = built(lowTraffic).derived.alerts.find(({ labels }) => labels['slo_tier'] === tier);
  return alert?.query.text.split(' and ').at(-1);
}

describe('the guard of a tier', () => {
  const where = '{slo="api/available"}';

  test('is five failures where none is chosen', () => {
    expect(guardOf('page-quick')).toBe(`slo:sli_bad:rate1h${where} * 3600 > 4.5`);
    expect(guardOf('page-quick', { minFailures: 1 })).toBe(`slo:sli_bad:rate1h${where} * 3600 > 0.5`);
  });

  test('is a share of the bad events that the window allows', () => {
    expect(guardOf('page-quick', { budgetShare: '0.5%' })).toBe(
      `slo:sli_bad:rate1h${where} * 3600 >= slo:error_budget:events${where} * 0.005`,
    );
  });

  test('is the lower end of the interval', () => {
    expect(guardOf('page-quick', { confidence: '95%' })).toBe(
      `(slo:sli_bad:rate1h${where} * 3600 + 1.9208 - 1.96 * sqrt(clamp_min(slo:sli_bad:rate1h${where} * 3600 * (1 - slo:sli_error:ratio_rate1h${where}), 0) + 0.9604)) / (slo:sli_total:rate1h${where} * 3600 + 3.8416) > 0.0144`,
    );
  });
});

test('an explanation says what the guard costs', () => {
  const { says } = implied(built(), 'api/slo/available') ?? { says: [] };
  expect(says.find((line) => line.startsWith('  traffic'))).toBe(
    '  traffic    fires from 5 an hour, all bad; 5 failures cost no time from 347 an hour',
  );
  const sure = implied(built({ confidence: '99%' }), 'api/slo/available') ?? { says: [] };
  expect(sure.says[1]).toContain("the lower end of the 99% interval of an alert's long ratio must be above its threshold, too.");
});

describe.skipIf(!promtool)('generated tests, by promtool (skipped where there is none)', () => {
  test.each([
    [{ minFailures: 3 }, 'needs its failures'],
    [{ budgetShare: '1%' }, 'needs its share of the budget'],
    [{ confidence: '95%' }, 'needs to be sure'],
  ] as const)('%j', { timeout: 120_000 }, async (lowTraffic, what) => {
    const whole = await ruleCases(built(lowTraffic).artifacts, (text) => text);
    expect(whole.failed).toEqual([]);
    expect(whole.names).toContain(`api/available: page-quick ${what}`);
    // without the guard the ratios alone would fire
    const bare = await ruleCases(built(lowTraffic).artifacts, (text) =>
      text.replace(` and ${guardOf('page-quick', lowTraffic)}`, ''),
    );
    const told = ['wants each of its conditions', what].map((one) => `api/available: page-quick ${one}`);
    expect(bare.failed.toSorted()).toEqual(told.toSorted());
  });
});
