import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY_MINUTES, JUDGED_FROM, STEP_MINUTES, synthetic } from '../../conformance/anomaly/synthetic.ts';
import { expectDocumented } from '../../support/documented.ts';
import { Random } from '../../support/random.ts';
import { serverSuite } from '../support.ts';
import { type Filled, type FilledPrometheus, startFilledPrometheus } from './filled-prometheus.ts';
import { type Project, projectWith } from './project.ts';

const TO = Date.UTC(2026, 9, 20, 12) / 1000;
const AT = ['--to', '2026-10-20 12:00'];
const DAYS = 8;
const season = synthetic('season', 1);
const steady = synthetic('spike', 2);
const from = TO - DAYS * DAY_MINUTES * 60;
const slow = { from, stepSeconds: STEP_MINUTES * 60 };
const diskHours = Array.from({ length: DAYS * 288 + 1 }, (_, index) => index / 12);

const random = new Random(3);
const walk = (length: number) => {
  let at = 100;
  return Array.from({ length }, () => {
    at += random.next() - 0.5;
    return at;
  });
};
const QUICK = 30;
const LAG_STEPS = 4;
const load = walk(300 + LAG_STEPS);
const quick = { from: TO - 299 * QUICK, stepSeconds: QUICK };

const data: Filled[] = [
  { ...slow, series: 'orders_waiting{job="shop"}', values: season.values },
  { ...slow, series: 'orders_open{job="shop"}', values: steady.values.map((value) => Math.min(value, 125)) },
  { from, stepSeconds: 300, series: 'disk_used_bytes', values: diskHours.map((hour) => 1e11 + hour * 1e9) },
  { from: TO - 600, stepSeconds: 60, series: 'disk_size_bytes', values: Array.from({ length: 11 }, () => 5e11) },
  { ...quick, series: 'queue_load', values: load.slice(LAG_STEPS) },
  { ...quick, series: 'queue_latency', values: load.slice(0, 300).map((value) => 3 * value + random.next()) },
  { ...quick, series: 'queue_stranger', values: walk(300) },
  { ...quick, series: 'queue_constant', values: Array.from({ length: 300 }, () => 5) },
];

