import { confidence } from 'signalbox';
import { samplerOf } from 'signalbox/runtime';
import { describe, expect, test } from 'vitest';
import { parseDecimal } from '../../../../src/kernel/decimal.ts';
import type { Tracing } from '../../../../src/model/telemetry.ts';
import { countError, rateFor } from '../../../../src/operate/sampling/error.ts';
import { judgeSampling } from '../../../../src/operate/sampling/judge.ts';
import { presentRate } from '../../../../src/operate/sampling/present-rate.ts';

/** Numbers that are the same in every run. https://en.wikipedia.org/wiki/Lehmer_random_number_generator */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

describe('the error of a sampled count', () => {
  test('is that of the binomial', () => {
    expect(countError(10_000, 0.1, 0.95)).toBeCloseTo(1.959963984540054 * Math.sqrt(0.9 / 1000), 12);
    expect(countError(10_000, 1, 0.95)).toBe(0);
    expect(countError(0, 0.1, 0.95)).toBe(Number.POSITIVE_INFINITY);
    expect(countError(100, 0, 0.95)).toBe(Number.POSITIVE_INFINITY);
  });

  test('the best rate has exactly the error that is allowed', () => {
    for (const events of [50, 1000, 1e7]) expect(countError(events, rateFor(events, 0.05, 0.99), 0.99)).toBeCloseTo(0.05, 12);
    expect(rateFor(0, 0.05, 0.95)).toBe(1);
  });

  test('holds as often as it says: 4,000 samples of 2,000 events', () => {
    const next = random(7);
    const [events, rate, confidence] = [2000, 0.2, 0.9];
    const allowed = countError(events, rate, confidence);
    const runs = 4000;
    let within = 0;
    for (let run = 0; run < runs; run += 1) {
      let kept = 0;
      for (let event = 0; event < events; event += 1) if (next() < rate) kept += 1;
      if (Math.abs(kept / rate / events - 1) <= allowed) within += 1;
    }
    // four standard deviations of that share
    expect(Math.abs(within / runs - confidence)).toBeLessThan(4 * Math.sqrt((confidence * (1 - confidence)) / runs) + 0.005);
  });
});

describe('a present rate', () => {
  const rational = (share: number) => ({ n: BigInt(Math.round(share * 1000)), d: 1000n });
  const tracing = (sampling: object) => ({ service: { name: 'shop' }, sampling }) as unknown as Tracing;
  const aim = { error: 0.05, confidence: 0.95 };

  test('is judged against what is needed', () => {
    const head = tracing({ type: 'head', ratio: rational(0.1) });
    expect(judgeSampling(head, { events: 1e6, failed: 100, seconds: 3600 }, aim)).toMatchObject({
      rate: 0.1,
      kept: 1e5,
      verdict: 'too little',
      bestRate: rateFor(100, 0.05, 0.95),
    });
    expect(judgeSampling(head, { events: 1e6, failed: 1e5, seconds: 3600 }, aim)).toMatchObject({ verdict: 'too much' });
  });

  test('a tail sampler that keeps failures counts them exactly', () => {
    const tail = tracing({
      type: 'tail',
      keepErrors: true,
      otherwise: rational(0.1),
      keepSlowerThanMs: undefined,
      decideAfterMs: 0,
    });
    const judged = judgeSampling(tail, { events: 11_000, failed: 1000, seconds: 3600 }, aim);
    expect(judged).toMatchObject({ failedRate: 1, failedError: 0, kept: 2000, bestRate: rateFor(10_000, 0.05, 0.95) });
    expect(judged.countError).toBeCloseTo((countError(10_000, 0.1, 0.95) * 10_000) / 11_000, 12);
  });
});

describe('the present rate of each kind of sampling', () => {
  const share = (text: string) => parseDecimal(text) ?? { n: 0n, d: 1n };
  const traffic = { events: 360_000, seconds: 3600 }; // 100 a second
  test.each([
    [{ type: 'head', ratio: share('10%') }, 0.1],
    [{ type: 'tail', keepErrors: true, keepSlowerThanMs: undefined, otherwise: share('5%'), decideAfterMs: 1 }, 0.05],
    [
      { type: 'importance', keepErrors: true, keepSlowerThanMs: undefined, rules: [], otherwise: share('2%'), decideAfterMs: 1 },
      0.02,
    ],
    [{ type: 'adaptive', most: share('50%'), least: share('1%') }, 0.01],
    [{ type: 'rate-limited', perSecond: 20, spansPerSecond: undefined, decideAfterMs: 1 }, 0.2],
    [{ type: 'rate-limited', perSecond: 200, spansPerSecond: undefined, decideAfterMs: 1 }, 1],
    // (1.96 / 0.04)² / 2 = 1200.5 of each 6000 are first, and of the rest ln(6000 / 1200.5) times as many follow
    [
      { type: 'confidence', halfWidth: share('2%'), level: '95%', windowMs: 60_000 },
      (1200.5 * (1 + Math.log(6000 / 1200.5))) / 6000,
    ],
    [{ type: 'confidence', halfWidth: share('0.1%'), level: '95%', windowMs: 60_000 }, 1],
  ] as const)('%#', (sampling, rate) => {
    expect(presentRate(sampling, traffic)).toBeCloseTo(rate, 4);
  });

  test('it is what the sampler keeps', () => {
    const subject = samplerOf(confidence({ halfWidth: '2%' }));
    const kept = Array.from({ length: 6_000 }, (_, index) => index.toString(16).padStart(32, '0')).map(
      (traceId) => subject.decide({ traceId, name: 'x', isError: false, durationMs: 1 }).rate,
    );
    const mean = kept.reduce((sum, rate) => sum + rate, 0) / kept.length;
    const sampling = { type: 'confidence', halfWidth: share('2%'), level: '95%', windowMs: 60_000 } as const;
    expect(presentRate(sampling, traffic)).toBeCloseTo(mean, 2);
  });
});
