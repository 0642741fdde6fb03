import { describe, expect, test } from 'vitest';
import { retired, versionAdvice } from '../../../../src/operate/versions/advice.ts';
import { compareCounts, type VersionCounts } from '../../../../src/operate/versions/compare.ts';
import { compareVersions } from '../../../../src/operate/versions/order.ts';
import { runsOf, transitionsOf, usageOf } from '../../../../src/operate/versions/usage.ts';

test('versions are ordered as semver has it', () => {
  // the row of https://semver.org/#spec-item-11, and more
  const row = [
    '0.9',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    'v1.0.1',
    '1.2',
    '1.10.0',
    '2',
  ];
  for (const [at, one] of row.entries())
    for (const [other, two] of row.entries())
      expect(Math.sign(compareVersions(one, two) ?? Number.NaN)).toBe(Math.sign(at - other));
  expect(compareVersions('1.0.0+build.7', '1.0.0')).toBe(0);
  expect(compareVersions('main-3fa2', '1.0.0')).toBeUndefined();
});

describe('who runs what', () => {
  const one = (instance: string, version: string, from: number, to: number) => ({
    labels: { instance, version },
    points: Array.from({ length: to - from + 1 }, (_, at) => [(from + at) * 10, 1] as const),
  });
  /** b goes forth and back; the series of before stays for a step, as Prometheus keeps it. */
  const series = [
    one('a', '1.0', 0, 5),
    one('a', '1.1', 5, 9),
    one('b', '1.1', 3, 6),
    one('b', '1.0', 0, 3),
    { ...one('b', '1.2', 7, 9) },
  ];
  const runs = runsOf(series, 'version');

  test('of two versions at one step the later one counts', () => {
    expect(runs.map(({ instance, steps }) => [instance, steps.map(([, version]) => version).join(' ')])).toEqual([
      ['a', '1.0 1.0 1.0 1.0 1.0 1.1 1.1 1.1 1.1 1.1'],
      ['b', '1.0 1.0 1.0 1.1 1.1 1.1 1.1 1.2 1.2 1.2'],
    ]);
  });

  test('usage says how many, at most, and since when', () => {
    expect(usageOf(runs, 90)).toEqual([
      { version: '1.1', instances: ['a'], most: 2, firstSeen: new Date(30_000), lastSeen: new Date(90_000) },
      { version: '1.2', instances: ['b'], most: 1, firstSeen: new Date(70_000), lastSeen: new Date(90_000) },
      { version: '1.0', instances: [], most: 2, firstSeen: new Date(0), lastSeen: new Date(40_000) },
    ]);
    expect(usageOf([], 0)).toEqual([]);
  });

  test('transitions are in order, and a way back is told', () => {
    expect(transitionsOf(runs)).toEqual([
      { at: new Date(30_000), instance: 'b', from: '1.0', to: '1.1', back: false },
      { at: new Date(50_000), instance: 'a', from: '1.0', to: '1.1', back: false },
      { at: new Date(70_000), instance: 'b', from: '1.1', to: '1.2', back: false },
    ]);
    const back = runsOf(
      [one('a', '1', 0, 1), one('a', '2', 2, 3), { labels: { instance: 'a', version: '1' }, points: [[40, 1]] }],
      'version',
    );
    expect(
      transitionsOf([
        {
          instance: 'a',
          steps: [
            [0, '1'],
            [10, '2'],
            [20, '1'],
          ],
        },
      ]).at(-1),
    ).toMatchObject({ back: true, from: '2', to: '1' });
    expect(back).toHaveLength(1);
  });

  test('what should not run is what is named, or older', () => {
    const usage = usageOf(runs, 90);
    const names = (what: Parameters<typeof retired>[1]) => retired(usage, what).map(({ version }) => version);
    expect(names({ below: '1.2', deprecated: [] })).toEqual(['1.1']);
    expect(names({ below: undefined, deprecated: ['1.2', '1.0'] })).toEqual(['1.2']);
    expect(names({ below: undefined, deprecated: [] })).toEqual([]);
  });
});

describe('one version against another', () => {
  const counts = (version: string, total: number, bad: number, quick: number): VersionCounts => ({
    version,
    total,
    bad,
    buckets: [
      { le: 0.1, count: total * quick },
      { le: 1, count: total },
      { le: Number.POSITIVE_INFINITY, count: total },
    ],
  });

  test('is worse where it fails more, by more than chance', () => {
    const compared = compareCounts(counts('1', 10_000, 100, 0.9), counts('2', 10_000, 200, 0.9));
    expect(compared.errors.verdict).toBe('worse');
    expect(compared.durations).toEqual({ distance: 0, p: 1, verdict: 'same' });
    expect(compareCounts(counts('1', 10_000, 200, 0.9), counts('2', 10_000, 100, 0.9)).errors.verdict).toBe('better');
  });

  test('is the same where chance explains it, or where nobody would notice', () => {
    expect(compareCounts(counts('1', 1000, 10, 0.9), counts('2', 1000, 12, 0.9)).errors.verdict).toBe('same');
    expect(compareCounts(counts('1', 1e8, 1e6, 0.9), counts('2', 1e8, 1.02e6, 0.9)).errors).toMatchObject({
      verdict: 'same',
      p: expect.closeTo(0, 6),
    });
  });

  test('is slower where its distribution moved', () => {
    const { durations, before, after } = compareCounts(counts('1', 5000, 0, 0.98), counts('2', 5000, 0, 0.6));
    expect(durations).toMatchObject({ verdict: 'worse', distance: expect.closeTo(0.38, 12) });
    expect(before.p95Seconds).toBeCloseTo((0.1 * 0.95) / 0.98, 12);
    expect(after.p95Seconds).toBeCloseTo(0.1 + 0.9 * (0.35 / 0.4), 12);
  });

  test('is unknown below fifty events', () => {
    expect(compareCounts(counts('1', 49, 0, 0.9), counts('2', 10_000, 5000, 0.9)).errors.verdict).toBe('unknown');
  });

  test('advice goes back from a worse one first', () => {
    const usage = [{ version: '2', instances: ['a'], most: 1, firstSeen: new Date(0), lastSeen: new Date(0) }];
    const comparison = compareCounts(counts('1', 10_000, 100, 0.9), counts('2', 10_000, 200, 0.9));
    expect(versionAdvice({ service: 'shop', usage, transitions: [], comparison, below: '3', deprecated: [] })).toEqual([
      'shop: 2 fails more often than 1 (1 % → 2 %, by chance less than 0.01 %): go back to 1.',
      'shop: 2 should not run any more, and does on a: deploy a newer one there.',
    ]);
  });
});
