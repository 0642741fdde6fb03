import { expect, test } from 'vitest';
import type { PrometheusReader } from '../../../../src/operate/servers/prometheus.ts';
import { exactCounts } from '../../../../src/operate/versions/exact.ts';
import { ranAtOf, tallyFrom } from '../../../../src/operate/versions/tally.ts';
import { vector } from '../../../../src/query/promql/build.ts';

type Points = readonly (readonly [number, number])[];
const one = (labels: Record<string, string>, points: Points) => ({ labels: { job: 'j', instance: 'i', ...labels }, points });

test('pieces of time may overlap, and add up to the whole', () => {
  const points = Array.from({ length: 50 }, (_, at) => [at * 10, (at % 17) * 3] as const);
  const ran = ranAtOf([one({ version: '1' }, points.slice(0, 20)), one({ version: '2' }, points.slice(20))], 'version');
  const whole = tallyFrom(-1, ran);
  whole.add([one({}, points)]);
  const pieces = tallyFrom(-1, ran);
  for (const from of [0, 7, 20, 33]) pieces.add([one({}, points.slice(from, from + 20))]);
  expect(pieces.counted).toEqual(whole.counted);
  // 0…48, 0…48, 0…45: by the rule of resets
  expect([...whole.counted.values()].flatMap((limits) => [...limits.values()])).toEqual([48 + 6, 42 + 45]);
});

test('of what was there before the span only the growth counts, and a value that is none is passed over', () => {
  const points: Points = [
    [10, 100],
    [20, 110],
    [30, Number.NaN],
    [40, 115],
  ];
  const tally = tallyFrom(15, ranAtOf([one({ version: '1' }, points)], 'version'));
  tally.add([one({}, points)]);
  expect(tally.counted.get('1')?.get('')).toBe(15);
  expect(tally.unsure.size).toBe(0);
});

test('what no version is known of is no version’s', () => {
  const tally = tallyFrom(0, ranAtOf([], 'version'));
  tally.add([one({}, [[10, 1] as const, [20, 9] as const])]);
  expect([tally.counted.size, tally.unsure.size]).toEqual([0, 0]);
});

test('of two versions in one scrape the one that came later counts', () => {
  const ran = ranAtOf(
    [
      one({ version: '2' }, [[20, 1]]),
      one({ version: '1' }, [
        [10, 1],
        [20, 1],
      ]),
    ],
    'version',
  );
  expect([5, 10, 15, 20, 99].map((at) => ran(JSON.stringify(['j', 'i']), at))).toEqual([undefined, '1', '1', '2', '2']);
});

test('too many samples are not read', async () => {
  const raw: string[] = [];
  const prometheus = {
    range: async () => [one({}, [[0, 1e9]])],
    raw: async (query: string) => {
      raw.push(query);
      return [];
    },
  } as unknown as PrometheusReader; // nothing else is asked
  const of = { info: vector('b', {}), label: 'version', total: vector('t', {}), bad: vector('f', {}), buckets: undefined };
  const steps = { from: new Date(0), to: new Date(3_600_000), stepSeconds: 60, scrapeSeconds: 15 };
  expect(await exactCounts(prometheus, of, steps)).toBeUndefined();
  expect(raw).toEqual([]);
});
