import { afterAll, beforeAll, expect, test } from 'vitest';
import { rateFor } from '../../../src/operate/sampling/error.ts';
import { serverSuite } from '../support.ts';
import { type Filled, type FilledPrometheus, startFilledPrometheus } from './filled-prometheus.ts';
import { type Project, projectWith } from './project.ts';

const TO = Date.UTC(2026, 9, 20, 12) / 1000;
const STEP = 60;
const STEPS = 120;
const of = (series: string, value: (index: number) => number): Filled => ({
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
];

const definitions = (prometheus: string) => `
import { alert, alertmanager, counter, environment, files, head, histogram, oneOf, prometheus, promql, recording, routing, secret, service, slack, target, team, traces } from 'signalbox';
const crew = team({ name: 'crew', page: slack({ channel: '#a', apiUrl: secret.file('s') }), ticket: slack({ channel: '#b', apiUrl: secret.file('s') }) });
export const routes = routing({ fallback: crew.ticket });
const requests = counter({ name: 'requests_total', help: 'Requests.', labels: { code: oneOf('2xx', '5xx') } });
const duration = histogram({ name: 'request_duration_seconds', help: 'Time.', unit: 'seconds', buckets: [0.1, 1] });
export const shop = service({ name: 'shop', owner: crew, metrics: [requests, duration], scrape: { port: 1 } });
export const spans = traces({ service: shop, propagation: ['tracecontext'], sampling: head({ ratio: '1%' }) });
export const nobody = recording({ service: shop, name: 'shop:requests:rate5m', expr: promql\`sum(rate(\${requests}[5m]))\` });
const here = environment({ name: 'here', prometheus: prometheus({ version: '3.15', retention: '90d' }), alertmanager: alertmanager({ version: '0.34' }), runbooks: 'https://runbooks.example.org' });
export const live = target({ name: 'live', environment: here, prometheus: files({ to: 'out/prometheus', reload: '${prometheus}' }) });
`;

await serverSuite('prometheus', 'signalbox recommend and sampling', () => {
  let server: FilledPrometheus;
  let project: Project;
  beforeAll(async () => {
    server = await startFilledPrometheus(data);
    project = await projectWith(definitions(server.url));
  }, 120_000);
  afterAll(async () => {
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
    expect([code, err.replace(/^.*`signalbox check` shows them\.\n/, '')]).toEqual([0, '']);
    return JSON.parse(out).recommendations;
  };

  test('suggests what was put into the data, and nothing else', async () => {
    const rows = await recommended();
    expect(rows.map(({ kind, about }) => `${kind}: ${about}`).sort()).toEqual([
      'buckets: shop request_duration_seconds',
      'cardinality: requests_total',
      'dead target: shop gone',
      'error handling: order pay',
      'noisy alert: AlwaysThere',
      'resources: n/p/c',
      'unused metric: leftover_items',
      'unused rule: shop:requests:rate5m',
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
    expect(rows.get('resources')).toMatchObject({ advice: 'Lower the limit of memory to 275.', now: 0.2 });
    expect(rows.get('noisy alert')?.now).toBe(1);
  });

  test('finds one kind, and says what is wrong with what was typed', async () => {
    expect((await recommended('--kind', 'buckets')).map(({ kind }) => kind)).toEqual(['buckets']);
    const wrong = await project.signalbox('recommend', ...AT, '--kind', 'bucket');
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('There is no kind bucket: did you mean buckets?')]);
    expect((await project.signalbox('recommend', ...AT, '--prometheus', 'http://127.0.0.1:9')).code).toBe(4);
  });

  test('reads nothing of another tenant', async () => {
    expect((await recommended('--tenant', 'nobody')).map(({ kind }) => kind)).toEqual(['unused rule']);
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
