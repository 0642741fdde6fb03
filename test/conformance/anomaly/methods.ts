import { composite } from '../../../src/alerts/anomaly/composite.ts';
import { iqr } from '../../../src/alerts/anomaly/iqr.ts';
import { levelShift } from '../../../src/alerts/anomaly/level-shift.ts';
import { rateOfChange } from '../../../src/alerts/anomaly/rate-of-change.ts';
import { seasonal } from '../../../src/alerts/anomaly/seasonal.ts';
import { zScore } from '../../../src/alerts/anomaly/z-score.ts';
import { anomaly } from '../../../src/alerts/anomaly.ts';
import { text } from '../../../src/authored/label.ts';
import { gauge } from '../../../src/authored/metric.ts';
import { base, scraped } from '../../support/estate.ts';

/** What is measured, as an author writes it; the name of the alert is that of the row. */
export const METHODS = {
  ZScoreHour: { says: "zScore({ window: '1h' })", method: zScore({ window: '1h' }) },
  ZScoreDay: { says: "zScore({ window: '1d' })", method: zScore() },
  IqrDay: { says: "iqr({ window: '1d' })", method: iqr() },
  LevelShift: { says: 'levelShift()', method: levelShift() },
  RateOfChange: { says: "rateOfChange({ over: '1h', by: '30%' })", method: rateOfChange({ over: '1h', by: '30%' }) },
  SeasonalDay: { says: "seasonal({ period: '1d' })", method: seasonal({ period: '1d' }) },
  Composite: {
    says: "composite({ methods: [zScore(), iqr(), seasonal({ period: '1d' })], agree: 2 })",
    method: composite({ methods: [zScore(), iqr(), seasonal({ period: '1d' })], agree: 2 }),
  },
} as const;

export const FOR_MINUTES = 4;

const value = gauge({
  name: 'value',
  help: 'A synthetic series.',
  labels: { pattern: text({ series: 5 }), seed: text({ series: 10 }) },
});
const synthetic = scraped({ value }, 'synthetic');
const alerts = Object.entries(METHODS).map(([name, { method }]) => [
  name,
  anomaly({
    ...{ service: synthetic, name, severity: 'info', summary: 'It is odd.', runbook: { impact: 'x' } },
    of: value,
    method,
    for: `${FOR_MINUTES}m`,
  }),
]);

/** An estate with one alert of each method, over the same series. */
export const definitions: object = { ...base, synthetic, ...Object.fromEntries(alerts) };
