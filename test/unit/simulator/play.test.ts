import { expect, test } from 'vitest';
import { logLines } from '../../../definitions/simulator/log-lines.ts';
import { play, type Stored } from '../../../definitions/simulator/play.ts';
import { type Scenario, scenario } from '../../../definitions/simulator/scenario.ts';
import { counts, gone, is, says, stands, takes } from '../../../definitions/simulator/statement.ts';
import { timelineOf } from '../../../definitions/simulator/timeline.ts';
import { counter, gauge, histogram, info, oneOf, stateSet, text } from '../../../src/metrics.ts';

const requests = counter({ name: 'requests_total', help: 'x', labels: { route: text(), code: oneOf('2xx', '5xx') } });
const seconds = histogram({ name: 'request_seconds', help: 'x', unit: 'seconds', buckets: [0.1, 1, 10] });
const depth = gauge({ name: 'queue_depth', help: 'x' });
const health = stateSet({ name: 'health', help: 'x', states: ['up', 'down'] });
const build = info({ name: 'build_info', help: 'x', labels: { version: text() } });
const shop = {
  kind: 'service',
  name: 'shop',
  metrics: { requests, seconds, depth, health, build },
  scrape: { port: 80 },
} as const;
const stream = { kind: 'logs', name: 'app', service: { kind: 'service', name: 'shop' } } as const;

const written = scenario({
  system: 'shop',
  services: [{ service: shop, instances: 2 }],
  history: '10m',
  quiet: '10m',
  labels: { route: ['/', '/cart'], version: ['1'] },
  ordinary: [counts(requests, 20), takes(seconds, { around: 0.5 }), stands(depth, 100)],
  logs: [{ stream, level: 'info', message: 'answered', perMinute: 10 }],
  incidents: [
    {
      name: 'all fail',
      at: '0m',
      for: '10m',
      what: [
        counts(requests.where({ code: '5xx' }), 20),
        counts(requests.where({ code: '2xx' }), 0),
        takes(seconds, { around: 5 }),
        is(health, 'down'),
        says(build.where({ instance: 'shop-2:80' }), { version: '2' }),
      ],
      fires: [],
    },
    { name: 'one is lost', at: '10m', for: '5m', down: [{ service: shop, instances: 1 }], fires: [] },
    { name: 'nothing is said', at: '20m', for: '5m', what: [gone(depth)], fires: [] },
  ],
});
const QUIET = [600, 1200] as const;
const FAILING = [1200, 1800] as const;

async function stored(of: Scenario = written): Promise<Map<string, Stored>> {
  const all = new Map<string, { labels: Stored['labels']; at: number[]; values: (number | undefined)[] }>();
  const names = new Set(['requests_total', 'request_seconds', 'queue_depth', 'health', 'build_info']);
  await play({
    scenario: of,
    timeline: timelineOf(of),
    scrapeSeconds: 15,
    wanted: () => names,
    async store(series) {
      for (const { labels, at, values } of series) {
        const { __name__ = '', ...rest } = labels;
        const key = `${__name__} ${Object.entries(rest).sort().flat().join(' ')}`;
        const one = all.get(key) ?? { labels, at: [], values: [] };
        all.set(key, one);
        one.at.push(...at);
        one.values.push(...values);
      }
    },
  });
  return all;
}
const played = await stored();

/** How much the series whose keys match grew from one moment to another, of both instances. */
function grown(pattern: RegExp, [from, to]: readonly [number, number]): number {
  return [...played].reduce((sum, [key, { at, values }]) => {
    const valueAt = (moment: number) => values[at.findLastIndex((one) => one <= moment)] ?? 0;
    return pattern.test(key) ? sum + valueAt(to) - valueAt(from) : sum;
  }, 0);
}

function valuesIn(key: string, [from, to]: readonly [number, number]): (number | undefined)[] {
  const { at = [], values = [] } = played.get(key) ?? {};
  return values.filter((_, index) => (at[index] ?? 0) > from + 15 && (at[index] ?? 0) < to);
}

test('the same scenario gives the same samples, another system others', async () => {
  expect(await stored()).toEqual(played);
  expect(await stored({ ...written, system: 'another' })).not.toEqual(played);
});

