import { afterAll, beforeAll, expect, test } from 'vitest';
import { serverSuite } from '../support.ts';
import { type Filled, type FilledPrometheus, startFilledPrometheus } from './filled-prometheus.ts';
import { type Project, projectWith } from './project.ts';

const TO = Date.UTC(2026, 9, 20, 12) / 1000;
const STEP = 15;
const STEPS = 7200 / STEP;
/** Two instances; `a` gets 1.1.0 an hour before the end, `b` half an hour before. It fails five times as often. */
const CHANGED = { a: STEPS - 240, b: STEPS - 120 } as const;
const instances = ['a', 'b'] as const;

function filled(name: string, instance: 'a' | 'b', labels: string, value: (index: number) => number | undefined): Filled {
  const values = Array.from({ length: STEPS + 1 }, (_, index) => value(index));
  return { series: `${name}{job="shop",instance="${instance}"${labels}}`, from: TO - STEPS * STEP, stepSeconds: STEP, values };
}

/** So many a scrape before the change, so many after. */
const grows = (instance: 'a' | 'b', before: number, after: number) => (index: number) =>
  Math.min(index, CHANGED[instance]) * before + Math.max(0, index - CHANGED[instance]) * after;

const family = (name: string, of: (instance: 'a' | 'b') => Filled[]): Filled[] =>
  instances.flatMap(of).map((one) => ({ ...one, series: one.series.replace('NAME', name) }));
const data: Filled[] = [
  ...family('build_info', (instance) => [
    filled('NAME', instance, ',version="1.0.0"', (index) => (index <= CHANGED[instance] ? 1 : undefined)),
    filled('NAME', instance, ',version="1.1.0"', (index) => (index > CHANGED[instance] ? 1 : undefined)),
  ]),
  ...family('requests_total', (instance) => [
    filled('NAME', instance, ',code="2xx"', grows(instance, 99, 95)),
    filled('NAME', instance, ',code="5xx"', grows(instance, 1, 5)),
  ]),
  ...family('request_duration_seconds_bucket', (instance) => [
    filled('NAME', instance, ',le="0.1"', grows(instance, 90, 90)),
    filled('NAME', instance, ',le="1.0"', grows(instance, 100, 100)),
    filled('NAME', instance, ',le="+Inf"', grows(instance, 100, 100)),
  ]),
];

/** The old process begins anew at scrape 241 and ends at 360; then the new one, on another instance, is first scraped. */
const mail = (series: string, value: (index: number) => number | undefined): Filled => ({
  series: `${series.slice(0, -1)},job="mail"}`,
  from: TO - STEPS * STEP,
  stepSeconds: STEP,
  values: Array.from({ length: STEPS + 1 }, (_, index) => value(index)),
});
const oldCount = (index: number) => (index > 360 ? undefined : index <= 240 ? 1000 + index * 10 : 4 + (index - 241) * 10);
const newCount = (index: number) => (index <= 360 ? undefined : 7 + (index - 361) * 10);
data.push(
  mail('build_info{instance="old",version="1.0.0"}', (index) => (index > 360 ? undefined : 1)),
  mail('build_info{instance="new",version="1.1.0"}', (index) => (index <= 360 ? undefined : 1)),
  // the name of the old instance is taken over, so that there is a change to be seen
  mail('build_info{instance="old",version="1.1.0"}', (index) => (index > 360 ? 1 : undefined)),
  mail('requests_total{instance="old",code="2xx"}', oldCount),
  mail('requests_total{instance="new",code="2xx"}', newCount),
  mail('requests_total{instance="new",code="5xx"}', (index) => (index < 400 ? undefined : 30)),
);

