import { describe, expect, test } from 'vitest';
import { aftermath } from '../../../../src/operate/recommend/after.ts';
import type { Recommendation } from '../../../../src/operate/recommend/kind.ts';
import { adviseWorkers } from '../../../../src/operate/recommend/kinds/parallelism.ts';
import { adviseRetention } from '../../../../src/operate/recommend/kinds/retention.ts';
import { adviseVersion } from '../../../../src/operate/recommend/kinds/version.ts';
import { longestLook } from '../../../../src/operate/recommend/longest-look.ts';
import { recommend } from '../../../../src/operate/recommend/recommend.ts';
import type { PrometheusReader } from '../../../../src/operate/servers/prometheus.ts';
import type { TempoReader } from '../../../../src/operate/servers/tempo.ts';
import { compareCounts, type VersionCounts } from '../../../../src/operate/versions/compare.ts';
import { resolveAll } from '../../../support/estate.ts';
import { span } from '../traces/spans.ts';

const DAY = 86_400_000;

describe('workers', () => {
  test.each([
    ['all busy', { waits: 9, lasts: 2, used: 0.95, most: 4 }, 'Let more than 4 run at once'],
    ['free', { waits: 9, lasts: 2, used: 0.3, most: 4 }, 'More of them would not help'],
  ])('that are %s while work waits', (_, seen, advice) => {
    expect(adviseWorkers(seen)?.advice).toContain(advice);
  });

  test.each([
    ['work hardly waits', { waits: 0.1, lasts: 2, used: 0.95, most: 4 }],
    ['it is not clear', { waits: 9, lasts: 2, used: 0.65, most: 4 }],
    ['nothing tells how long work takes', { waits: 9, lasts: undefined, used: 0.95, most: 4 }],
    ['the wait is past the last bucket', { waits: Number.POSITIVE_INFINITY, lasts: 2, used: 0.95, most: 4 }],
  ])('get no advice where %s', (_, seen) => {
    expect(adviseWorkers(seen)).toBeUndefined();
  });
});

describe('what is kept', () => {
  test.each([
    ['much longer than anything asks for', 90 * DAY, 2 * DAY, { wantedMs: 7 * DAY, better: 'lower' }],
    ['not as long as something asks for', 15 * DAY, 30 * DAY, { wantedMs: 30 * DAY, better: 'higher' }],
  ])('%s', (_, keptMs, ms, expected) => {
    expect(adviseRetention('logs', keptMs, { ms, by: 'the board Shop' })).toMatchObject(expected);
  });

  test.each([
    ['about right', 60 * DAY, 30 * DAY],
    ['short anyway', 7 * DAY, DAY],
    ['asked by nothing that is known', 90 * DAY, 0],
  ])('%s gets no advice', (_, keptMs, ms) => {
    expect(adviseRetention('logs', keptMs, { ms, by: '' })).toBeUndefined();
  });

  test('is asked for by the furthest range, offset, board or objective', () => {
    const look = (derived: object, engine: 'prometheus' | 'loki' = 'prometheus') => longestLook(derived as never, engine);
    const rule = (text: string, engine = 'prometheus') => ({ name: 'g', rules: [{ query: { engine, text } }] });
    const settings = { from: 'now-30d', timepicker: { quickRanges: undefined } };
    const board = {
      title: 'Shop',
      settings,
      sections: [{ panels: [{ queries: [{ query: { engine: 'prometheus', text: 'rate(x[5m] offset 1d)' } }] }] }],
    };
    const estate = { slos: [{ name: 'buy', service: { name: 'shop' }, windowMs: 28 * DAY }] };
    const groups = [rule('rate(x[5m]) / max_over_time(x[2d:1m])'), rule('count_over_time({a="b"}[1h])', 'loki')];
    expect(look({ groups, dashboards: [], estate: { slos: [] } })).toEqual({ ms: 2 * DAY, by: 'the rules of g' });
    expect(look({ groups, dashboards: [], estate })).toEqual({ ms: 28 * DAY, by: 'the objective shop/buy' });
    expect(look({ groups, dashboards: [board], estate })).toEqual({ ms: 31 * DAY + 300_000, by: 'the board Shop' });
    expect(look({ groups, dashboards: [board], estate }, 'loki')).toEqual({ ms: 3_600_000, by: 'the rules of g' });
    expect(look({ groups: [], dashboards: [], estate: { slos: [] } }, 'loki')).toBeUndefined();
  });
});