test('a counter grows at the rate that was said, in all; failures get next to nothing until they are meant', () => {
  expect(grown(/^requests_total/, QUIET) / 600).toBeGreaterThan(18);
  expect(grown(/^requests_total/, QUIET) / 600).toBeLessThan(23);
  expect(grown(/^requests_total code 5xx/, QUIET) / 600).toBeLessThan(0.1);
  expect(grown(/^requests_total code 5xx/, FAILING) / 600).toBeGreaterThan(17);
  expect(grown(/^requests_total code 2xx/, FAILING)).toBeLessThan(600); // until the first scrape of the incident
});

test('a histogram has its values about where they were said to be', () => {
  const share = (le: string, period: readonly [number, number]) =>
    grown(new RegExp(`^request_seconds_bucket .* le ${le}$`), period) / grown(/^request_seconds_count/, period);
  expect(share('1\\.0', QUIET)).toBeGreaterThan(0.9);
  expect(share('1\\.0', FAILING)).toBeLessThan(0.2);
});

test('gauges wander, one state holds, an info says what was said of its instance', () => {
  const levels = valuesIn('queue_depth instance shop-1:80 job shop', QUIET).map(Number);
  expect(Math.min(...levels)).toBeGreaterThanOrEqual(95);
  expect(Math.max(...levels)).toBeLessThanOrEqual(105);
  expect(new Set(levels).size).toBeGreaterThan(10);
  expect(new Set(valuesIn('health health down instance shop-1:80 job shop', QUIET))).toEqual(new Set([0]));
  expect(new Set(valuesIn('health health down instance shop-1:80 job shop', FAILING))).toEqual(new Set([1]));
  expect(valuesIn('build_info instance shop-2:80 job shop version 2', FAILING)).toContain(1);
  expect(played.has('build_info instance shop-1:80 job shop version 2')).toBe(false);
});

test('who does not answer is down, its series end, and its counters begin anew', () => {
  expect(new Set(valuesIn('up instance shop-1:80 job shop', [1800, 2100]))).toEqual(new Set([0]));
  expect(new Set(valuesIn('up instance shop-2:80 job shop', [1800, 2100]))).toEqual(new Set([1]));
  const { at = [], values = [] } = played.get('requests_total code 2xx instance shop-1:80 job shop route /') ?? {};
  const lost = values.indexOf(undefined);
  expect(at[lost]).toBe(1803);
  expect(Number(values[lost + 1])).toBeLessThan(Number(values[lost - 1]));
});

test('what is gone is not exposed, and comes back', () => {
  const { at = [], values = [] } = played.get('queue_depth instance shop-2:80 job shop') ?? {};
  const lost = values.indexOf(undefined);
  expect([at[lost], at[lost + 1]]).toEqual([2403, 2703]);
});

test('lines are the kit’s, in order, at the times of the play', () => {
  const lines = () =>
    logLines({ scenario: written, timeline: timelineOf(written), startMs: 0, periods: [{ from: 600, to: 1200 }] });
  const [app] = lines();
  const records = (app?.lines ?? []).map((line) => JSON.parse(line) as { timestamp: string; trace_id: string; message: string });
  const times = records.map(({ timestamp }) => Date.parse(timestamp) / 1000);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect([times[0], times.at(-1)].every((at = 0) => at >= 600 && at < 1200)).toBe(true);
  expect(records.length).toBeGreaterThan(60);
  expect(records[0]).toMatchObject({ component: 'shop', message: 'answered', trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) });
  expect(lines()).toEqual([app]);
});

test('tells everything that cannot be played, by the name of its incident', () => {
  const wrong = {
    at: '-2h',
    for: '5w',
    down: [{ service: { kind: 'service', name: 'other' }, instances: 1 }],
    fires: [],
  } as const;
  const incidents = [
    { name: 'Outage', ...wrong },
    { name: 'Blink', at: '1h', for: '0s', fires: [] },
  ] as never;
  expect(() => timelineOf({ ...written, history: '90000d', incidents })).toThrow(
    [
      'scenario of shop: `history` is 90000d: at most 60d can be played',
      "scenario of shop: incident \"Outage\": `at` is \"-2h\": write a time like '90s', '40m', '36h' or '2d'",
      "scenario of shop: incident \"Outage\": `for` is \"5w\": write a time like '90s', '40m', '36h' or '2d'",
      'scenario of shop: incident "Outage": other is down and is not among the `services` of the scenario',
      'scenario of shop: incident "Blink": `for` is nothing: it would never happen',
    ].join('\n'),
  );
});
