import { adaptive, traces } from 'signalbox';
import { expect, test } from 'vitest';
import type { PrometheusReader } from '../../../../src/operate/servers/prometheus.ts';
import { readSampling } from '../../../../src/program.ts';
import { base, resolveAll, scraped } from '../../../support/estate.ts';
import { requests } from '../../../support/shop.ts';

test('a service that is minutes old is judged by those minutes', async () => {
  const at = new Date('2026-11-21T12:00:00Z');
  const checkout = scraped({ requests });
  const tracing = traces({ service: checkout, propagation: ['tracecontext'], sampling: adaptive({ most: '50%', least: '1%' }) });
  const { derived } = resolveAll({ ...base, checkout, tracing });
  const answer = (query: string) =>
    query.includes('timestamp(') ? at.getTime() / 1000 - 300 : query.includes('5xx') ? 30 : 2700;
  const prometheus = {
    instant: async (query: string) => [{ labels: {}, value: answer(query) }],
  } as unknown as PrometheusReader; // nothing else is asked
  const [row] = await readSampling(prometheus, {
    tracings: derived.estate.tracings,
    slos: [],
    at,
    seconds: 86_400,
    perSeconds: 3600,
    error: 0.05,
    confidence: 0.95,
  });
  expect(row?.measuredSeconds).toBeCloseTo(300, -1);
  expect(row?.events).toBeCloseTo((2700 * 3600) / (row?.measuredSeconds ?? 0), 6);
  expect(row?.rate).toBe(0.01);
});
