import { describe, expect, test } from 'vitest';
import type { Tracing } from '../../../../src/model/telemetry.ts';
import { countError, rateFor } from '../../../../src/operate/sampling/error.ts';
import { judgeSampling } from '../../../../src/operate/sampling/judge.ts';

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
