import { adaptive, confidence, head, importance, rateLimited, tail } from 'signalbox';
import { correctedCount, type EndedTrace, type Sampler, sampler, samplerOf, samplingRateOf } from 'signalbox/runtime';
import { beforeEach, describe, expect, test } from 'vitest';
import { howMany } from '../../support/how-many.ts';
import { Random } from '../../support/random.ts';

const TRACES = howMany(300_000, 1_000_000);
const ERRORS = 0.02;
const SLOW = 0.05;
/** Nobody's luck: a standard error is passed four times over once in 16,000 runs, and the seed is one. */
const STANDARD_ERRORS = 4;

let clock = 0;
const now = () => clock;

interface Tally {
  seen: number;
  kept: number;
  corrected: number;
  /** Of the corrected count, as the sampler's own rates say it. */
  variance: number;
}
const tally = (): Tally => ({ seen: 0, kept: 0, corrected: 0, variance: 0 });

/** Made once: of that many, the ids take longer than the samplers. */
const random = new Random(20261122);
const IDS = Array.from({ length: TRACES }, traceId);
const CHANCES = Float64Array.from({ length: TRACES * 3 }, () => random.next());

beforeEach(() => {
  clock = 0;
});

/** The traces, 1,000 to the second, of which some fail and some are slow. */
function simulate(subject: Sampler<EndedTrace>, each: (trace: EndedTrace, weight: number) => void = () => {}) {
  const all = tally();
  const errors = tally();
  const chance = (index: number) => CHANCES[index] as number; // within the array
  for (let index = 0; index < TRACES; index++) {
    clock = index;
    const isError = chance(3 * index) < ERRORS;
    const trace = {
      traceId: IDS[index] as string, // as many as there are traces
      name: 'GET /',
      attributes: { tier: chance(3 * index + 1) < 0.1 ? 'gold' : 'free' },
      isError,
      durationMs: chance(3 * index + 2) < SLOW ? 2_000 : 20,
    };
    const { keep, rate } = subject.decide(trace);
    add(all, keep, rate);
    if (isError) add(errors, keep, rate);
    each(trace, keep ? 1 / rate : 0);
  }
  return { all, errors };
}

function add(one: Tally, keep: boolean, rate: number): void {
  one.seen++;
  one.variance += (1 - rate) / rate;
  if (!keep) return;
  one.kept++;
  one.corrected += 1 / rate;
}

