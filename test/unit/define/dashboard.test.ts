import { describe, expect, test } from 'vitest';
import { promql } from '../../../src/authored/query.ts';
import { type AuthoredSection, dashboard, dashboardLink, section } from '../../../src/define/dashboard.ts';
import { resolveDashboards } from '../../../src/define/dashboard-resolve.ts';
import {
  type AuthoredVariable,
  choices,
  constant,
  intervals,
  labelValues,
  textbox,
} from '../../../src/define/dashboard-variables.ts';
import { panel } from '../../../src/panels/kinds.ts';
import { agents, appLogs, authoredSystem, availability, duration, lookup, master, memory, requests } from '../panels/phoenix.ts';
import { testContext } from '../panels/query-context.ts';

const resolve = (...authored: Parameters<typeof dashboard>[0][]) =>
  resolveDashboards(authored.map(dashboard), testContext(), lookup);
const board = (sections: readonly AuthoredSection[], variables: readonly AuthoredVariable[] = []) =>
  resolve({ name: 'overview', title: 'Overview', system: authoredSystem, sections, variables });
const stat = (title: string) => panel.stat({ title, show: agents });
const codes = (outcome: ReturnType<typeof resolve>) => outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`);

describe('a dashboard', () => {
  test('belongs to its service, its system or the estate', () => {
    const { value } = resolve(
      { name: 'a', title: 'A', sections: [], service: master },
      { name: 'b', title: 'B', sections: [], system: authoredSystem },
      { name: 'c', title: 'C', sections: [] },
    );
    expect(value.map(({ address, uid, tags, scope }) => [address, uid, tags, scope.of])).toEqual([
      ['phoenix-master/dashboard/a', 'phoenix-master_a', ['signalbox', 'phoenix', 'phoenix-master'], 'service'],
      ['phoenix/dashboard/b', 'phoenix_b', ['signalbox', 'phoenix'], 'system'],
      ['estate/dashboard/c', 'estate_c', ['signalbox'], 'estate'],
    ]);
  });

  test('has defaults for what nobody wrote', () => {
    const [value] = resolve(
      { name: 'a', title: 'A', sections: [] },
      { name: 'b', title: 'B', sections: [], refresh: 'never', range: '1d' },
    ).value.map(({ settings }) => [settings.from, settings.refresh]);
    expect(value).toEqual(['now-6h', '1m']);
    expect(resolve({ name: 'b', title: 'B', sections: [], refresh: 'never', range: '1d' }).value[0]).toMatchObject({
      settings: { from: 'now-1d', refresh: '' },
    });
  });

  test('links to another by its uid, so a new title breaks nothing', () => {
    const other = dashboard({ name: 'other', title: 'Other', service: master, sections: [] });
    const links = [dashboardLink({ to: other }), dashboardLink({ title: 'Docs', url: 'https://example.org' })];
    expect(
      resolve({ name: 'a', title: 'A', sections: [], links }).value[0]?.links.map(({ title, url, icon }) => [title, url, icon]),
    ).toEqual([
      ['Other', '/d/phoenix-master_other', 'dashboard'],
      ['Docs', 'https://example.org', 'external link'],
    ]);
  });

  test('is resolved alike in any order', () => {
    const [one, two] = [section({ title: 'One', panels: [stat('A')] }), section({ title: 'Two', panels: [stat('A')] })];
    const keys = (sections: readonly AuthoredSection[]) =>
      board(sections).value[0]?.sections.flatMap(({ panels }) => panels.map(({ key }) => key));
    expect(keys([one, two])).toEqual(['one/a', 'two/a']);
    expect(keys([two, one])).toEqual(['two/a', 'one/a']);
  });

  test('with two panels of one key is a mistake, at the second panel', () => {
    const second = stat('Agents!');
    const outcome = board([section({ title: 'Now', panels: [stat('Agents'), second] })]);
    expect(codes(outcome)).toEqual(['dashboard/duplicate-panel: Two panels of section Now are titled Agents!.']);
    expect(outcome.diagnostics[0]?.origin).toBe(second);
  });

  test('with two sections of one title is a mistake', () => {
    const sections = [section({ title: 'Now', panels: [stat('A')] }), section({ title: 'Now!', panels: [stat('B')] })];
    expect(codes(board(sections))).toEqual(['dashboard/duplicate-section: Two sections are titled Now!.']);
  });

  test('may be written in any alphabet', () => {
    const sections = [
      section({ title: '流量', panels: [stat('请求'), stat('错误')] }),
      section({ title: '日志', panels: [stat('请求')] }),
    ];
    expect(codes(board(sections))).toEqual([]);
  });

  test('of a service that is not exported is a mistake', () => {
    const stranger = { kind: 'service', name: 'stranger' } as const;
    expect(codes(resolve({ name: 'a', title: 'A', service: stranger, sections: [] }))).toEqual([
      'dashboard/unknown-service: The service stranger of this dashboard is not part of the estate.',
    ]);
    expect(codes(resolve({ name: 'a', title: 'A', system: { kind: 'system', name: 'elsewhere' }, sections: [] }))).toEqual([
      'dashboard/unknown-system: The system elsewhere of this dashboard is not part of the estate.',
    ]);
  });

  test('the same title in two sections is none', () => {
    expect(codes(board([section({ title: 'A', panels: [stat('X')] }), section({ title: 'B', panels: [stat('X')] })]))).toEqual(
      [],
    );
  });
});

describe('a panel', () => {
  const resolved = (one: Parameters<typeof section>[0]['panels'][number]) =>
    board([section({ title: 'S', panels: [one] })]).value[0]?.sections[0]?.panels[0];

  test('says what its metrics mean, once each', () => {
    expect(
      resolved(panel.timeseries({ title: 'X', show: [{ show: agents }, { show: memory }, { show: promql`sum(${agents})` }] }))
        ?.description,
    ).toBe('Agents that hold a connection. Memory in use.');
  });

  test('has the description, unit and size its author wrote', () => {
    const written = { title: 'X', description: 'Mine.', unit: 'dtdurations', width: 5, height: 9 } as const;
    expect(resolved(panel.stat({ ...written, show: agents }))).toMatchObject(written);
  });

  test('with a goal has its unit, even over a query of something else', () => {
    const { unit, goal } = resolved(panel.stat({ title: 'X', show: promql`1 - ${agents}`, goal: availability })) ?? {};
    expect([unit, goal?.name]).toEqual(['percentunit', 'availability']);
  });

  test('whose goal is not exported is a mistake', () => {
    const context = testContext();
    const goal = { ...availability, name: 'private' };
    const sections = [section({ title: 'S', panels: [panel.stat({ title: 'X', show: agents, goal })] })];
    resolveDashboards([dashboard({ name: 'a', title: 'A', sections })], context, lookup);
    expect(context.reported.map(({ code, message }) => [code, message])).toEqual([
      ['dashboard/unknown-goal', 'The goal of panel X, private, is no SLO of the estate.'],
    ]);
  });

  test('gives each query its own unit', () => {
    const { queries = [] } = resolved(panel.table({ title: 'X', show: [{ show: agents }, { show: memory }] })) ?? {};
    expect(queries.map(({ refId, unit, format, instant }) => [refId, unit, format, instant])).toEqual([
      ['A', 'short', 'table', true],
      ['B', 'bytes', 'table', true],
    ]);
  });

  test('names queries as Grafana does, past Z', () => {
    const show = Array.from({ length: 28 }, () => ({ show: agents }));
    const refIds = resolved(panel.timeseries({ title: 'X', show }))?.queries.map(({ refId }) => refId);
    expect(refIds?.slice(24)).toEqual(['Y', 'Z', 'AA', 'AB']);
    expect(new Set(refIds).size).toBe(28);
  });
});

describe('variables', () => {
  const uses = (text: string, ...variables: AuthoredVariable[]) =>
    board(
      [section({ title: 'S', panels: [panel.stat({ title: 'X', show: { ...promql``, strings: [text], values: [] } })] })],
      variables,
    );

  test('are resolved to Grafana’s queries', () => {
    const variables = [
      labelValues({ of: requests, label: 'route' }),
      labelValues({ of: duration.where({ route: '/pay' }), label: 'instance', multi: true }),
      choices({ name: 'pool', values: ['a', 'b,c'], title: 'Pool of agents' }),
      intervals({ name: 'window', values: ['5m', '1h'] }),
      textbox({ name: 'find', value: 'error' }),
      constant({ name: 'cluster', value: 'eu1' }),
    ];
    expect(
      board([], variables).value[0]?.variables.map((one) => [
        one.name,
        one.label,
        one.type,
        one.query,
        'multi' in one && one.multi,
        'all' in one && one.all,
      ]),
    ).toEqual([
      ['route', 'Route', 'query', 'label_values(http_requests_total{job="phoenix-master"}, route)', false, false],
      [
        'instance',
        'Instance',
        'query',
        'label_values(http_request_duration_seconds_count{route="/pay",job="phoenix-master"}, instance)',
        true,
        true,
      ],
      ['pool', 'Pool of agents', 'custom', 'a,b\\,c', false, false],
      ['window', 'Window', 'interval', '5m,1h', false, false],
      ['find', 'Find', 'textbox', 'error', false, false],
      ['cluster', 'Cluster', 'constant', 'eu1', false, false],
    ]);
  });

  test('that nobody declared are errors, with a caret', () => {
    const outcome = uses('sum(up{pod=~"$pod"})');
    expect(codes(outcome)).toEqual(['dashboard/unknown-variable: Panel X uses $pod, which is no variable.']);
    expect(outcome.diagnostics[0]).toMatchObject({
      severity: 'error',
      excerpt: { text: 'sum(up{pod=~"$pod"})', from: 13, to: 17 },
    });
  });

  test('that look like those of Grafana are errors too', () => {
    const outcome = uses('rate(up[$__rate_intervall])');
    expect(codes(outcome)).toEqual(['dashboard/unknown-variable: Panel X uses $__rate_intervall, which is no variable.']);
    expect(outcome.diagnostics[0]?.fix).toBe('did you mean $__rate_interval?');
    expect(codes(uses('rate(up[$__rate_interval]) + avg_over_time(up[${__range}])'))).toEqual([]);
  });

  test.each(['up{a="$pool"}', 'up{a="${pool}"}', 'up{a=~"${pool:regex}"}', 'up{a="[[pool]]"}'])('are found in %s', (text) => {
    expect(codes(uses(text, choices({ name: 'pool', values: ['a'] })))).toEqual([]);
    expect(codes(uses(text))).toHaveLength(1);
  });

  test.each([
    'sum(rate(x_total[$__rate_interval]))',
    'up[${__range}]',
    'label_replace(up, "a", "$1", "b", "(.*)")',
    'label_replace(up, "a", "${1}", "b", "(.*)")',
    'up{a=~"x.*$"}',
  ])('are not seen in %s', (text) => {
    expect(codes(uses(text))).toEqual([]);
  });

  test('that nothing uses are a warning', () => {
    const outcome = uses('up', choices({ name: 'pool', values: ['a'] }), constant({ name: 'hidden', value: 'x' }));
    expect(outcome.diagnostics.map(({ severity }) => severity)).toEqual(['warning']);
    expect(codes(outcome)).toEqual(['dashboard/unused-variable: No panel uses the variable pool: it changes nothing.']);
  });

  test('used by another variable, a title, a text or a log query are used', () => {
    const [pool] = [choices({ name: 'pool', values: ['a'] })];
    const panels = [
      [panel.stat({ title: 'Agents of $pool', show: agents })],
      [panel.text({ title: 'X', markdown: 'Pool **$pool**' })],
      [panel.logs({ title: 'X', show: appLogs.where({ instance: pool }) })],
    ];
    for (const used of panels) expect(codes(board([section({ title: 'S', panels: used })], [pool]))).toEqual([]);
    const dependent = labelValues({ of: requests.where({ instance: pool }), label: 'route' });
    const shown = promql`sum(rate(${requests.where({ route: dependent })}[$__rate_interval]))`;
    expect(codes(board([section({ title: 'S', panels: [panel.stat({ title: 'X', show: shown })] })], [pool, dependent]))).toEqual(
      [],
    );
  });
});