await serverSuite('prometheus', 'statistics of live series', () => {
  let server: FilledPrometheus;
  let project: Project;
  beforeAll(async () => {
    server = await startFilledPrometheus(data);
    project = await projectWith('export {};\n');
  }, 120_000);
  afterAll(async () => {
    await project?.remove();
    await server?.stop();
  });

  const ask = (...args: string[]) => project.signalbox(...args, '--prometheus', server.url, ...AT);
  const answer = async (...args: string[]) => {
    const { code, out, err } = await ask(...args, '--json');
    expect([code, err]).toEqual([0, '']);
    return JSON.parse(out);
  };
  const prometheus = async (query: string, time: number) => {
    const got = await fetch(`${server.url}/api/v1/query?${new URLSearchParams({ query, time: String(time) })}`);
    const { data: found } = (await got.json()) as { data: { result: { value: [number, string] }[] } }; // of a real server
    return Number(found.result[0]?.value[1]);
  };

  describe('anomalies', () => {
    const minutesOf = (at: string) => (Date.parse(at) / 1000 - from) / 60;
    const lastDay = season.incidents.filter((one) => one.from >= JUDGED_FROM + 2 * DAY_MINUTES);

    test('finds the lost hour of a series with a season, and nothing else', async () => {
      const { anomalies } = await answer('anomalies', '--metric', 'orders_waiting', '--history', '7d');
      expect(lastDay).toHaveLength(1);
      expect(anomalies).toHaveLength(1);
      expect(anomalies[0]).toMatchObject({
        measurement: 'orders_waiting mean',
        direction: 'low',
        deseasoned: true,
        severity: 'high',
      });
      expect(anomalies[0].methods).toContain('seasonal');
      expect(minutesOf(anomalies[0].from)).toBeGreaterThanOrEqual((lastDay[0]?.from ?? 0) - 5);
      expect(minutesOf(anomalies[0].from)).toBeLessThanOrEqual((lastDay[0]?.from ?? 0) + 20);
    });

    test('expects what an independent query expects', async () => {
      const query = 'avg(orders_open)';
      const args = ['--query', query, '--method', 'z-score', '--least', '0', '--history', '3d'];
      const { anomalies } = await answer('anomalies', ...args);
      expect(anomalies.length).toBeGreaterThan(0);
      const [{ at, expected, measured, oddness }] = anomalies;
      const time = Date.parse(at) / 1000;
      // 24 hours, two hours ago, at steps of five minutes; a subquery leaves out its first moment
      const over = (how: string) => `${how}((${query})[86400s:300s] offset 7500s)`;
      expect(expected).toBeCloseTo(await prometheus(over('avg_over_time'), time), 9);
      expect(measured).toBeCloseTo(await prometheus(query, time), 9);
      const margin = 3 * (await prometheus(over('stddev_over_time'), time));
      expect(oddness).toBeCloseTo(Math.abs(measured - expected) / margin, 9);
    });

    test('draws what is odd, with the odd times marked', async () => {
      const args = ['anomalies', '--metric', 'orders_waiting'];
      const { out } = await ask(...args, '--series');
      expectDocumented('operate.md', `signalbox ${args.join(' ')} --series`, out);
      const [line = '', marks = ''] = out.split('\n').slice(3);
      // the mark is below the time that the JSON names: 58 columns of 25 minutes, five steps
      const { anomalies, series } = await answer(...args, '--series');
      const column = Math.floor((Date.parse(anomalies[0].from) / 1000 - (TO - 86_400)) / 1500);
      expect(marks.indexOf('▲')).toBe(line.search(/[▁-█]/) + column);
      expect(series).toHaveLength(1);
      expect(series[0].points).toHaveLength(289);
      const { at, value } = series[0].points[100];
      expect(value).toBeCloseTo(
        await prometheus('avg(avg_over_time(orders_waiting{job="shop"}[300s]))', Date.parse(at) / 1000),
        9,
      );
      expect((await ask(...args)).out).not.toContain('▲');
      expect(await ask(...args, '--series', '--format', 'csv')).toMatchObject({ code: 2, out: '' });
    });

    test('says why', async () => {
      expect((await ask('anomalies', '--metric', 'orders_waiting', '--explain')).out).toMatchInlineSnapshot(`
        "severity  measurement          from                  seconds  direction  measured  expected  confidence  trend    methods
        high      orders_waiting mean  2026-10-20 05:50 UTC      55m  low            25.8     50.33        91 %  falling  z-score iqr seasonal level-shift

        orders_waiting mean, 2026-10-20 05:50 UTC: more than 3 standard deviations below the mean of 1d; more than 3 times the distance of the quartiles below those of 1d; more than 3 deviations below the median of this time in the last 7 seasons of 1d; the mean of 15m is more than 2 standard deviations below that of the 6h before; after the season was taken out.

        1 anomaly in 1 measurement since 2026-10-19 12:00 UTC.
        "
      `);
    });

    test.each([
      [['--method', 'zscore'], 'There is no method zscore: did you mean z-score?'],
      [['--severity', 'hihg'], 'There is no severity hihg: did you mean high?'],
      [['--metric', 'orders_wating'], 'There is no metric orders_wating: did you mean orders_waiting?'],
      [['--history', 'x'], '`--history x` is no duration.'],
      [['--season', '0'], '`--season 0` is no duration.'],
      [['--limit', '0'], '`--limit 0` is no number of at least 1.'],
      [['--least', 'much'], '`--least much` is no share in percent.'],
      [['--query', 'sum('], 'is no PromQL'],
    ])('%j is a mistake of usage', async (args, message) => {
      expect(await ask('anomalies', ...args)).toEqual({ code: 2, out: '', err: expect.stringContaining(message) });
    });

    test('of a time without data says so', async () => {
      const { code, out } = await project.signalbox('anomalies', '--prometheus', server.url, '--to', '2026-01-01');
      expect([code, out]).toEqual([0, 'Nothing is measured there at that time.\n']);
    });
  });

  describe('capacity', () => {
    test('says when a disk is full, beside predict_linear', async () => {
      const { cases } = await answer(
        'capacity',
        'disk_used_bytes',
        '--limit',
        'max(disk_size_bytes)',
        '--since',
        '8d',
        '--what-if',
        'limit+100%',
        'load+30%',
      );
      const [asItIs, more, busier] = cases;
      expect(asItIs.limit).toBe(5e11);
      expect(asItIs.growthPerDay).toBeCloseTo(24e9, -6);
      const linear = await prometheus('(5e11 - disk_used_bytes) / deriv(disk_used_bytes[8d])', TO);
      const seconds = Date.parse(asItIs.saturation.expected) / 1000 - TO;
      expect(Math.abs(seconds - linear)).toBeLessThan(86_400);
      expect(Date.parse(asItIs.saturation.earliest)).toBeLessThanOrEqual(Date.parse(asItIs.saturation.expected));
      expect(Date.parse(more.saturation.expected)).toBeGreaterThan(Date.parse(asItIs.saturation.expected));
      expect(Date.parse(busier.saturation.expected)).toBeLessThan(Date.parse(asItIs.saturation.expected));
    });

    test('what fills gets worse, what stays does not, and a series is classed by the same rule', async () => {
      const trendOf = async (metric: string) =>
        (await answer('capacity', metric, '--limit', '9e11', '--since', '8d')).cases[0].trend;
      expect([await trendOf('disk_used_bytes'), await trendOf('orders_open')]).toEqual(['degrading', 'stable']);
      const { series } = await answer('metrics', 'disk_used_bytes', '--series', '--aggregate', 'max', '--since', '8d');
      expect(series[0].trend).toBe('rising'); // nobody says that less of it is better
    });

    test('as a table with a chart', async () => {
      const args = ['capacity', 'disk_used_bytes', '--limit', '500GB', '--since', '8d'];
      const { out } = await ask(...args, '--what-if', 'load+30%');
      expectDocumented('operate.md', `signalbox ${args.join(' ')} --what-if load+30%`, out);
      const far = await ask(...args, '--within', '90d', '--format', 'summary');
      expect(far.out).toMatchInlineSnapshot(`
        "disk_used_bytes mean is full on 2026-10-28, by 95 % between 2026-10-28 and 2026-10-28. Trend of the 95th percentile of 8 days. Most days peak at 23:00 UTC.
        Right size: raise the limit from 500G to 3.078T, which leaves 20 % free above 2.463T (expected in 90 days; the 99th percentile so far is 290G).
        "
      `);
    });

    test.each([
      [[], 'About what?'],
      [['disk_used_bytes'], 'What must it stay below?'],
      [['disk_usd_bytes', '--limit', '5'], 'There is no metric disk_usd_bytes: did you mean disk_used_bytes?'],
      [['disk_used_bytes', '--limit', '0'], 'is not above 0'],
      [['disk_used_bytes', '--limit', 'nothing_there'], 'gives 0 series'],
      [['disk_used_bytes', '--limit', '5 apples'], 'is no number and no PromQL'],
      [['disk_used_bytes', '--limit', '5', '--within', 'soon'], '`--within soon` is no duration.'],
      [['disk_used_bytes', '--limit', '5', '--level', '100'], '`--level 100` is no share'],
      [['disk_used_bytes', '--limit', '5', '--what-if', 'more'], 'is no change'],
      [['disk_used_bytes', '--limit', '5', '--price', 'cheap'], '`--price cheap` is no price of a month.'],
      [['disk_used_bytes', '--limit', '5', '--room', 'some'], '`--room some` is no share'],
      [['disk_used_bytes', '--limit', '5', '--percentile', '101'], '`--percentile 101` is no share'],
      [['{__name__=~"queue_.*"}', '--limit', '5'], 'has 4 series'],
    ])('%j is a mistake of usage', async (args, message) => {
      expect(await ask('capacity', ...args)).toEqual({ code: 2, out: '', err: expect.stringContaining(message) });
    });

    test('says what a month costs: now, reserved, expected, and with more load', async () => {
      const args = ['disk_used_bytes', '--limit', '500GB', '--since', '8d', '--within', '2d', '--price', '0.10 EUR/GB'];
      const { cases, price } = await answer('capacity', ...args, '--what-if', 'load+100%');
      const [asItIs, busier] = cases;
      expect(price).toEqual({ amount: 0.1, per: 1e9, currency: 'EUR' });
      const used = await prometheus('quantile_over_time(0.99, max(disk_used_bytes)[8d:10m])', TO);
      expect(Math.abs(asItIs.used / used - 1)).toBeLessThan(0.005);
      expect(asItIs.costs.used).toBeCloseTo(asItIs.current * 1e-10, 9);
      expect(asItIs.costs.limit).toBeCloseTo(50, 9);
      expect(asItIs.costs.forecast).toBeCloseTo(asItIs.forecast.expected * 1e-10, 9);
      expect(asItIs.costs.advised).toBeCloseTo((asItIs.forecast.expected / 0.8) * 1e-10, 9);
      expect(busier.costs.used).toBeCloseTo(2 * asItIs.costs.used, 9);
      expect(busier.costs.limit).toBe(asItIs.costs.limit);
      expect([asItIs.size.verdict, busier.size.verdict]).toEqual(['lower', 'raise']);
      expect((await ask('capacity', ...args, '--format', 'summary')).out).toMatch(
        /Right size: lower the limit from 500G to \S+, which leaves 20 % free above \S+ \(expected in 2 days; .*\)\. Saves \d+\.\d\d EUR a month\.\n$/,
      );
    });

    test('of too little history says so', async () => {
      const { code, out } = await ask('capacity', 'disk_size_bytes', '--limit', '1TB', '--since', '1h');
      expect([code, out]).toEqual([0, expect.stringContaining('too little history')]);
    });
  });

  describe('correlate', () => {
    test('around an incident', async () => {
      const asked = ['correlate', 'queue_load', '--metric', 'queue', '--prometheus', server.url, '--around', '2026-10-20 11:00'];
      const { code, out } = await project.signalbox(...asked, '--since', '2h', '--format', 'summary');
      expect([code, out]).toEqual([0, expect.stringContaining('from 2026-10-20 10:00 UTC to 2026-10-20 12:00 UTC.')]);
      expect(await project.signalbox(...asked, ...AT)).toMatchObject({
        code: 2,
        err: expect.stringContaining('leave out --from'),
      });
      const later = [...asked.slice(0, -1), '2999-01-01 00:00'];
      expect(await project.signalbox(...later)).toMatchObject({ code: 2, err: expect.stringContaining('a time to come') });
      const wrong = [...asked.slice(0, -1), 'noon'];
      expect(await project.signalbox(...wrong)).toMatchObject({
        code: 2,
        err: expect.stringContaining('`--around noon` is no time'),
      });
    });

    test('finds what moved with it, how much later, and not the stranger', async () => {
      const { correlations, compared } = await answer('correlate', 'queue_load', '--metric', 'queue', '--since', '2h');
      expect(compared).toBe(3);
      expect(correlations.map(({ measurement }: { measurement: { metric: string } }) => measurement.metric)).toEqual([
        'queue_latency',
      ]);
      expect(correlations[0].r).toBeGreaterThan(0.95);
      expect(correlations[0].lagSeconds).toBe(LAG_STEPS * QUICK);
      expect(correlations[0].falseDiscovery).toBeLessThan(0.05);
    });

    test('as a table', async () => {
      expect((await ask('correlate', 'queue_load', '--metric', 'queue', '--since', '2h')).out).toMatchInlineSnapshot(`
        "measurement            r  lag seconds  chance  points
        queue_latency mean  0.98  2m after        0 %     236

        1 measurement of 3 moved with queue_load mean from 2026-10-20 10:00 UTC to 2026-10-20 12:00 UTC. What moves together need not cause each other.
        "
      `);
    });

    test.each([
      [[], 'About what?'],
      [['queue_laod'], 'There is no metric queue_laod: did you mean queue_load?'],
      [['queue_load', '--lag', 'x'], '`--lag x` is no duration.'],
      [['queue_load', '--of', 'level'], 'There is no comparison level: did you mean levels?'],
      [['queue_load', '--least', '2'], '`--least 2` is no correlation.'],
      [['queue_load', '--chance', 'no'], '`--chance no` is no share in percent.'],
    ])('%j is a mistake of usage', async (args, message) => {
      expect(await ask('correlate', ...args)).toEqual({ code: 2, out: '', err: expect.stringContaining(message) });
    });
  });

  test.each(['anomalies', 'capacity', 'correlate'])('%s of a server that is away ends with 4', async (command) => {
    const { code, err } = await project.signalbox(
      command,
      'x',
      '--prometheus',
      'http://127.0.0.1:1',
      ...(command === 'anomalies' ? [] : ['--to', 'now']),
    );
    expect([code, err]).toEqual([command === 'anomalies' ? 2 : 4, expect.stringMatching(/cannot be reached|too many arguments/)]);
  });
});
