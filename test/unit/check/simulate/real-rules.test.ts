import { describe, expect, test } from 'vitest';
import { type SloOptions, tier } from '../../../../src/define/slo.ts';
import { COUNTED_UP_TO_MS, groupIntervalMs } from '../../../../src/derive/slo/timing.ts';
import { promtoolAvailable } from '../../../../src/testing/promtool.ts';
import { firedByPromtool } from './by-promtool.ts';
import { estateWith, simulated } from './estate.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const BUSY = 1000;

interface Row {
  readonly slo: Partial<SloOptions>;
  readonly perHour?: number;
  readonly measuredMs?: number;
  readonly incidents: readonly string[];
}

const waiting = [
  tier({ severity: 'critical', spend: '2%', within: '1h', for: '5m', keepFiringFor: '10m' }),
  tier({ severity: 'warning', spend: '10%', within: '1d', for: '1h' }),
  tier({ severity: 'warning', spend: '10%', within: '3d' }),
];
const quick = [
  tier({ severity: 'critical', spend: '2%', within: '10m', short: '1m' }),
  tier({ severity: 'warning', spend: '20%', within: '3h' }),
];

const rows: readonly Row[] = [
  { slo: {}, measuredMs: 10 * MINUTE, incidents: ['10%/30m'] },
  { slo: { objective: '99%', window: '7d', alerts: quick }, incidents: ['20%/10m/0.5x'] },
  { slo: { objective: '99%', window: '7d', alerts: quick }, perHour: 60, incidents: ['100%/20m'] },
];
/** The whole table takes minutes: SIGNALBOX_LONG=1 npx vitest run test/unit/check/simulate */
const longRows: readonly Row[] = [
  { slo: {}, incidents: ['100%/5m', '50%/10m', '10%/30m', '5%/90m', '1%/8h', '0.2%/2h', '2%/20m'] },
  { slo: {}, incidents: ['100%/10m/0.2x', '30%/20m/3x', '100%/1h/0x'] },
  { slo: {}, measuredMs: 10 * MINUTE, incidents: ['100%/5m'] },
  { slo: {}, measuredMs: 7 * HOUR, incidents: ['100%/3m', '3%/2h', '10%/45m/0.5x'] },
  { slo: {}, perHour: 30, incidents: ['100%/20m', '100%/2h', '20%/6h'] },
  { slo: { lowTraffic: { minFailures: 1 } }, perHour: 60, incidents: ['100%/3m', '5%/3h'] },
  { slo: { alerts: waiting }, incidents: ['100%/5m', '100%/20m', '10%/3h', '10%/9m'] },
  { slo: { objective: '99.99%', window: '28d' }, incidents: ['1%/30m', '0.5%/1h'] },
  { slo: { objective: '95%', window: '7d' }, incidents: ['100%/3h', '40%/5h'] },
  { slo: { objective: '99%', window: '7d', alerts: quick }, incidents: ['100%/1h', '50%/30m'] },
  { slo: { objective: '99.9%', window: '90d' }, incidents: ['100%/20m'] },
];
const cases = [...rows, ...(process.env['SIGNALBOX_LONG'] === '1' ? longRows : [])].flatMap((row) =>
  row.incidents.map((incident) => ({ ...row, incident })),
);

interface Pair {
  readonly what: string;
  readonly ours: number | undefined;
  readonly theirs: number | undefined;
}

/** The moments of firing and of its end, in evaluations since the beginning: of the simulation and of promtool. */
async function moments({ slo, perHour = BUSY * 3600, measuredMs = HOUR, incident }: (typeof cases)[number]): Promise<Pair[]> {
  const estate = estateWith(slo);
  const perSecond = perHour / 3600;
  const one = simulated(estate.slo, incident, { perSecond, measuredMs });
  const fired = await firedByPromtool({ estate, perSecond, simulated: one });
  const interval = groupIntervalMs(estate.slo);
  const evaluation = (milliseconds: number | undefined) => milliseconds && milliseconds / interval;
  // promtool evaluates every group at each step, so that stretches overlap: what reads them is another thing there
  const seen = one.tiers.filter(({ tier: { longMs } }) => longMs <= COUNTED_UP_TO_MS);
  return seen.flatMap(({ tier: { name }, firings }) => {
    const real = fired.find((found) => found.tier === name);
    const last = firings.at(-1);
    return [
      { what: `${name} fires`, ours: evaluation(firings[0]?.fromMs), theirs: evaluation(real?.firstMs) },
      { what: `${name} last fires`, ours: evaluation(last && last.untilMs - interval), theirs: evaluation(real?.lastMs) },
    ];
  });
}

describe.runIf(await promtoolAvailable())('the simulation and the rules in promtool', () => {
  test.each(cases)('$incident at $perHour an hour, $slo', { timeout: 180_000 }, async (one) => {
    const pairs = await moments(one);
    expect(pairs.length).toBeGreaterThan(0);
    for (const { what, ours, theirs } of pairs) {
      expect([what, ours === undefined]).toEqual([what, theirs === undefined]);
      expect(Math.abs((ours ?? 0) - (theirs ?? 0)), what).toBeLessThanOrEqual(1);
    }
  });
});
