import { expect, test } from 'vitest';
import { counter, histogram } from '../../../src/authored/metric.ts';
import { environment, prometheus } from '../../../src/define/environment.ts';
import { type SloOptions, slo, tier } from '../../../src/define/slo.ts';
import { events } from '../../../src/sli/events.ts';
import { latency } from '../../../src/sli/latency.ts';
import { base, resolveAll, scraped } from '../../support/estate.ts';

const requests = counter({ name: 'http_requests_total', help: 'Requests.' });
const errors = counter({ name: 'http_errors_total', help: 'Failures.' });
const duration = histogram({ name: 'http_request_duration_seconds', help: 'Time.', unit: 'seconds', buckets: [0.25, 1] });
const checkout = scraped({ requests, errors, duration });
const sli = events({ total: requests, bad: errors });

/** What JavaScript can write too. */
const of = (name: string, wrong: object) =>
  slo({ service: checkout, name, objective: '99.9%', window: '30d', sli, ...wrong } as unknown as SloOptions); // each is wrong in its type as well

const database = of('database', { objective: '99%' });
const fast = tier({ severity: 'critical', spend: '2%', within: '1h' });
const floor = tier({ severity: 'warning', spend: '10%', within: '3d' });

/** Name of the SLO → what is said of it. */
const WRONG: Readonly<Record<string, readonly [code: string, said: string, wrong: object]>> = {
  nothing: ['slo/objective-out-of-range', '0%', { objective: '0%' }],
  everything: ['slo/objective-out-of-range', '100%', { objective: '100%' }],
  more: ['slo/objective-out-of-range', '101%', { objective: '101%' }],
  comma: ['slo/objective-out-of-range', '99,9 %', { objective: '99,9 %' }],
  minute: ['slo/window', '1m', { window: '1m' }],
  between: ['slo/threshold-is-no-bucket', '500ms', { sli: latency({ of: duration, under: '500ms' as never }) }],
  dependent: ['slo/above-dependencies', '99%', { dependsOn: [database] }],
  impossible: ['slo/tier-cannot-fire', '144%', { objective: '90%', alerts: [fast, floor] }],
  long: ['slo/window-exceeds-retention', '180d', { window: '180d' }],
  grouped: ['slo/unknown-group-label', 'route', { sli: events({ total: requests, bad: errors, groupBy: ['route'] as never }) }],
};

test('every mistake in objectives is told in one run, where it is and what it is', () => {
  const production = environment({ name: 'production', prometheus: prometheus({ version: '3.15', retention: '40d' }) });
  const twins = [of('twin', {}), of('twin', { objective: '99%' })];
  const wrong = Object.entries(WRONG).map(([name, [, , change]]) => of(name, change));
  const { diagnostics } = resolveAll({ ...base, production, checkout, database, twins, wrong });
  const found = (address: string) => diagnostics.filter(({ at }) => at === `checkout/slo/${address}`);
  for (const [name, [code, said]] of Object.entries(WRONG)) {
    const own = found(name).find((one) => one.code === code);
    expect(`${name}: ${own?.message} ${own?.fix}`).toContain(said);
  }
  expect(found('twin').map(({ code }) => code)).toContain('definition/duplicate');
});