const definitions = (prometheus: string) => `
import { alertmanager, counter, environment, files, histogram, info, oneOf, prometheus, routing, secret, service, slack, target, team, text } from 'signalbox';
const crew = team({ name: 'crew', page: slack({ channel: '#a', apiUrl: secret.file('s') }), ticket: slack({ channel: '#b', apiUrl: secret.file('s') }) });
export const routes = routing({ fallback: crew.ticket });
const build = info({ name: 'build_info', help: 'What runs.', labels: { version: text() } });
const requests = counter({ name: 'requests_total', help: 'Requests.', labels: { code: oneOf('2xx', '5xx') } });
const duration = histogram({ name: 'request_duration_seconds', help: 'Time.', unit: 'seconds', buckets: [0.1, 1] });
export const shop = service({ name: 'shop', owner: crew, metrics: [build, requests, duration], scrape: { port: 1 }, retired: { below: '1.0.0', versions: ['1.0.0'] } });
export const stock = service({ name: 'stock', owner: crew, metrics: [], scrape: { port: 2 } });
const here = environment({ name: 'here', prometheus: prometheus({ version: '3.15', retention: '90d' }), alertmanager: alertmanager({ version: '0.34' }), runbooks: 'https://runbooks.example.org' });
export const live = target({ name: 'live', environment: here, prometheus: files({ to: 'out/prometheus', reload: '${prometheus}' }) });
`;

