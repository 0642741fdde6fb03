import { describe, expect, it } from 'vitest';
import { oneOf, text } from '../../../src/authored/label.ts';
import { counter, gauge } from '../../../src/authored/metric.ts';
import { promql } from '../../../src/authored/query.ts';
import { dashboard, section } from '../../../src/define/dashboard.ts';
import type { AuthoredVariable } from '../../../src/define/dashboard-variables.ts';
import { choices, labelValues } from '../../../src/define/dashboard-variables.ts';
import { slo } from '../../../src/define/slo.ts';
import type { AuthoredPanel } from '../../../src/panels/kind.ts';
import { panel } from '../../../src/panels/kinds.ts';
import { events } from '../../../src/sli/events.ts';
import { base, scraped, withCode } from '../../support/estate.ts';

const help = 'What it is.';
const calls = counter({
  name: 'calls_total',
  help,
  labels: { customer: text({ series: 5000 }), route: text({ series: 30 }), code: oneOf('2xx', '5xx') },
});
const plain = counter({ name: 'plain_total', help });
const depth = gauge({ name: 'queue_depth', help, labels: { queue: text({ series: 30 }) } });
const bytes = gauge({ name: 'memory_bytes', help, unit: 'bytes' });
const received = counter({ name: 'received_bytes_total', help, unit: 'bytes' });
const seconds = gauge({ name: 'age_seconds', help, unit: 'seconds' });
const cpu = counter({ name: 'cpu_seconds_total', help, unit: 'seconds' });
const heat = gauge({ name: 'heat_celsius', help, unit: 'celsius' });
const share = gauge({ name: 'share_ratio', help, unit: 'ratio' });
const checkout = scraped({ calls, plain, depth, bytes, received, seconds, cpu, heat, share });

function found(code: string, one: AuthoredPanel, variables: readonly AuthoredVariable[] = []): string[] {
  const board = dashboard({
    name: 'b',
    title: 'B',
    service: checkout,
    variables,
    sections: [section({ title: 'S', panels: [one] })],
  });
  return withCode({ ...base, checkout, board }, code).map(({ message, fix }) => `${message} ${fix}`);
}

const byRoute = promql`sum by (route, code) (rate(${calls}[$__rate_interval]))`;

describe('panel/too-many-series', () => {
  const told = (one: AuthoredPanel, variables?: readonly AuthoredVariable[]) => found('panel/too-many-series', one, variables);
  const title = 'P';

  it('adds up the series of all queries, against what the panel can show', () => {
    expect(told(panel.timeseries({ title, show: byRoute })).join()).toContain('may show 60 series; nobody tells more than 40');
    expect(told(panel.stat({ title, show: promql`${depth}` })).join()).toContain('30 series; nobody tells more than 20');
    expect(told(panel.timeseries({ title, show: depth }))).toEqual([]);
    expect(told(panel.timeseries({ title, show: [{ show: depth }, { show: depth }] })).join()).toContain('60 series');
    expect(told(panel.raw({ title, type: 'timeseries', json: {}, show: byRoute }))).toHaveLength(1);
  });

  it('says which label makes them', () => {
    expect(told(panel.timeseries({ title, show: byRoute })).join()).toContain('leave the label route out');
  });

  it('lets tables, heatmaps and the largest few pass', () => {
    expect(told(panel.table({ title, show: byRoute }))).toEqual([]);
    expect(told(panel.heatmap({ title, show: byRoute }))).toEqual([]);
    const transformations = [{ id: 'limit', options: { limitField: 10 } }];
    expect(told(panel.timeseries({ title, show: byRoute, transformations }))).toEqual([]);
    expect(told(panel.timeseries({ title, show: promql`topk(10, ${byRoute})` }))).toEqual([]);
  });

  it('counts one value of a variable of which one is chosen, and all of one that offers "All"', () => {
    const route = labelValues({ of: calls, label: 'route' });
    const show = promql`sum by (route, code) (rate(${calls.where({ route })}[$__rate_interval]))`;
    expect(told(panel.timeseries({ title, show }), [route])).toEqual([]);
    const all = labelValues({ of: calls, label: 'route', all: true });
    expect(told(panel.timeseries({ title, show, repeat: all }), [all])).toEqual([]);
    expect(told(panel.timeseries({ title, show }), [all])).toHaveLength(1);
  });
});

