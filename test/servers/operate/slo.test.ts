import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serverSuite } from '../support.ts';
import { type Filled, type FilledPrometheus, startFilledPrometheus } from './filled-prometheus.ts';
import { type Project, projectWith, shopDefinitions } from './project.ts';

const TO = Date.UTC(2026, 9, 20, 12) / 1000;
const STRETCH = 60;
const WEEK = 7 * 86_400;
const TO_TEXT = '2026-10-20 12:00';

await serverSuite('prometheus', 'signalbox slo', () => {
  let server: FilledPrometheus;
  let project: Project;
  /** Ten events a stretch; two hours in which one of them is bad, and one in which five are. */
  const bad = Array.from({ length: WEEK / STRETCH }, (_, index) => badAt(TO - WEEK + (index + 1) * STRETCH));
  beforeAll(async () => {
    server = await startFilledPrometheus(recorded('shop/buy', 0.01));
    project = await projectWith(shopDefinitions({ prometheus: server.url }));
  }, 120_000);
  afterAll(async () => {
    await project?.remove();
    await server?.stop();
  });

  const slo = (...args: string[]) => project.signalbox('slo', '--target', 'live', '--to', TO_TEXT, ...args);
  const recorded = (name: string, budget: number): Filled[] => {
    const over = { from: TO - WEEK + STRETCH, stepSeconds: STRETCH };
    const of = (metric: string, values: readonly number[]) => ({ ...over, series: `${metric}{slo="${name}"}`, values });
    return [
      of('slo:sli_total:increase1m', bad.map(() => 10)),
      of('slo:sli_bad:increase1m', bad),
      of('slo:error_budget:increase1m', bad.map(() => 10 * budget)),
    ];
  };

  test('prints', async () => {
    const { code, out, err } = await slo();
    expect([code, out, err]).toEqual([0, '', '']);
  });
});

function badAt(at: number): number {
  const hoursAgo = (TO - at) / 3600;
  if (hoursAgo >= 5 && hoursAgo < 6) return 5;
  return hoursAgo >= 30 && hoursAgo < 32 ? 1 : 0;
}