describe('versions', () => {
  const counts = (version: string, bad: number, slow = 0): VersionCounts => ({
    version,
    total: 10_000,
    bad,
    buckets: [
      { le: 0.1, count: 10_000 - slow },
      { le: 1, count: 10_000 },
      { le: Number.POSITIVE_INFINITY, count: 10_000 },
    ],
  });
  const advised = (before: VersionCounts, after: VersionCounts, running: Readonly<Record<string, number>>) =>
    adviseVersion(compareCounts(before, after), new Map(Object.entries(running)))?.advice;

  test.each([
    ['fails more', counts('1', 10), counts('2', 500), 'Go back from 2 to 1'],
    ['is slower', counts('1', 10), counts('2', 10, 3000), 'Go back from 2 to 1'],
    ['fails less', counts('1', 500), counts('2', 10), 'Take 2 for the 3 instances that still run 1'],
  ])('one that %s', (_, before, after, advice) => {
    expect(advised(before, after, { '1': 3, '2': 1 })).toContain(advice);
  });

  test('are left alone where they are alike, or do not run any more', () => {
    expect(advised(counts('1', 10), counts('2', 11), { '1': 1, '2': 1 })).toBeUndefined();
    expect(advised(counts('1', 10), counts('2', 500), { '1': 4 })).toBeUndefined();
    expect(advised(counts('1', 500), counts('2', 10), { '2': 4 })).toBeUndefined();
  });
});

describe('what became of it', () => {
  const of = (better: 'higher' | 'lower', now: number, measure = 'x'): Recommendation => ({
    ...{ kind: 'k', about: 'a', advice: '', evidence: '', effect: '', weight: 1 },
    ...{ better, now, measure },
  });
  test.each([
    ['lower', 100, 50, 'improved'],
    ['lower', 100, 120, 'worse'],
    ['higher', 0.2, 0.4, 'improved'],
    ['higher', 0, 1, 'improved'],
    ['lower', 100, 103, 'unchanged'],
    ['lower', 0, 0, 'unchanged'],
    ['lower', 100, undefined, 'unknown'],
  ] as const)('%s is better: %s, then %s', (better, before, after, verdict) => {
    expect(aftermath(of(better, before), after).verdict).toBe(verdict);
  });

  test('series that are gone are counted as none', () => {
    expect(aftermath(of('lower', 30, 'count(leftover)'), undefined)).toMatchObject({ after: 0, change: -1, verdict: 'improved' });
  });
});

describe('what traces tell of workflows', () => {
  const nothing: PrometheusReader = {
    url: '',
    instant: async () => [],
    range: async () => [],
    raw: async () => [],
    names: async () => new Map(),
    metadata: async () => new Map(),
  };
  /** `fetch` and `look` change places; `merge` waits for `slow`; `ship` begins half a second after it. */
  const trace = (index: number) => {
    const step = (name: string, at: readonly [number, number]) =>
      span(name, undefined, at, { attributes: { 'workflow.name': 'order', 'workflow.step': name } });
    const [first, second] = index % 2 ? ['fetch', 'look'] : ['look', 'fetch'];
    return [
      step(first ?? '', [0, 300]),
      step(second ?? '', [300, 600]),
      step('fast', [600, 700]),
      step('slow', [600, 1200]),
      step('merge', [1200, 1300]),
      step('ship', [1800, 2000]),
    ];
  };
  const asked: string[] = [];
  const tempo: TempoReader = {
    url: '',
    async search(traceql) {
      asked.push(traceql);
      return Array.from({ length: 40 }, (_, index) => ({ traceID: String(index) }) as never); // nothing else is read of one
    },
    trace: async (id) => trace(Number(id)),
    range: async () => [],
  };
  const { derived } = resolveAll({});
  const found = (kind: string, of: TempoReader | undefined) =>
    recommend(nothing, {
      ...{ at: new Date(0), seconds: 3600, derived, kind, scrapeSeconds: 15, environment: undefined, tempo: of },
      progress: () => {},
      without: () => {},
    });

  test.each([
    ['parallelism', 'order: fetch, look', 'Run look and fetch side by side.', 'About 0.3s less of 2s (15 %).'],
    [
      'merge strategy',
      'order: merge',
      'Let merge take the branches as they come, or give slow a time limit',
      'Up to 0.5s less of 2s',
    ],
    ['flow structure', 'order: merge, ship', 'Let merge hand over to ship directly', 'Up to 0.5s less of 2s (25 %).'],
  ])('%s', async (kind, about, advice, effect) => {
    const [first, ...more] = await found(kind, tempo);
    expect(more).toEqual([]);
    expect([first?.about.split(': ')[0], new Set(first?.about.split(/: |, /))]).toEqual(['order', new Set(about.split(/: |, /))]);
    expect(first?.advice.replace('fetch and look', 'look and fetch')).toContain(advice);
    expect(first?.effect).toContain(effect);
    expect(first?.measure).toContain('workflow_execution_duration_seconds_sum{workflow="order"}');
    expect(first?.now).toBe(2);
    expect(asked[0]).toBe(
      '{ span.workflow.step != nil || span.flow.step.id != nil || span.step.id != nil || span.step_id != nil }',
    );
  });

  test('is not asked where there is no Tempo', async () => {
    expect(await found('merge strategy', undefined)).toEqual([]);
  });
});