describe('panel/missing-aggregation', () => {
  const told = (one: AuthoredPanel) => found('panel/missing-aggregation', one);
  const title = 'P';
  const bare = promql`rate(${calls}[$__rate_interval])`;

  it('a rate as it is stored is a line for each instance and label, and not told twice', () => {
    expect(told(panel.timeseries({ title, show: bare })).join()).toContain('each instance and customer, route, code');
    expect(found('panel/too-many-series', panel.timeseries({ title, show: bare }))).toEqual([]);
    expect(told(panel.stat({ title, show: promql`${bare} / 2` }))).toHaveLength(1);
  });

  it.each([
    ['added up', panel.timeseries({ title, show: byRoute })],
    ['the largest few', panel.timeseries({ title, show: promql`topk(5, ${bare})` })],
    ['in a table', panel.table({ title, show: bare })],
    ['one line for each instance', panel.timeseries({ title, show: promql`rate(${plain}[$__rate_interval])` })],
    ['a gauge', panel.timeseries({ title, show: promql`${depth}` })],
    ['of one instance', panel.timeseries({ title, show: promql`rate(calls_total{instance="a:1"}[$__rate_interval])` })],
    [
      'told apart by the legend',
      panel.timeseries({ title, show: [{ show: bare, legend: '{{instance}} {{customer}} {{route}} {{code}}' }] }),
    ],
    [
      'of one series of each instance',
      panel.timeseries({ title, show: promql`rate(calls_total{customer="a",route="/",code="5xx"}[$__rate_interval])` }),
    ],
  ])('%s is fine', (_, one) => expect(told(one)).toEqual([]));

  it('a legend that leaves a label out names several lines alike', () => {
    expect(told(panel.timeseries({ title, show: [{ show: bare, legend: '{{code}}' }] }))).toHaveLength(1);
  });
});

describe('panel/unit-mismatch', () => {
  const told = (one: AuthoredPanel) => found('panel/unit-mismatch', one);
  const title = 'P';
  const rate = promql`sum(rate(${plain}[$__rate_interval]))`;
  const flow = promql`sum(rate(${received}[$__rate_interval]))`;

  it.each([
    [
      'seconds as ms',
      panel.stat({ title, unit: 'ms', show: seconds }),
      "unit: 's', or leave it out; or multiply the query by 1000",
    ],
    ['seconds as bytes', panel.stat({ title, unit: 'bytes', show: seconds }), "unit: 's'"],
    ['bytes per second as bytes', panel.stat({ title, unit: 'bytes', show: flow }), "unit: 'Bps'"],
    ['bytes per second as bps', panel.stat({ title, unit: 'bps', show: flow }), 'by 8'],
    ['ratio as percent', panel.stat({ title, unit: 'percent', show: share }), 'by 100'],
    ['ratio times 100 as percentunit', panel.stat({ title, unit: 'percentunit', show: promql`${share} * 100` }), "'percent'"],
    ['count per second as s', panel.stat({ title, unit: 's', show: rate }), "unit: 'cps'"],
    ['count per second as reqpm', panel.stat({ title, unit: 'reqpm', show: rate }), 'by 60'],
    ['ratio as s', panel.stat({ title, unit: 's', show: promql`sum(rate(${cpu}[$__rate_interval]))` }), "'percentunit'"],
    ['count as bytes', panel.stat({ title, unit: 'bytes', show: promql`sum(${depth})` }), "unit: 'bytes' where the metric"],
    ['celsius as percentunit', panel.stat({ title, unit: 'percentunit', show: heat }), "unit: 'celsius'"],
    [
      'seconds as ms',
      panel.raw({ title, type: 'barchart', json: { fieldConfig: { defaults: { unit: 'ms' } } }, show: seconds }),
      "unit: 's'",
    ],
  ])('%s', (shown, one, fix) => {
    expect(told(one)).toHaveLength(1);
    expect(told(one).join()).toContain(`The panel P shows ${shown}. `);
    expect(told(one).join()).toContain(fix);
  });

  it.each([
    ['dtdurations', panel.stat({ title, unit: 'dtdurations', show: seconds })],
    ['ms of a thousandfold', panel.stat({ title, unit: 'ms', show: promql`${seconds} * 1000` })],
    ['bits of an eightfold', panel.stat({ title, unit: 'bps', show: promql`${flow} * 8` })],
    ['a date of milliseconds', panel.stat({ title, unit: 'dateTimeFromNow', show: promql`${seconds} * 1000` })],
    ['a plain number', panel.stat({ title, unit: 'short', show: seconds })],
    ["a unit of one's own", panel.stat({ title, unit: 'suffix: orders', show: rate })],
    ['reqps', panel.stat({ title, unit: 'reqps', show: rate })],
    ['milliseconds nobody can declare', panel.stat({ title, unit: 'ms', show: promql`sum(${depth})` })],
    ['requests per minute', panel.stat({ title, unit: 'reqpm', show: promql`${rate} * 60` })],
    ['the axis of a heatmap', panel.heatmap({ title, unit: 's', show: rate })],
    ['what nobody can measure', panel.stat({ title, unit: 's', show: promql`${bytes} * ${seconds}` })],
  ])('%s is fine', (_, one) => expect(told(one)).toEqual([]));

  it('an objective is a share from 0 to 1, on the axis and in the query', () => {
    const sli = events({ total: calls, bad: calls.where({ code: '5xx' }) });
    const goal = slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli });
    const toldOf = (one: AuthoredPanel) => {
      const board = dashboard({ name: 'b', title: 'B', service: checkout, panels: [one] });
      return withCode({ ...base, checkout, goal, board }, 'panel/unit-mismatch').map(({ message }) => message);
    };
    expect(toldOf(panel.stat({ title, show: seconds, goal }))).toEqual(['The panel P shows seconds as percentunit.']);
    expect(toldOf(panel.gauge({ title, show: seconds, unit: 's', goal }))).toEqual([
      'The panel P draws the objective 99.9% on an axis of s.',
    ]);
    expect(toldOf(panel.timeseries({ title, show: goal.attained, goal }))).toEqual([]);
    expect(toldOf(panel.stat({ title, show: share, unit: 'percentunit', goal }))).toEqual([]);
  });

  it('is told once of a panel, for each thing its queries measure', () => {
    const show = [{ show: seconds }, { show: promql`max(${seconds})` }, { show: bytes }];
    expect(told(panel.timeseries({ title, unit: 'ms', show })).map((one) => one.split('.')[0])).toEqual([
      'The panel P shows seconds as ms',
      'The panel P shows bytes as ms',
    ]);
  });

  it('parts of a whole are of one kind, and a graph has two axes', () => {
    const both = [{ show: bytes }, { show: seconds }];
    expect(told(panel.timeseries({ title, stack: true, show: both })).join()).toContain(
      'bytes and seconds as parts of one whole',
    );
    expect(told(panel.pieChart({ title, show: both }))).toHaveLength(1);
    expect(told(panel.timeseries({ title, show: both }))).toEqual([]);
    expect(told(panel.timeseries({ title, show: [...both, { show: heat }] })).join()).toContain('on two axes');
    expect(told(panel.table({ title, show: [...both, { show: heat }] }))).toEqual([]);
    expect(told(panel.timeseries({ title, stack: true, show: [{ show: bytes }, { show: bytes }] }))).toEqual([]);
  });
});

