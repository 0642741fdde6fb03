import { afterAll, beforeAll, expect, test } from 'vitest';
import { rateFor } from '../../../src/operate/sampling/error.ts';
import { expectDocumented } from '../../support/documented.ts';
import { listening } from '../../support/listening.ts';
import { serverSuite } from '../support.ts';
import { type Filled, type FilledPrometheus, startFilledPrometheus } from './filled-prometheus.ts';
import { type Project, projectWith } from './project.ts';

const TO = Date.UTC(2026, 9, 20, 12) / 1000;
const STEP = 60;
const STEPS = 120;
const of = (series: string, value: (index: number) => number | undefined): Filled => ({
  series,
  from: TO - STEPS * STEP,
  stepSeconds: STEP,
  values: Array.from({ length: STEPS + 1 }, (_, index) => value(index)),
});
const rising = (by: number) => (index: number) => index * by;
const own = 'job="shop",instance="a"';
const data: Filled[] = [
  ...Array.from({ length: 40 }, (_, at) => of(`requests_total{${own},code="2xx",customer="c${at}"}`, rising(10))),
  ...Array.from({ length: 10 }, (_, at) => of(`requests_total{${own},code="5xx",customer="c${at}"}`, rising(1))),
  of(`request_duration_seconds_bucket{${own},le="0.1"}`, rising(50)),
  of(`request_duration_seconds_bucket{${own},le="1.0"}`, rising(80)),
  of(`request_duration_seconds_bucket{${own},le="+Inf"}`, rising(100)),
  ...Array.from({ length: 30 }, (_, at) => of(`leftover_items{${own},shelf="${at}"}`, () => at)),
  of('up{job="shop",instance="a"}', () => 1),
  of('up{job="shop",instance="gone"}', () => 0),
  of('ALERTS{alertname="AlwaysThere",alertstate="firing"}', () => 1),
  of('workflow_steps_total{workflow="order",step="pay",outcome="ok"}', rising(9)),
  of('workflow_steps_total{workflow="order",step="pay",outcome="error"}', rising(1)),
  of('container_memory_working_set_bytes{namespace="n",pod="p",container="c"}', (index) => 100 + index),
  of('container_spec_memory_limit_bytes{namespace="n",pod="p",container="c"}', () => 1100),
  of('kube_pod_container_resource_requests{namespace="n",pod="p",container="c",resource="cpu",unit="core"}', () => 1),
  of('container_cpu_usage_seconds_total{namespace="n",pod="p",container="c"}', rising(60 * 0.95)),
  ...['0.1', '10.0', '+Inf'].map((le, at) =>
    of(`job_queue_wait_seconds_bucket{job_name="mail",le="${le}"}`, rising(at === 0 ? 0 : 10)),
  ),
  of('job_duration_seconds_sum{job_name="mail"}', rising(20)),
  of('job_duration_seconds_count{job_name="mail"}', rising(10)),
  of('jobs_active{job_name="mail"}', (index) => (index % 10 === 0 ? 3 : 4)),
  of('workflow_executions_total{workflow="order",status="completed"}', rising(10)),
  of('workflow_steps_total{workflow="order",step="gift wrap",outcome="ok"}', (index) => (index > 100 ? 2 : 0)),
  of('build_info{job="desk",instance="b",version="1.0.0"}', (index) => (index <= 90 ? 1 : undefined)),
  of('build_info{job="desk",instance="b",version="1.1.0"}', (index) => (index > 90 ? 1 : undefined)),
  of('tasks_total{job="desk",instance="b",outcome="ok"}', (index) => index * 100),
  of('tasks_total{job="desk",instance="b",outcome="error"}', (index) => Math.max(0, index - 90) * 20),
];

const definitions = (prometheus: string) => `
import { alert, alertmanager, counter, environment, files, head, histogram, oneOf, info, prometheus, promql, recording, routing, secret, service, slack, target, team, text, traces } from 'signalbox';
const crew = team({ name: 'crew', page: slack({ channel: '#a', apiUrl: secret.file('s') }), ticket: slack({ channel: '#b', apiUrl: secret.file('s') }) });
export const routes = routing({ fallback: crew.ticket });
const requests = counter({ name: 'requests_total', help: 'Requests.', labels: { code: oneOf('2xx', '5xx') } });
const duration = histogram({ name: 'request_duration_seconds', help: 'Time.', unit: 'seconds', buckets: [0.1, 1] });
const build = info({ name: 'build_info', help: 'What runs.', labels: { version: text() } });
const tasks = counter({ name: 'tasks_total', help: 'Tasks.', labels: { outcome: oneOf('ok', 'error') } });
export const shop = service({ name: 'shop', owner: crew, metrics: [requests, duration], scrape: { port: 1 } });
export const desk = service({ name: 'desk', owner: crew, metrics: [tasks, build], scrape: { port: 2 } });
export const spans = traces({ service: shop, propagation: ['tracecontext'], sampling: head({ ratio: '1%' }) });
export const nobody = recording({ service: shop, name: 'shop:requests:rate5m', expr: promql\`sum(rate(\${requests}[5m]))\` });
const here = environment({ name: 'here', prometheus: prometheus({ version: '3.15', retention: '90d', scrapeInterval: '1m' }), alertmanager: alertmanager({ version: '0.34' }), runbooks: 'https://runbooks.example.org' });
export const live = target({ name: 'live', environment: here, prometheus: files({ to: 'out/prometheus', reload: '${prometheus}' }) });
`;

