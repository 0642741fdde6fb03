import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../support/run-cli.ts';
import { serverSuite } from '../support.ts';
import { type Filled, type FilledPrometheus, startFilledPrometheus } from './filled-prometheus.ts';
import { type Project, projectWith } from './project.ts';

const TO = Date.UTC(2026, 9, 20, 12) / 1000;
const STEP = 15;
const STEPS = (2 * 7200) / STEP;
const cumulated = (each: (index: number) => number) => {
  let sum = 0;
  return Array.from({ length: STEPS + 1 }, (_, index) => {
    sum += each(index);
    return sum;
  });
};
const of = (series: string, values: readonly (number | undefined)[]): Filled => ({
  series,
  from: TO - STEPS * STEP,
  stepSeconds: STEP,
  values,
});
const all = (value: number) => Array.from({ length: STEPS + 1 }, () => value);
const own = 'job="shop",instance="a"';
/** Failures rise from none to one in ten; durations stay; a target is away for the last quarter; an alert fires for ten minutes. */
const data: Filled[] = [
  of(
    `requests_total{${own},code="2xx"}`,
    cumulated(() => 100),
  ),
  of(
    `requests_total{${own},code="5xx"}`,
    cumulated((index) => (index * 10) / STEPS),
  ),
  of(
    `request_duration_seconds_bucket{${own},le="0.1"}`,
    cumulated(() => 80),
  ),
  of(
    `request_duration_seconds_bucket{${own},le="1.0"}`,
    cumulated(() => 100),
  ),
  of(
    `request_duration_seconds_bucket{${own},le="+Inf"}`,
    cumulated(() => 100),
  ),
  of('up{job="shop",instance="a"}', all(1)),
  of(
    'up{job="shop",instance="b"}',
    Array.from({ length: STEPS + 1 }, (_, index) => (index > STEPS - 120 ? 0 : 1)),
  ),
  of(
    'ALERTS{alertname="Down|<b>",alertstate="firing",service="shop",severity="critical"}',
    Array.from({ length: STEPS + 1 }, (_, index) => (index > STEPS - 40 ? 1 : undefined)),
  ),
  of('slo:sli_total:increase5m{slo="shop/buy"}', all(400)),
  of('slo:sli_bad:increase5m{slo="shop/buy"}', all(8)),
  of('slo:error_budget:increase5m{slo="shop/buy"}', all(4)),
];

const definitions = (prometheus: string) => `
import { alertmanager, counter, environment, events, files, histogram, oneOf, prometheus, routing, secret, service, slack, slo, target, team } from 'signalbox';
const crew = team({ name: 'crew', page: slack({ channel: '#a', apiUrl: secret.file('s') }), ticket: slack({ channel: '#b', apiUrl: secret.file('s') }) });
export const routes = routing({ fallback: crew.ticket });
const requests = counter({ name: 'requests_total', help: 'Requests.', labels: { code: oneOf('2xx', '5xx') } });
const duration = histogram({ name: 'request_duration_seconds', help: 'Time.', unit: 'seconds', buckets: [0.1, 1] });
export const shop = service({ name: 'shop', owner: crew, metrics: [requests, duration], scrape: { port: 1 } });
export const stock = service({ name: 'stock', owner: crew, metrics: [], scrape: { port: 2 } });
export const buy = slo({ service: shop, name: 'buy', objective: '99%', window: '7d', sli: events({ total: requests, bad: requests.where({ code: '5xx' }) }) });
const here = environment({ name: 'here', prometheus: prometheus({ version: '3.15', retention: '90d' }), alertmanager: alertmanager({ version: '0.34' }), runbooks: 'https://runbooks.example.org' });
export const live = target({ name: 'live', environment: here, prometheus: files({ to: 'out/prometheus', reload: '${prometheus}' }) });
`;

