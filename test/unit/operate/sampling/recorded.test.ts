import { sampler } from 'signalbox/runtime';
import { describe, expect, test } from 'vitest';
import { readRecorded, recordedError, recordedOf, recordedQuery } from '../../../../src/operate/sampling/recorded.ts';
import type { Steps } from '../../../../src/operate/servers/prometheus.ts';
import type { TempoReader } from '../../../../src/operate/servers/tempo.ts';

const when = { seconds: 3600, until: new Date(0) };

describe('what spans have recorded', () => {
  test('comes to how many there were, with the error of it', () => {
    const recorded = recordedOf(
      new Map([
        ['0.1', 100],
        ['1', 30],
        ['nil', 7],
        ['0.5', 10],
      ]),
      when,
    );
    expect(recorded).toMatchObject({ kept: 147, withoutRate: 7, corrected: 1000 + 30 + 7 + 20 });
    expect(recorded?.rate).toBeCloseTo(147 / 1057, 12);
    expect(recorded?.standardError).toBeCloseTo(Math.sqrt(100 * 0.9 * 100 + 10 * 0.5 * 4) / 1057, 12);
    expect(recordedOf(new Map(), when)).toBeUndefined();
  });

  test('a rate that is none stands for itself', () => {
    for (const rate of ['', 'nil', '0', '-1', '2', 'NaN'])
      expect(recordedOf(new Map([[rate, 5]]), when)).toMatchObject({ kept: 5, withoutRate: 5, corrected: 5, standardError: 0 });
  });

  test('corrects what samplers of the runtime keep, as often as it says: 400 hours of 2,000 traces, of two rates', () => {
    const ratio = sampler({ kind: 'error-biased', keepErrors: true, otherwise: 0.1 });
    let [within, id] = [0, 1];
    for (let hour = 0; hour < 400; hour += 1) {
      const counts = new Map<string, number>();
      for (let index = 0; index < 2000; index += 1) {
        id = (id * 48_271) % 2_147_483_647;
        const traceId = `${id.toString(16).padStart(16, '0')}${((id * 69_621) % 2_147_483_647).toString(16).padStart(16, '0')}`;
        const { keep, rate } = ratio.decide({ traceId, name: 'x', isError: index % 20 === 0, durationMs: 1 });
        if (keep) counts.set(String(rate), (counts.get(String(rate)) ?? 0) + 1);
      }
      const recorded = recordedOf(counts, when);
      expect([...counts.keys()].sort()).toEqual(['0.1', '1']);
      const allowed = recorded ? recordedError(recorded, 3600, 0.9) : 0;
      if (Math.abs((recorded?.corrected ?? 0) / 2000 - 1) <= allowed) within += 1;
    }
    // four standard deviations of that share
    expect(Math.abs(within / 400 - 0.9)).toBeLessThan(4 * Math.sqrt((0.9 * 0.1) / 400));
  });

  test('is asked for in pieces of three hours, of the newest day, which add up', async () => {
    const asked: Steps[] = [];
    const tempo = {
      range: async (_: string, steps: Steps) => {
        asked.push(steps);
        return [
          { labels: { 'span.sampling.rate': '0.25' }, points: [[1, 2] as const, [2, 3] as const] },
          { labels: { 'span.sampling.rate': 'nil' }, points: [[1, 1] as const, [2, Number.NaN] as const] },
        ];
      },
    } as unknown as TempoReader; // nothing else is asked
    const at = new Date('2026-11-21T12:02:00Z');
    const recorded = await readRecorded(tempo, 'shop', { at, seconds: 7 * 86_400 });
    expect(recorded).toMatchObject({
      kept: 8 * 6,
      withoutRate: 8,
      corrected: 8 * 21,
      seconds: 86_400,
      until: new Date('2026-11-21T12:00:00Z'),
    });
    expect(asked.every(({ from, to }) => to.getTime() - from.getTime() === 3 * 3_600_000)).toBe(true);
    expect(asked[0]?.from).toEqual(new Date('2026-11-20T12:00:00Z'));
    expect(asked.slice(1).every(({ from }, index) => from.getTime() === asked[index]?.to.getTime())).toBe(true);
  });

  test('of a service with any name', () => {
    expect(recordedQuery('a"b\\')).toContain(String.raw`resource.service.name = "a\"b\\"`);
    expect(recordedQuery('shop')).toBe(
      '{ resource.service.name = "shop" && (kind = server || kind = consumer || nestedSetParent < 0) } | count_over_time() by (span.sampling.rate)',
    );
  });
});