function traceId(): string {
  const word = () =>
    random
      .below(2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return `00000000${word()}${word()}${word()}`;
}

function expectUnbiased({ seen, corrected, variance }: Tally): void {
  expect(Math.abs(corrected - seen)).toBeLessThanOrEqual(STANDARD_ERRORS * Math.sqrt(variance));
}

describe(`over ${TRACES} traces, kept rates and corrected counts are within their stated error`, () => {
  test('ratio', () => {
    const { all, errors } = simulate(sampler({ kind: 'ratio', ratio: 0.1 }));
    expect(all.kept / TRACES).toBeCloseTo(0.1, 2);
    expectUnbiased(all);
    expectUnbiased(errors);
  });

  test('rate-limited: no more than the limit, and the exact count but for the last gap', () => {
    const { all } = simulate(sampler({ kind: 'rate-limited', perSecond: 50, now }));
    expect(all.kept).toBeLessThanOrEqual(50 * (TRACES / 1000) + 50);
    expect(all.kept).toBeGreaterThan(50 * (TRACES / 1000) - 1);
    expect(all.seen - all.corrected).toBeGreaterThanOrEqual(0);
    expect(all.seen - all.corrected).toBeLessThan(21);
  });

  test('error-biased: every error and slow trace, and the exact count of them', () => {
    let slow = 0;
    const { all, errors } = simulate(
      samplerOf(tail({ keepErrors: true, keepSlowerThan: '1s', otherwise: '5%', decideAfter: '10s' })),
      ({ durationMs }, weight) => {
        if (durationMs > 1_000) slow += 1 - weight;
      },
    );
    expect([errors.kept, errors.corrected, slow]).toEqual([errors.seen, errors.seen, 0]);
    expect(all.kept / TRACES).toBeCloseTo(1 - (1 - ERRORS) * (1 - SLOW) * 0.95, 2);
    expectUnbiased(all);
  });

  test('importance: each rule has its share, and each group its exact size within its error', () => {
    const gold = { seen: 0, corrected: 0 };
    const rules = [
      {
        name: 'gold',
        when: ({ attributes }: { attributes?: object }) => (attributes as { tier?: string }).tier === 'gold',
        ratio: 0.5,
      },
    ];
    const { all } = simulate(sampler({ kind: 'importance', rules, otherwise: 0.01 }), ({ attributes }, weight) => {
      if (attributes?.['tier'] !== 'gold') return;
      gold.seen++;
      gold.corrected += weight;
    });
    expect(all.kept / TRACES).toBeCloseTo(0.1 * 0.5 + 0.9 * 0.01, 2);
    expect(Math.abs(gold.corrected - gold.seen)).toBeLessThan(STANDARD_ERRORS * Math.sqrt(gold.seen));
    expectUnbiased(all);
  });

  test('adaptive: all while there is little to do, least under load, and right in between', () => {
    const kept = [0, 0, 0];
    const third = TRACES / 3;
    const load = () => [0.2, 0.7, 1][Math.min(2, Math.floor(clock / third))] as number; // three thirds
    const { all } = simulate(sampler({ kind: 'adaptive', most: 0.5, least: 0.01, load, now }), (_, weight) => {
      const at = Math.min(2, Math.floor(clock / third));
      kept[at] = (kept[at] ?? 0) + (weight > 0 ? 1 : 0);
    });
    expect(kept.map((count) => count / third)).toEqual([
      expect.closeTo(0.5, 2),
      expect.closeTo(0.255, 1.7),
      expect.closeTo(0.01, 2),
    ]);
    expectUnbiased(all);
  });

  test('confidence: in each window the share of errors is known to what was stated, and far from all is kept', () => {
    const windows = new Map<number, { seen: number; errors: number; weight: number; weightOfErrors: number }>();
    const halfWidth = 0.01;
    const subject = sampler({ kind: 'confidence', halfWidth, level: '95%', windowSeconds: 50, now });
    const { all } = simulate(subject, ({ isError }, weight) => {
      const at = Math.floor(clock / 50_000);
      const one = windows.get(at) ?? { seen: 0, errors: 0, weight: 0, weightOfErrors: 0 };
      const error = isError ? 1 : 0;
      windows.set(at, {
        seen: one.seen + 1,
        errors: one.errors + error,
        weight: one.weight + weight,
        weightOfErrors: one.weightOfErrors + weight * error,
      });
    });
    const off = [...windows.values()].map((one) => Math.abs(one.weightOfErrors / one.weight - one.errors / one.seen));
    expect(windows.size).toBe(TRACES / 50_000);
    expect(off.filter((one) => one > halfWidth).length).toBeLessThanOrEqual(1); // 95 % of at most 20
    expect(all.kept / TRACES).toBeLessThan(0.35);
    expectUnbiased(all);
  });
});

test('shares that differ by one part in ten are known to one: the widest case, a share of one half', () => {
  const subject = sampler({ kind: 'confidence', halfWidth: 0.02, level: '95%', windowSeconds: 1, now });
  let missed = 0;
  for (let window = 0; window < 100; window++) {
    clock = window * 1_000 + 1;
    let [weight, ofThem] = [0, 0];
    let half = 0;
    for (let index = 0; index < 5_000; index++) {
      const is = random.chance(0.5) ? 1 : 0;
      const { keep, rate } = subject.decide({ traceId: traceId(), name: 'x' });
      half += is;
      if (!keep) continue;
      weight += 1 / rate;
      ofThem += is / rate;
    }
    if (Math.abs(ofThem / weight - half / 5_000) > 0.02) missed++;
  }
  expect(missed).toBeLessThanOrEqual(10); // 5 of 100 are allowed, and chance some more
});

describe('from definitions', () => {
  test('a head is a ratio, and what a smaller share keeps a larger one keeps too', () => {
    const [small, large] = [samplerOf(head({ ratio: '5%' })), samplerOf(head({ ratio: '50%' }))];
    for (let index = 0; index < 10_000; index++) {
      const trace = {
        traceId: traceId(),
        name: 'x',
        isError: false,
        durationMs: 1,
      };
      if (small.decide(trace).keep) expect(large.decide(trace).keep).toBe(true);
    }
    expect([small.kind, small.decidesAt]).toEqual(['ratio', 'start']);
  });

  test('a share that is none says so', () => {
    expect(() => sampler({ kind: 'ratio', ratio: 10 })).toThrow('ratio 10 is no share: write a number from 0 to 1, such as 0.1');
    expect(() => sampler({ kind: 'rate-limited', perSecond: 0 })).toThrow('perSecond 0 is not above zero');
  });
});

test('counts are corrected from attributes of what was kept', () => {
  expect(correctedCount([{ 'sampling.rate': 0.1 }, { 'sampling.rate': 0.5 }, {}])).toBe(13);
});

test.each([
  ['ot=th:0', 1],
  ['ot=th:8', 0.5],
  ['ot=th:c', 0.25],
  ['ot=rv:abcdefabcdefab;th:fd70a', 0.01],
  ['a=b, ot=th:e66666666666', 0.1],
  ['signalbox=rate:0.125', 0.125],
  ['signalbox=rate:0', 1],
  ['ot=th:', 1],
  ['ot=th:xyz', 1],
  ['ot=th:123456789abcdef', 1],
  ['not=th:8', 1],
  [undefined, 1],
])('trace state %s is the rate %d', (traceState, rate) => {
  expect(samplingRateOf({ ...(traceState && { traceState }), attributes: {} })).toBeCloseTo(rate, 6);
  expect(samplingRateOf({ ...(traceState && { traceState }), attributes: { 'sampling.rate': 0.3 } })).toBe(0.3);
});

describe('each definition has its sampler', () => {
  test.each([
    [tail({ keepErrors: true, otherwise: '5%', decideAfter: '10s' }), 'error-biased', 'end'],
    [importance({ rules: [], otherwise: '5%', decideAfter: '10s' }), 'importance', 'end'],
    [head({ ratio: '5%' }), 'ratio', 'start'],
    [rateLimited({ perSecond: 5 }), 'rate-limited', 'start'],
    [adaptive({ most: '50%', least: '5%' }), 'adaptive', 'start'],
    [confidence({ halfWidth: '5%', window: '1s' }), 'confidence', 'start'],
  ] as const)('%j', (definition, kind, decidesAt) => {
    const subject = samplerOf(definition);
    expect([subject.kind, subject.decidesAt]).toEqual([kind, decidesAt]);
    const { rate } = subject.decide({ traceId: traceId(), name: 'x', isError: false, durationMs: 1 });
    expect(rate).toBeGreaterThan(0);
    expect(rate).toBeLessThanOrEqual(1);
  });

  test('importance over all traces: each rule its share, and the first that fits', () => {
    const rules = [
      { name: 'health', where: { route: ['/livez', '/readyz'] }, keep: '0.1%' },
      { name: 'gold', where: { tier: 'gold' }, keep: '50%' },
    ] as const;
    const subject = samplerOf(importance({ rules, otherwise: '2%', decideAfter: '10s' }));
    const seen = tally();
    const kept: Record<string, number> = {};
    IDS.forEach((id, index) => {
      const spans = [{ route: index % 2 === 0 ? '/readyz' : '/pay' }, { tier: index % 8 < 2 ? 'gold' : 'free' }];
      const { keep, rate, rule } = subject.decide({ traceId: id, name: 'x', isError: false, durationMs: 1, spans });
      add(seen, keep, rate);
      if (keep) kept[rule] = (kept[rule] ?? 0) + 1;
    });
    expect((kept['health'] ?? 0) / TRACES / 0.5).toBeCloseTo(0.001, 3);
    expect((kept['gold'] ?? 0) / TRACES / 0.125).toBeCloseTo(0.5, 2);
    expect((kept['rest'] ?? 0) / TRACES / 0.375).toBeCloseTo(0.02, 2);
    expectUnbiased(seen);
  });
});

test('adaptive begins with most, though the process is busy while it starts', () => {
  const started = sampler({ kind: 'adaptive', most: 1, least: 0 });
  expect(started.decide({ traceId: 'f'.repeat(32), name: 'first' }).rate).toBe(1);
});