await serverSuite('prometheus', 'signalbox report', () => {
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

  const report = (...args: string[]) =>
    project.signalbox('report', '--target', 'live', '--to', '2026-10-20 12:00', '--since', '2h', ...args);
  type Row = { what: string; value: number; verdict: string; section: string; values: number[]; unit: string };
  const rowsOf = async (...args: string[]): Promise<Record<string, Row>> => {
    const { code, err, out } = await report('--json', ...args);
    expect([code, err]).toEqual([0, '']);
    return Object.fromEntries(JSON.parse(out).rows.map((row: Row) => [row.what, row]));
  };
  /** A question of its own, by hand. */
  const ask = async (query: string, at = TO): Promise<number> => {
    const answer = await fetch(`${server.url}/api/v1/query?time=${at}&query=${encodeURIComponent(query)}`);
    const { data: said } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
    return Number(said.result[0]?.value[1]);
  };

  test('tells of objectives, targets and alerts what queries by hand do', async () => {
    const rows = await rowsOf();
    expect(rows['shop/buy']).toMatchObject({ section: 'SLO compliance', value: 0.98, verdict: 'missed' });
    expect(rows['targets up']?.value).toBeCloseTo(
      await ask('sum(sum_over_time(up{job="shop"}[2h])) / sum(count_over_time(up{job="shop"}[2h]))'),
      9,
    );
    expect(rows['Down|<b> fired']).toMatchObject({ unit: 'minutes', value: 10, verdict: 'critical' });
  });

  test('tells of usage what a query by hand counts', async () => {
    const { requests } = await rowsOf();
    expect(requests).toMatchObject({ section: 'usage', unit: 'count' });
    expect(requests?.value).toBeCloseTo(await ask('sum(increase(requests_total{job="shop"}[2h]))'), 6);
  });

  test('tells of performance what queries by hand do', async () => {
    const { 'error ratio': errors, 'p95 duration': p95 } = await rowsOf();
    expect([errors?.section, p95?.section]).toEqual(['performance', 'performance']);
    expect(errors?.value).toBeCloseTo(
      await ask('sum(increase(requests_total{code="5xx"}[2h])) / sum(increase(requests_total[2h]))'),
      9,
    );
    expect(p95?.value).toBeCloseTo(0.1 + 0.9 * (15 / 20), 9);
  });

  test('classes trends, by values that are those of the server', async () => {
    const { 'error ratio': errors, 'p95 duration': p95, 'targets up': up, requests } = await rowsOf();
    expect([errors?.verdict, p95?.verdict, up?.verdict, requests?.verdict]).toEqual(['degrading', 'stable', 'stable', 'stable']);
    expect(errors?.values).toHaveLength(24);
    for (const at of [0, 7, 23]) {
      const end = TO - (23 - at) * 300;
      const share = 'sum(increase(requests_total{code="5xx"}[5m])) / sum(increase(requests_total[5m]))';
      expect(errors?.values[at]).toBeCloseTo(await ask(share, end), 9);
    }
  });

  test('writes a document and a page that load nothing and escape what they are told', async () => {
    const { code, err } = await report(
      '--markdown',
      'out/report.md',
      '--html',
      'out/report.html',
      '--title',
      'Week <1>',
      '--format',
      'summary',
    );
    expect([code, err]).toEqual([0, 'Wrote out/report.md.\nWrote out/report.html.\n']);
    const [markdown, page] = await Promise.all(
      ['out/report.md', 'out/report.html'].map((file) => readFile(join(project.folder, file), 'utf8')),
    );
    expect(markdown).toContain('# Week \\<1\\>\n\n2026-10-20 10:00 UTC to 2026-10-20 12:00 UTC. 0 of 1 objectives met;');
    expect(markdown).toContain('| shop | shop/buy | 98 % | 99% | missed |');
    expect(markdown).toContain('| shop | Down\\|\\<b\\> fired | 10 min |  | critical |');
    expect(page).toContain('<title>Week &lt;1&gt;</title>');
    expect(page).toContain('Down|&lt;b&gt; fired');
    expect(page).not.toMatch(/<b>|<script|src=|href=|url\(|@import/);
    expect(page?.match(/<svg /g)).toHaveLength(4);
  });

  test('one for each period: whole files, as many as were asked for', async () => {
    const { code, err, out } = await project.signalbox(
      'report',
      '--target',
      'live',
      '--every',
      '1h',
      '--into',
      'days',
      '--periods',
      '1',
    );
    const [name = ''] = /\d{4}-\d\d-\d\dT\d\d-00Z/.exec(err) ?? [];
    expect([code, out, err]).toEqual([0, '', `Wrote days/${name}.md, .html and .csv.\n`]);
    expect((await readdir(join(project.folder, 'days'))).sort()).toEqual(
      ['csv', 'html', 'md'].map((ending) => `${name}.${ending}`),
    );
    const end = new Date(name.replace(/T(\d\d)-00Z/, 'T$1:00:00Z'));
    expect(Date.now() - end.getTime()).toBeLessThan(2 * 3_600_000);
    expect(await readFile(join(project.folder, 'days', `${name}.md`), 'utf8')).toContain(`${name.slice(0, 10)} `);
  });

  test('one for each period, until it is interrupted', async () => {
    const interrupt = new AbortController();
    const err = (text: string) => (text.startsWith('Wrote') ? interrupt.abort() : undefined);
    const args = ['-C', project.folder, 'report', '--target', 'live', '--every', '1h', '--into', 'more'];
    const { code } = await runCli(args, project.folder, { err, signal: interrupt.signal });
    expect([code, (await readdir(join(project.folder, 'more'))).length]).toEqual([130, 3]);
  });

  test.each([
    [['--every', '1h'], 2, 'want both: --every 24h --into FOLDER'],
    [['--every', 'often', '--into', 'x'], 2, '`--every often` is no duration of 5m at least'],
    [['--every', '1m', '--into', 'x'], 2, '`--every 1m` is no duration of 5m at least'],
    [['--every', '1h', '--into', 'x', '--periods', 'all'], 2, '`--periods all` is no number of at least 1.'],
    [['--every', '1h', '--into', 'x', '--service', 'shopp'], 2, 'There is no service shopp: did you mean shop?'],
    [['--every', '1h', '--into', 'x', '--json'], 2, 'leave --markdown, --html and --json out'],
    [['--every', '1h', '--into', 'x', '--periods', '1', '--prometheus', 'http://127.0.0.1:9'], 4, 'cannot be reached'],
  ])('%j ends with %i', async (args, code, message) => {
    const run = await project.signalbox('report', '--target', 'live', ...args);
    expect([run.code, run.out, run.err]).toEqual([code, '', expect.stringContaining(message)]);
  });

  test('is CSV too', async () => {
    const { out } = await report('--format', 'csv');
    const [head, first] = out.split('\r\n');
    expect(head).toBe('section,service,what,value,unit,objective,verdict');
    expect(first).toBe('SLO compliance,shop,shop/buy,0.98,ratio,99%,missed');
  });

  test('reads nothing of another tenant, and says when there is nothing', async () => {
    expect((await report('--tenant', 'nobody')).out).toBe('Nothing was measured since 2026-10-20 10:00 UTC.\n');
    expect((await report('--service', 'stock')).out).toBe('Nothing was measured since 2026-10-20 10:00 UTC.\n');
  });

  test('says what is wrong with what was typed', async () => {
    expect(await report('--service', 'shopp')).toMatchObject({ code: 2, err: 'There is no service shopp: did you mean shop?\n' });
    expect(await report('--since', 'week')).toMatchObject({ code: 2, out: '' });
    expect((await report('--prometheus', 'http://127.0.0.1:9')).code).toBe(4);
  });
});
