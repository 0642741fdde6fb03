import { dashboard, labelValues, panel, promql, section, service, team } from 'signalbox';
import { gauge, text } from 'signalbox/metrics';
import { describe, expect, test } from 'vitest';
import { fillIn, type Moment } from '../../../../src/operate/snapshot/fill-in.ts';
import { seriesNames } from '../../../../src/operate/snapshot/series-names.ts';
import { gridOf } from '../../../../src/operate/snapshot/span.ts';
import { variableValues } from '../../../../src/operate/snapshot/variable-values.ts';
import { compileModule } from '../../../../src/program.ts';
import type { HttpReader } from '../../../../src/targets/http.ts';

const moment: Moment = { fromSeconds: 1_000, toSeconds: 22_600, stepSeconds: 180, scrapeSeconds: 15, instant: false };
const none = new Map<string, string>();

describe('a query as Grafana would send it', () => {
  test.each([
    ['rate(x[$__rate_interval])', 'rate(x[195s])'],
    ['rate(x[${__rate_interval}])', 'rate(x[195s])'],
    ['increase(x[$__range]) / $__range_s', 'increase(x[21600s]) / 21600'],
    ['x[$__interval] * $__interval_ms', 'x[180s] * 180000'],
    ['rate({a="b"}[$__auto])', 'rate({a="b"}[180s])'],
    ['x @ $__from', 'x @ 1000000'],
    ['label_replace(x, "a", "$1", "b", "(.*)") + $unknown', 'label_replace(x, "a", "$1", "b", "(.*)") + $unknown'],
  ])('%s', (text, sent) => {
    expect(fillIn(text, none, moment)).toBe(sent);
  });

  test('takes four scrapes as the shortest rate, and the whole range as `$__auto` of a single value', () => {
    const close = { ...moment, stepSeconds: 15, instant: true };
    expect(fillIn('rate(x[$__rate_interval]) + rate({}[$__auto])', none, close)).toBe('rate(x[60s]) + rate({}[21600s])');
  });

  test('has the values of the variables, in all three ways to write one', () => {
    const values = new Map([
      ['instance', '.+'],
      ['job', 'a|b'],
    ]);
    expect(fillIn('x{i=~"$instance", j=~"${job:regex}", k=~"[[instance]]"}', values, moment)).toBe(
      'x{i=~".+", j=~"a|b", k=~".+"}',
    );
  });
});

const used = gauge({ name: 'used', help: 'Used.', labels: { disk: text({ series: 4 }), zone: text({ series: 2 }) } });
const shop = service({ name: 'shop', owner: team({ name: 'web' }), metrics: [used], scrape: { port: 9000 } });
const [zone, disk] = [
  labelValues({ of: used, label: 'zone', multi: true }),
  labelValues({ of: used, label: 'disk', all: false }),
];
const { derived } = compileModule(
  {
    shop,
    board: dashboard({
      name: 'disks',
      service: shop,
      title: 'Disks',
      variables: [zone, disk],
      sections: [
        section({
          title: 'All',
          panels: [panel.timeseries({ title: 'Used', show: promql`sum by (disk) (${used.where({ zone, disk })})` })],
        }),
      ],
    }),
  },
  '2026-11-21',
);
const board = derived.dashboards.find(({ uid }) => uid === 'shop_disks');
if (!board) throw new Error('there is no board');

describe('the variables of a board', () => {
  const asked: string[] = [];
  const server = (text: string): HttpReader => ({
    url: 'http://prometheus',
    clean: (said) => said,
    query: async (path) => Promise.reject(new Error(`${path} was not to be asked`)),
    request: async ({ path }) => {
      asked.push(path);
      return { status: 200, text };
    },
  });
  const fill = (text: string) => text;

  test('are "All" where that is offered, else the first value the server has', async () => {
    const values = await variableValues(board.variables, server('{"status":"success","data":["sda","sdb"]}'), fill);
    expect([...values]).toEqual([
      ['zone', '.+'],
      ['disk', 'sda'],
    ]);
    expect(asked).toEqual([`/api/v1/label/disk/values?${new URLSearchParams({ 'match[]': 'used{job="shop"}' })}`]);
  });

  test('are empty where the server does not tell', async () => {
    expect((await variableValues(board.variables, server('<html>'), fill)).get('disk')).toBe('');
    expect((await variableValues(board.variables, undefined, fill)).get('disk')).toBe('');
  });
});

describe('the time a board is asked about', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  test('is its own, in steps a graph is wide enough for, and never closer than scrapes', () => {
    expect(gridOf(board, undefined, now, 15)).toMatchObject({ stepSeconds: 300, points: 73 });
    expect(gridOf(board, 300_000, now, 15)).toMatchObject({ stepSeconds: 15, points: 21, from: now.getTime() / 1000 - 300 });
  });
});

describe('the names of series', () => {
  const shown = (legend: string) => ({ ...(board.sections[0]?.panels[0]?.queries[0] ?? raise()), legend });
  const series = (...labels: Record<string, string>[]) => labels.map((one) => ({ labels: one, points: [] }));
  test.each([
    ['{{disk}} of {{zone}}', series({ disk: 'sda', zone: 'a' }), ['sda of a']],
    ['', series({ disk: 'sda', job: 'shop' }, { disk: 'sdb', job: 'shop' }), ['sda', 'sdb']],
    ['', series({ a: '1', b: '1' }, { a: '2', b: '2' }), ['a=1, b=1', 'a=2, b=2']],
    ['', series({ __name__: 'used' }), ['used']],
  ])('legend %j', (legend, all, names) => {
    expect(seriesNames(shown(legend), all)).toEqual(names);
  });
});

function raise(): never {
  throw new Error('the board has no panel');
}