await serverSuite('prometheus', 'signalbox recommend and sampling', () => {
  let server: FilledPrometheus;
  let project: Project;
  const listen = listening();
  beforeAll(async () => {
    server = await startFilledPrometheus(data);
    project = await projectWith(definitions(server.url));
  }, 120_000);
  afterAll(async () => {
    await listen.stop();
    await project?.remove();
    await server?.stop();
  });

  const AT = ['--target', 'live', '--to', '2026-10-20 12:00', '--since', '1h'];
  const ask = async (query: string): Promise<number> => {
    const answer = await fetch(`${server.url}/api/v1/query?time=${TO}&query=${encodeURIComponent(query)}`);
    const { data: said } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
    return Number(said.result[0]?.value[1]);
  };
  type Row = {
    kind: string;
    about: string;
    advice: string;
    evidence: string;
    effect: string;
    measure: string;
    now: number;
    weight: number;
  };
  const recommended = async (...args: string[]): Promise<Row[]> => {
    const { code, err, out } = await project.signalbox('recommend', ...AT, ...args, '--json');
    expect([code, err]).toEqual([0, '']);
    return JSON.parse(out).recommendations;
  };

  test('suggests what was put into the data, and nothing else', async () => {
    const rows = await recommended();
    expect(rows.map(({ kind, about }) => `${kind}: ${about}`).sort()).toEqual([
      'buckets: shop request_duration_seconds',
      'cardinality: requests_total',
      'dead target: shop gone',
      'error handling: order pay',
      'flow structure: order: gift wrap',
      'noisy alert: AlwaysThere',
      'parallelism: mail',
      'resources: n/p/c',
      'resources: n/p/c',
      'retention: metrics of here',
      'unused metric: leftover_items',
      'unused rule: shop:requests:rate5m',
      'version: desk',
    ]);
    expect(rows.map(({ weight }) => weight)).toEqual(rows.map(({ weight }) => weight).sort((a, b) => b - a));
  });

  test('each with evidence that a query by hand confirms', async () => {
    const rows = new Map((await recommended()).map((row) => [row.kind === 'unused metric' ? row.about : row.kind, row]));
    const all = await ask('count({__name__!=""})');
    expect(rows.get('leftover_items')?.effect).toBe(`30 of ${all} series less (${Number(((30 / all) * 100).toPrecision(3))} %).`);
    expect(rows.get('cardinality')).toMatchObject({
      evidence: '50 series; customer has 40 values, and no query that reads the metric asks for it.',
      now: await ask('count(requests_total)'),
    });
    expect(rows.get('cardinality')?.effect).toMatch(/^2 series instead of 50: /);
    expect(await ask('count(count without (customer) (requests_total))')).toBe(2);
    expect(rows.get('buckets')?.now).toBeCloseTo(0.2, 9);
    expect(rows.get('error handling')?.evidence).toBe('10 % of 600 runs fail, and none was tried again.');
    expect(rows.get('error handling')?.now).toBeCloseTo(await ask(rows.get('error handling')?.measure ?? ''), 6);
    const sizes = (await recommended('--kind', 'resources')).map(({ advice, now }) => [advice, now]);
    expect(sizes).toEqual([
      ['Raise the request of CPU to 1.188.', expect.closeTo(0.95, 9)],
      ['Lower the limit of memory to 275.', 0.2],
    ]);
    expect(rows.get('noisy alert')?.now).toBe(1);
  });

  test('each measures what it says, so that it can be measured again', async () => {
    const rows = await recommended();
    for (const { kind, measure, now } of rows) {
      const again = await ask(measure);
      expect([kind, Number.isNaN(again) ? 0 : again]).toEqual([kind, expect.closeTo(now, 6)]);
    }
  });

  test('says what to do about workers, versions, steps and what is kept', async () => {
    const rows = new Map((await recommended()).map((row) => [row.kind, row]));
    expect(rows.get('parallelism')?.advice).toBe('Let more than 4 run at once: work waits because all workers are busy.');
    expect(rows.get('parallelism')?.evidence).toMatch(
      /^95 of 100 begin within 9\.5\ds, the work itself takes 2s; 3\.9 run at once/,
    );
    expect(rows.get('version')?.advice).toBe('Go back from 1.1.0 to 1.0.0, until it is known why.');
    expect(rows.get('version')?.evidence).toMatch(
      /^0 % of 3000 failed with 1\.0\.0, 16\.7 % of 3600 with 1\.1\.0 \(by chance less than 0\.01 %\)/,
    );
    expect(rows.get('flow structure')?.evidence).toMatch(/^It ran in \d of 600 executions \(0\.\d+ %\)\.$/);
    expect(rows.get('retention')?.advice).toMatch(/^Keep metrics for \S+ instead of 90d/);
    expect(rows.get('retention')?.evidence).toMatch(/How much room it takes cannot be told/);
  });

  test('keeps what it said, and measures it again later', async () => {
    const saved = await project.signalbox('recommend', ...AT, '--save', 'before', '--format', 'summary');
    expect([saved.code, saved.err]).toEqual([0, expect.stringContaining('Kept 13 suggestions as before.')]);
    const again = await project.signalbox('recommend', ...AT, '--after', 'before', '--json');
    const { aftermath } = JSON.parse(again.out) as { aftermath: { verdict: string }[] };
    expect([again.code, new Set(aftermath.map(({ verdict }) => verdict))]).toEqual([0, new Set(['unchanged'])]);
    const earlier = ['--target', 'live', '--to', '2026-10-20 11:00', '--since', '1h', '--after', 'before', '--json'];
    const rows = JSON.parse((await project.signalbox('recommend', ...earlier)).out).aftermath as {
      kind: string;
      verdict: string;
    }[];
    // an hour before 1.1.0 was not there, so its failures were not either
    expect(rows.find(({ kind }) => kind === 'version')?.verdict).toBe('improved');
    const wrong = await project.signalbox('recommend', ...AT, '--after', 'befor');
    expect([wrong.code, wrong.err]).toEqual([
      2,
      expect.stringContaining('There is no saved list of recommendations befor: did you mean before?'),
    ]);
    expect((await project.signalbox('recommend', ...AT, '--save', '../x')).code).toBe(2);
    expect((await project.signalbox('recommend', ...AT, '--save', 'a', '--after', 'b')).code).toBe(2);
  });

  test('finds one kind, and says what is wrong with what was typed', async () => {
    expect((await recommended('--kind', 'buckets')).map(({ kind }) => kind)).toEqual(['buckets']);
    const wrong = await project.signalbox('recommend', ...AT, '--kind', 'bucket');
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('There is no kind bucket: did you mean buckets?')]);
    expect((await project.signalbox('recommend', ...AT, '--prometheus', 'http://127.0.0.1:9')).code).toBe(4);
  });

  test('goes on without a Tempo that is away, but for a kind that was asked for', async () => {
    const away = ['--tempo', 'http://127.0.0.1:9', '--json'];
    const { code, err, out } = await project.signalbox('recommend', ...AT, ...away);
    const said = err.split('\n').filter((line) => line.includes('127.0.0.1:9'));
    expect([code, said]).toEqual([0, [expect.stringMatching(/; left out what only traces tell: of flow structure, /)]]);
    expect(JSON.parse(out).recommendations).toHaveLength(13);
    const asked = await project.signalbox('recommend', ...AT, ...away, '--kind', 'merge strategy');
    expect([asked.code, asked.out]).toEqual([4, '']);
  });

  test('says how it came out, in a table', async () => {
    const at = (time: string) => ['--target', 'live', '--to', `2026-10-20 ${time}`, '--since', '1h'];
    await project.signalbox('recommend', ...at('11:40'), '--save', 'earlier');
    const { out } = await project.signalbox('recommend', ...at('12:00'), '--after', 'earlier');
    const command = 'signalbox recommend --target live --since 1h --after earlier';
    expectDocumented('operate-logs-and-traces.md', command, out);
  });

  test('reads nothing of another tenant', async () => {
    expect((await recommended('--tenant', 'nobody')).map(({ kind }) => kind)).toEqual(['retention', 'unused rule']);
  });

  const sampling = (...args: string[]) => project.signalbox('sampling', ...AT, ...args);

  test('judges the rate by what metrics counted, which see everything', async () => {
    const [shop] = JSON.parse((await sampling('--json')).out).services;
    const events = await ask('sum(increase(requests_total[1h]))');
    const failed = await ask('sum(increase(requests_total{code="5xx"}[1h]))');
    expect(shop).toMatchObject({ service: 'shop', type: 'head', rate: 0.01, verdict: 'too little' });
    expect(shop.events).toBeCloseTo(events, 6);
    expect(shop.failed).toBeCloseTo(failed, 6);
    expect(shop.kept).toBeCloseTo(events * 0.01, 6);
    expect(shop.bestRate).toBeCloseTo(rateFor(failed, 0.05, 0.95), 9);
    expect(shop.failedError).toBeCloseTo(1.959963984540054 * Math.sqrt(0.99 / (0.01 * failed)), 9);
  });

  test('says what spans have recorded, beside what the metric counted in the same time', async () => {
    const asked: URLSearchParams[] = [];
    const tempo = await listen.http((request, response) => {
      asked.push(new URL(request.url ?? '', 'http://localhost').searchParams);
      const label = (value: object) => [{ key: 'span.sampling.rate', value }];
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          series: [
            {
              labels: label({ doubleValue: 0.01 }),
              samples: [
                { timestampMs: '1', value: 200 },
                { timestampMs: '2', value: 46 },
              ],
            },
            { labels: label({ stringValue: 'nil' }), samples: [{ timestampMs: '1', value: 4 }] },
          ],
        }),
      );
    });
    const { services } = JSON.parse((await sampling('--tempo', tempo, '--json', '--price', '2 EUR/1000')).out);
    const counted = await ask('sum(increase(requests_total[1h]))');
    const { recorded } = services[0];
    expect(recorded).toMatchObject({ seconds: 3600, kept: 250, withoutRate: 4, corrected: 24_604 });
    expect(recorded.counted).toBeCloseTo(counted, 6);
    expect(recorded.offBy).toBeCloseTo(24_604 / counted - 1, 12);
    expect(recorded.error).toBeCloseTo((1.959963984540054 * Math.sqrt((246 * 0.99) / 0.0001)) / 24_604, 12);
    expect([asked.length, asked[0]?.get('step')]).toEqual([1, '300s']);
    expect(Number(asked[0]?.get('end')) - Number(asked[0]?.get('start'))).toBe(3600);
    const { out } = await sampling('--tempo', tempo);
    expect(out).toMatch(/recorded rate +recorded kept +corrected +corrected error +off by/);
    expect(out).toMatch(/1\.02 % +250 +24604 +12\.43 % +0\.02 % +too little/);
    expect(out).toContain('Spans without `sampling.rate` stand for themselves: 1.6 % of shop.');
    expect((await sampling('--tempo', tempo, '--format', 'csv', '--price', '2 EUR/1000')).out).toMatch(
      /off_by,recorded_cost,verdict\r\n/,
    );
    // what metrics say stands without it
    const away = await sampling('--tempo', 'http://127.0.0.1:9', '--json');
    expect(away).toMatchObject({ code: 0, err: expect.stringContaining('left out what spans have recorded') });
    expect(JSON.parse(away.out).services[0]).toMatchObject({ verdict: 'too little', recorded: null });
  });

  test('says what kept traces cost in a month, now and at the best rate', async () => {
    const priced = ['--price', '2 EUR/1000'];
    const { price, services } = JSON.parse((await sampling('--json', ...priced)).out);
    const [{ bestKept, costs, kept }] = services;
    expect(price).toEqual({ amount: 2, per: 1000, currency: 'EUR' });
    expect(costs.now).toBeCloseTo((kept * 24 * 30 * 2) / 1000, 9); // counted over an hour
    expect(costs.best).toBeCloseTo((bestKept * 24 * 30 * 2) / 1000, 9);
    expect((await sampling('--format', 'csv', ...priced)).out).toMatch(/best_kept,cost,best_cost,verdict\r\n/);
    expect(await sampling('--price', 'cheap')).toMatchObject({ code: 2, err: expect.stringContaining('is no price of traces') });
  });

  test('for the window, the error and the confidence that are asked for', async () => {
    const [shop] = JSON.parse((await sampling('--json', '--per', '5m', '--error', '0.2', '--confidence', '99%')).out).services;
    expect(shop.events).toBeCloseTo((await ask('sum(increase(requests_total[1h]))')) / 12, 6);
    expect(shop.bestRate).toBeCloseTo(rateFor(shop.failed, 0.2, 0.99), 9);
    expect((await sampling('--format', 'summary')).out).toBe(
      '1 service, events of 1h; 1 with a rate that is not right for an error of 5 % at 95 % confidence.\n',
    );
  });

  test('says what is wrong with a share, and when nothing was counted', async () => {
    const wrong = async (...args: string[]) => {
      const { code, err } = await sampling(...args);
      expect(code).toBe(2);
      return err;
    };
    expect(await wrong('--error', 'none')).toContain("`--error none` is no share. Write '5%' or 0.05.");
    expect(await wrong('--confidence', '100%')).toContain('`--confidence 100%` is no share');
    expect(await wrong('--per', 'day')).toContain('`--per day` is no duration');
    expect(await wrong('--service', 'shp')).toContain('There is no service shp: did you mean shop?');
    expect((await sampling('--tenant', 'nobody')).out).toMatch(/^No work of these services was counted since /);
  });
});