describe('panel/no-description', () => {
  const told = (one: AuthoredPanel) => found('panel/no-description', one);
  const title = 'P';

  it('is told of an empty one, and where nothing but the title is known', () => {
    expect(told(panel.stat({ title, description: ' ', show: depth })).join()).toContain('The panel P of B has no description.');
    expect(told(panel.raw({ title, type: 'news', json: {} }))).toHaveLength(1);
  });

  it('follows from the help of a metric, and a text explains itself', () => {
    expect(told(panel.stat({ title, show: depth }))).toEqual([]);
    expect(told(panel.text({ title, markdown: 'Hello.' }))).toEqual([]);
    expect(told(panel.alertList({ title }))).toEqual([]);
  });
});

describe('panel/no-query', () => {
  const told = (one: AuthoredPanel) => found('panel/no-query', one);
  const title = 'P';
  const without = (show: unknown) => ({ title, show }) as never;

  it.each([undefined, [], [{}], [{ show: undefined }], { traceql: ' ' }, promql``])('show: %j', (show) => {
    for (const one of [panel.timeseries(without(show)), panel.table(without(show)), panel.traces(without(show))])
      expect(told(one)).toHaveLength(1);
  });

  it('a plugin that is empty without one, in raw JSON too', () => {
    expect(told(panel.raw({ title, type: 'timeseries', json: {} }))).toHaveLength(1);
    expect(told(panel.raw({ title, type: 'news', json: {} }))).toEqual([]);
    const words = panel.text({ title, markdown: '' });
    const library = panel.library({ title, uid: 'a', name: 'A' });
    for (const one of [panel.nodeGraph({ title }), panel.alertList({ title }), words, library]) expect(told(one)).toEqual([]);
  });

  it('leaves the rest of the board to be checked', () => {
    const variables = [choices({ name: 'which', values: ['a'] })];
    const one = panel.timeseries(without(undefined));
    expect(found('dashboard/unused-variable', one, variables)).toHaveLength(1);
  });
});
