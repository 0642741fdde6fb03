import { counter, environment, events, prometheus, service, slo, team } from 'signalbox';
import { expect, test } from 'vitest';
import type { Objective } from '../../src/kernel/literals.ts';
import { compileModule } from '../../src/program.ts';

const SEED = Number(process.env['SIGNALBOX_SEED'] ?? 5);
const requests = counter({ name: 'requests_total', help: 'Requests.' });
const failures = counter({ name: 'failures_total', help: 'Failures.' });

/** More digits than a double has, an exponent, or a run of zeros or nines. */
const NOISE = /\d+\.(?=\d{16})\d+|\de-\d|\d\.\d*(?:0{8}|9{8})\d/g;

function filesFor(objective: Objective, days: number): string {
  const api = service({ name: 'api', owner: team({ name: 'people' }), metrics: [requests, failures], scrape: { port: 80 } });
  const available = slo({
    service: api,
    name: 'available',
    objective,
    window: `${days}d` as '30d',
    sli: events({ total: requests, bad: failures }),
  });
  const live = environment({ name: 'live', prometheus: prometheus({ version: '3.15', retention: '400d' }) });
  return compileModule({ api, available, live }, '2026-11-21')
    .artifacts.map(({ text }) => text)
    .join('\n');
}

function* objectives(seed: number): Generator<readonly [Objective, number]> {
  yield ['99.9995%', 30];
  yield ['33.3%' as Objective, 28];
  let state = seed;
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
  for (let index = 0; index < 30; index += 1) yield [`${1 + next(99)}.${next(10_000)}%` as Objective, 7 + next(84)]; // of the form, with fewer digits after the point than it allows
}

test(`no generated number has noise (seed ${SEED})`, () => {
  for (const [objective, days] of objectives(SEED))
    expect(filesFor(objective, days).match(NOISE), `${objective} of ${days} days`).toBeNull();
});

test('objectives print as they are', () => {
  expect(filesFor('99.9995%', 30)).toContain('> 0.000072 and');
  expect(filesFor('33.3%' as Objective, 30)).toContain('vector(0.333)');
});
