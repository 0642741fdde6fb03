import { describe, expect, test } from 'vitest';
import { AlertState } from '../../../../src/check/simulate/alert-state.ts';
import { parseIncident, parseTraffic } from '../../../../src/check/simulate/incident.ts';
import { type SloOptions, tier } from '../../../../src/define/slo.ts';
import { COUNTED_UP_TO_MS, groupIntervalMs, stretchMs } from '../../../../src/derive/slo/timing.ts';
import { estateWith, simulated } from './estate.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test('what an incident is written as', () => {
  expect(parseIncident('10%/30m')).toEqual({ errorRatio: 0.1, durationMs: 30 * MINUTE, times: 1 });
  expect(parseIncident('0.2%/1h30m/0.5x')).toEqual({ errorRatio: 0.002, durationMs: 1.5 * HOUR, times: 0.5 });
  expect(parseIncident('100%')).toEqual({ errorRatio: 1, durationMs: undefined, times: 1 });
  for (const wrong of ['', '10', '0%/1h', '101%/1h', '10%/', '10%/soon', '10%/0s', '10%/1h/3'])
    expect([wrong, parseIncident(wrong)]).toEqual([wrong, undefined]);
});

test('what traffic is written as', () => {
  expect(['30/h', '2/s', '6/m', '86400/d'].map(parseTraffic)).toEqual([30 / 3600, 2, 0.1, 1]);
  for (const wrong of ['', '30', '0/h', '-1/h', '30/y']) expect([wrong, parseTraffic(wrong)]).toEqual([wrong, undefined]);
});

test('an alert waits for `for`, and is kept for `keep_firing_for`', () => {
  const state = new AlertState({ forMs: 2, keepFiringForMs: 3 });
  [true, false, true, true, true, true, false, false, true, false, false, false, false].forEach((holds, at) => {
    state.evaluate(at, holds);
  });
  expect(state.firings).toEqual([{ fromMs: 4, untilMs: 12 }]);
});

describe('the simulation and the closed formulas', () => {
  const slos: readonly Partial<SloOptions>[] = [
    {},
    { objective: '99.99%' },
    { objective: '95%', window: '7d' },
    { objective: '99%', window: '28d' },
    { objective: '99.9%', window: '90d' },
    { alerts: [tier({ severity: 'critical', spend: '2%', within: '1h', for: '5m', keepFiringFor: '10m' })] },
  ];
  const shares = ['100%', '50%', '10%', '5%', '1%', '0.2%'];
  const all = slos.flatMap((options, index) =>
    shares.flatMap((share) =>
      (index === 0 ? ['', '/0.3x', '/4x'] : ['']).map((more) => ({ options, incident: `${share}${more}` })),
    ),
  );

  // the formulas end a window now, the rules when scrapes are stored; windows beyond three days with the last stretch
  test.each(all)('$incident, $options', ({ options, incident }) => {
    const { slo } = estateWith(options);
    const interval = groupIntervalMs(slo);
    const { tiers } = simulated(slo, incident);
    for (const { tier: of, firesMs, resetsMs, formula } of tiers) {
      expect([of.name, firesMs === undefined]).toEqual([of.name, formula.firesMs === undefined]);
      const apart = (ours = 0, exact = 0) => Math.abs(ours - Math.ceil(exact / interval) * interval);
      const stretched = of.longMs > COUNTED_UP_TO_MS ? stretchMs(slo) + interval : 0;
      expect(apart(firesMs, formula.firesMs)).toBeLessThanOrEqual(interval + stretched);
      expect(apart(resetsMs, formula.resetsMs)).toBeLessThanOrEqual(interval + (of.shortMs > COUNTED_UP_TO_MS ? stretched : 0));
    }
  });
});

test('a table by hand: 99.9% over 30 days, slo-mathematics 3.1', () => {
  const { slo } = estateWith();
  const minutes = (text: string) =>
    simulated(slo, text).tiers.map(({ firesMs, resetsMs }) => [(firesMs ?? 0) / MINUTE, (resetsMs ?? 0) / MINUTE]);
  expect(minutes('100%')).toEqual([
    [1.5, 5.5],
    [2.5, 30],
    [4.5, 120],
    [4.5, 360],
  ]);
});

test('an outage that ends the traffic too is seen by no tier', () => {
  const { slo } = estateWith();
  expect(simulated(slo, '100%/6h/0x').tiers.map(({ firesMs }) => firesMs)).toEqual([undefined, undefined, undefined, undefined]);
});

test('few events: the failures it takes come later than the ratio', () => {
  const { slo } = estateWith();
  const [quick] = simulated(slo, '100%/1h', { perSecond: 30 / 3600 }).tiers;
  expect(quick?.firesMs).toBe(10.5 * MINUTE); // the fifth failure at one in two minutes, when it is stored
  const [slower] = simulated(slo, '100%/2h', { perSecond: 4 / 3600 }).tiers;
  expect([slower?.firesMs, slower?.formula.firesMs]).toEqual([undefined, undefined]);
});

test('the budget that is spent: of the events of a period at usual traffic', () => {
  const { slo } = estateWith();
  expect(simulated(slo, '100%/43m12s').spent).toBeCloseTo(1, 6);
  expect(simulated(slo, '50%/43m12s/3x').spent).toBeCloseTo(1.5, 6);
  expect(simulated(slo, '10%/1h', { perSecond: 1 }).badEvents).toBe(360);
});