await serverSuite('prometheus', 'signalbox versions', () => {
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

  const AT = ['--target', 'live', '--to', '2026-10-20 12:00', '--since', '2h'];
  const versions = (command: string, ...args: string[]) => project.signalbox('versions', command, ...AT, ...args);
  const json = async (command: string, ...args: string[]) => {
    const { code, err, out } = await versions(command, ...args, '--json');
    expect([code, err]).toEqual([0, '']);
    return JSON.parse(out);
  };

  const asked = async (query: string) => {
    const answer = await fetch(`${server.url}/api/v1/query?time=${TO}&query=${encodeURIComponent(query)}`);
    const { data: said } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
    return Number(said.result[0]?.value[1]);
  };

  test('says what runs, and what should not', async () => {
    const { versions: found } = await json('usage', '--below', '1.1.0', '--to', '2026-10-20 11:15');
    expect(found).toMatchObject([
      { service: 'shop', version: '1.0.0', instances: ['b'], retired: true },
      { service: 'shop', version: '1.1.0', instances: ['a'], retired: false },
    ]);
    const declared = await json('usage', '--to', '2026-10-20 11:15');
    expect(declared.versions.map(({ retired }: { retired: boolean }) => retired)).toEqual([true, false]);
    const typed = await json('usage', '--deprecated', '1.1.0', '--to', '2026-10-20 11:15');
    expect(typed.versions.map(({ retired }: { retired: boolean }) => retired)).toEqual([false, true]);
    expect((await versions('usage')).out).toMatch(/shop {5}1\.1\.0 {12}2 /);
    // steps of two minutes tell no seconds
    const coarse = await versions('usage', '--since', '24h', '--to', '2026-10-20 11:59:37');
    expect(coarse.out).toContain('2026-10-20 11:59 UTC');
    expect(coarse.out.split('\n').slice(1, 3).join()).not.toMatch(/:\d\d:\d\d/);
  });

  test('says who changed when', async () => {
    const { transitions } = await json('transitions');
    const at = (instance: 'a' | 'b') => new Date((TO - (STEPS - CHANGED[instance] - 1) * STEP) * 1000).toISOString();
    expect(transitions).toEqual([
      { service: 'shop', instance: 'a', at: at('a'), from: '1.0.0', to: '1.1.0', back: false },
      { service: 'shop', instance: 'b', at: at('b'), from: '1.0.0', to: '1.1.0', back: false },
    ]);
  });

  test('counts for each version what happened while it ran', async () => {
    const { after, before, durations, errors } = await json('compare', 'shop');
    // 1.0.0: an hour of a, an hour and a half of b
    expect(before).toMatchObject({ version: '1.0.0', total: 600 * 100, bad: 600 });
    expect(after).toMatchObject({ version: '1.1.0', total: 360 * 100, bad: 360 * 5 });
    const grown = (what: string) => asked(`sum(${what}) - sum(${what} offset 2h)`);
    expect(before.total + after.total).toBe(await grown('requests_total{job="shop"}'));
    expect(before.bad + after.bad).toBe(await grown('requests_total{job="shop",code="5xx"}'));
    expect(after.p95Seconds).toBeCloseTo(0.55, 9);
    expect(errors).toMatchObject({ verdict: 'worse' });
    expect(durations).toMatchObject({ verdict: 'same' });
    const summary = (await versions('compare', 'shop', '--format', 'summary')).out;
    expect(summary).toBe(
      '1.1.0 against 1.0.0: errors: worse (by chance less than 0.01 %), durations: same (by chance 100 %). Counts are exact, from scrape to scrape.\n',
    );
  });

  test('counts restarts, failures that are new, and instances that are new', async () => {
    const mail = await projectWith(definitions(server.url).replaceAll("'shop'", "'mail'"));
    try {
      const { code, err, out } = await mail.signalbox('versions', 'compare', 'mail', ...AT, '--json');
      expect([code, err]).toEqual([0, '']);
      const { after, before, counted, unsure } = JSON.parse(out);
      expect(counted).toBe('exact');
      // old: 10 a scrape for 240 scrapes, then 4 after it began anew, 10 a scrape for 119 more
      expect(before).toMatchObject({ version: '1.0.0', total: 240 * 10 + 4 + 119 * 10, bad: 0 });
      // new: 7 when it is first seen are of nobody knows when; then 10 a scrape, and 30 failures at once at scrape 400
      expect(after).toMatchObject({ version: '1.1.0', total: 119 * 10 + 30, bad: 30 });
      expect(unsure).toEqual({ '1.0.0': 0, '1.1.0': 7 });
      const { out: text } = await mail.signalbox('versions', 'compare', 'mail', '1.0.0', '1.1.0', ...AT, '--format', 'summary');
      expect(text).toContain('What new instances had counted before they were first scraped is left out: 1.1.0 up to 7.');
    } finally {
      await mail.remove();
    }
  });

  test('agrees with a query by hand where one version ran alone', async () => {
    const query = 'sum(increase(requests_total{job="shop",code="5xx"}[30m])) / sum(increase(requests_total{job="shop"}[30m]))';
    const { after } = await json('compare', 'shop', '1.0.0', '1.1.0');
    expect(after.errorRatio).toBeCloseTo(await asked(query), 9);
  });

  test('advises to go back', async () => {
    const { advice } = await json('advice', 'shop');
    expect(advice.map((one: { advice: string }) => one.advice)).toEqual([
      'shop: 1.1.0 fails more often than 1.0.0 (1 % → 5 %, by chance less than 0.01 %): go back to 1.0.0.',
    ]);
  });

  test('says what is wrong with what was typed, and when there is nothing', async () => {
    const wrong = async (command: string, ...args: string[]) => {
      const { code, err, out } = await versions(command, ...args);
      expect([code, out]).toEqual([2, '']);
      return err;
    };
    expect(await wrong('usage', 'shopp')).toBe('There is no service shopp: did you mean shop?\n');
    expect(await wrong('usage', 'stock')).toMatch(/^No info metric with a label `version` is declared/);
    expect(await wrong('compare', 'shop', '1.0.0', '1.1.1')).toBe('There is no version of shop 1.1.1: did you mean 1.1.0?\n');
    expect(await wrong('compare', 'shop', '1.0.0')).toBe('Write both versions, or none.\n');
    const { out } = await project.signalbox('versions', 'usage', '--target', 'live', '--to', '2025-01-01', '--since', '1h');
    expect(out).toMatch(/^No instance told its version since /);
    expect((await versions('usage', '--tenant', 'nobody')).out).toMatch(/^No instance told its version since /);
    expect((await versions('usage', '--prometheus', 'http://127.0.0.1:9')).code).toBe(4);
  });
});
