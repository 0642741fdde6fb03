import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serverSuite } from '../support.ts';
import { type Filled, type FilledPrometheus, startFilledPrometheus } from './filled-prometheus.ts';
import { type Project, projectWith } from './project.ts';

const TO = Date.UTC(2026, 9, 20, 12) / 1000;
const AT = ['--to', '2026-10-20 12:00'];
const last = { from: TO - 600, stepSeconds: 15 };
const steady = (series: string, value: number): Filled => ({ ...last, series, values: Array.from({ length: 41 }, () => value) });
const states = (component: string, now: string) =>
  ['up', 'degraded', 'down'].map((state) =>
    steady(
      `component_health{job="shop",instance="a",component="${component}",component_health="${state}"}`,
      state === now ? 1 : 0,
    ),
  );
/** Fired for five minutes an hour ago (and five more, as blocks have no mark where a series ends), and again for ten minutes. */
const fired = (labels: string, from: number, minutes: number): Filled => ({
  series: `ALERTS{alertstate="firing",${labels}}`,
  from,
  stepSeconds: 15,
  values: Array.from({ length: minutes * 4 + 1 }, () => 1),
});
const data: Filled[] = [
  steady('up{job="shop",instance="a"}', 1),
  steady('up{job="shop",instance="b"}', 0),
  ...states('database', 'down'),
  ...states('cache', 'up'),
  steady('up{job="blog",instance="a"}', 1),
  {
    ...fired('alertname="Stuck",severity="critical",service="shop"', TO - 3600, 60),
    values: Array.from({ length: 241 }, (_, index) => (index <= 20 || index >= 200 ? 1 : undefined)),
  },
  fired('alertname="Slow",severity="warning",service="blog",route="/a"', TO - 7200, 10),
];
const DEFINITIONS = `
import { environment, oneOf, prometheus, service, stateSet, team } from 'signalbox';
export const here = environment({ name: 'here', prometheus: prometheus({ version: '3.15', retention: '90d' }) });
const payments = team({ name: 'payments' });
const health = stateSet({ name: 'component_health', help: 'Health.', labels: { component: oneOf('database', 'cache') }, states: ['up', 'degraded', 'down'] });
export const shop = service({ name: 'shop', owner: payments, metrics: [health], scrape: { port: 1 } });
export const blog = service({ name: 'blog', owner: payments, scrape: { port: 1 } });
export const gone = service({ name: 'gone', owner: payments, scrape: { port: 1 } });
`;

await serverSuite('prometheus', 'signalbox health and alerts history', () => {
  let server: FilledPrometheus;
  let project: Project;
  beforeAll(async () => {
    server = await startFilledPrometheus(data);
    project = await projectWith(DEFINITIONS);
  }, 120_000);
  afterAll(async () => {
    await project?.remove();
    await server?.stop();
  });
  const ask = (...args: string[]) => project.signalbox(...args, '--prometheus', server.url, ...AT);

  describe('health', () => {
    test('is that of the targets, the state sets and the alerts', async () => {
      expect((await ask('health')).out).toMatchInlineSnapshot(`
        "service  indicator  state     detail
        blog     scrape     up        1 of 1 targets answer
        blog     alerts     up        none fires
        gone     scrape     unknown   no target is known
        gone     alerts     up        none fires
        shop     scrape     degraded  1 of 2 targets answer
        shop     cache      up        component_health is up
        shop     database   down      component_health is down
        shop     alerts     degraded  Stuck

        down (all of 3 services) at 2026-10-20 12:00 UTC: gone degraded, shop down.
        "
      `);
    });

    test.each([
      ['all', 'down'],
      ['majority', 'degraded'],
      ['any', 'up'],
    ])('of a service, %s together, is %s', async (together, state) => {
      const { out } = await ask('health', '--service', 'shop', '--together', together, '--json');
      expect(JSON.parse(out).services).toEqual([{ service: 'shop', state }]);
    });

    test('of one indicator', async () => {
      const { out } = await ask('health', '--service', 'shop', '--indicator', 'database', '--format', 'csv');
      expect(out).toBe('service,indicator,state,detail\r\nshop,database,down,component_health is down\r\n');
    });

    test.each([
      [['--service', 'shpo'], 'There is no service shpo: did you mean shop?'],
      [['--indicator', 'databse'], 'There is no indicator databse: did you mean database?'],
      [['--together', 'most'], 'There is no way most.'],
    ])('%j is a mistake of usage', async (args, message) => {
      expect(await ask('health', ...args)).toEqual({ code: 2, out: '', err: expect.stringContaining(message) });
    });

    test('of a server that is away ends with 4', async () => {
      const { code, err } = await project.signalbox('health', '--prometheus', 'http://127.0.0.1:1');
      expect([code, err]).toEqual([4, expect.stringContaining('cannot be reached')]);
    });
  });

  describe('alerts history', () => {
    test('tells each time an alert fired', async () => {
      const { out } = await ask('alerts', 'history', '--since', '4h');
      expect(out).toMatchInlineSnapshot(`
        "from                  to                    seconds  alert  severity  service  labels
        2026-10-20 11:50 UTC  fires                     10m  Stuck  critical  shop
        2026-10-20 11:00 UTC  2026-10-20 11:10 UTC      10m  Stuck  critical  shop
        2026-10-20 10:00 UTC  2026-10-20 10:15 UTC      15m  Slow   warning   blog     route="/a"

        3 firings of 2 alerts since 2026-10-20 08:00 UTC, 1 still.
        "
      `);
    });

    test('of a name, in JSON', async () => {
      const { firings } = JSON.parse((await ask('alerts', 'history', 'Stuck', '--json')).out);
      expect(firings.map(({ from, to }: { from: string; to: string | null }) => [from, to])).toEqual([
        ['2026-10-20T11:50:00.000Z', null],
        ['2026-10-20T11:00:00.000Z', '2026-10-20T11:10:00.000Z'],
      ]);
    });

    test('of nothing says so', async () => {
      const { code, out } = await ask('alerts', 'history', '--severity', 'info');
      expect([code, out]).toEqual([0, 'Nothing has fired since 2026-10-19 12:00 UTC.\n']);
    });

    test('of a wrong duration is a mistake of usage', async () => {
      const { code, err } = await ask('alerts', 'history', '--since', 'yesterday');
      expect([code, err]).toEqual([2, "`--since yesterday` is no duration. Write '30m' or '7d'.\n"]);
    });
  });
});
