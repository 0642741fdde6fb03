import * as sdk from '@grafana/grafana-foundation-sdk/dashboard';
import * as loki from '@grafana/grafana-foundation-sdk/loki';
import * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import { describe, expect, test } from 'vitest';
import { dashboardWire } from '../../../src/artifacts/grafana-dashboard/compile.ts';
import type { PanelWire } from '../../../src/artifacts/grafana-dashboard/wire.ts';
import { builtDashboard } from '../../../src/define/built-dashboard.ts';
import { type AuthoredDashboard, dashboard, section } from '../../../src/define/dashboard.ts';
import { resolveDashboards } from '../../../src/define/dashboard-resolve.ts';
import { panel } from '../../../src/panels/kinds.ts';
import { agents, derivedWith, lookup } from '../panels/phoenix.ts';
import { testContext } from '../panels/query-context.ts';

function latency(expr = 'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[$__rate_interval])))') {
  const query = new prometheus.DataqueryBuilder().expr(expr).legendFormat('{{le}}');
  return new timeseries.PanelBuilder().title('Latency').description('How long').unit('s').span(8).height(6).withTarget(query);
}

function compile(authored: AuthoredDashboard) {
  const context = testContext();
  const { value, diagnostics } = resolveDashboards([authored], context, lookup);
  const [board] = value;
  const told = [...context.reported, ...diagnostics].map(({ code }) => code);
  return { board: board!, wire: dashboardWire(board!, derivedWith([board!])), told };
}

describe('builders of the foundation SDK', () => {
  test('stand among panels of ours, with our ids, places and data sources', () => {
    const panels = [latency(), panel.stat({ title: 'Agents', show: agents })];
    const { wire, told } = compile(dashboard({ name: 'mixed', title: 'Mixed', sections: [section({ title: 'All', panels })] }));
    const [, built, own] = wire.panels as readonly PanelWire[];
    expect(told).toEqual([]);
    expect(built).toMatchObject({
      type: 'timeseries',
      title: 'Latency',
      description: 'How long',
      datasource: { type: 'prometheus', uid: 'prometheus' },
      gridPos: { x: 0, y: 1, w: 8, h: 6 },
      fieldConfig: { defaults: { unit: 's' } },
      targets: [{ legendFormat: '{{le}}', refId: 'A' }],
    });
    expect(new Set([built?.id, own?.id]).size).toBe(2);
  });

  test('have their queries read like any other', () => {
    expect(compile(dashboard({ name: 'wrong', title: 'Wrong', panels: [latency('sum(rate(x[5m])')] })).told).toEqual([
      'promql/syntax',
    ]);
  });

  test('ask Loki where they say so, and keep what only Grafana reads', () => {
    const lines = new loki.DataqueryBuilder().expr('{job="a"}').datasource({ type: 'loki', uid: 'x' });
    const clouds = {
      build: () => ({ type: 'stat', title: 'Cloud', targets: [{ refId: 'A', datasource: { type: 'cloudwatch', uid: 'c' } }] }),
    };
    const panels = [new timeseries.PanelBuilder().title('Lines').withTarget(lines), clouds];
    const { board, wire } = compile(dashboard({ name: 'loki', title: 'Loki', panels }));
    expect(board.sections[0]?.panels[0]?.queries[0]?.query).toMatchObject({ engine: 'loki', text: '{job="a"}' });
    expect(wire.panels[1]).toMatchObject({ targets: [{ refId: 'A', datasource: { type: 'cloudwatch', uid: 'c' } }] });
  });

  test('are not changed, and may be used again', () => {
    const builder = latency();
    const before = JSON.stringify(builder.build());
    compile(dashboard({ name: 'once', title: 'Once', panels: [builder] }));
    expect(JSON.stringify(builder.title('Latency').build())).toBe(before);
  });

  test('make a whole dashboard: rows are sections, variables are ours', () => {
    const from = new sdk.DashboardBuilder('Made elsewhere')
      .tags(['old'])
      .refresh('30s')
      .time({ from: 'now-1h', to: 'now' })
      .withVariable(new sdk.QueryVariableBuilder('job').query('label_values(up, job)').multi(true))
      .withVariable(new sdk.IntervalVariableBuilder('window').values('1m,5m'))
      .withPanel(latency('sum(rate(http_requests_total{job=~"$job"}[$window]))'))
      .withRow(new sdk.RowBuilder('More'))
      .withPanel(latency());
    const { board, told } = compile(builtDashboard({ name: 'elsewhere', from }));
    expect(told).toEqual([]);
    expect(board).toMatchObject({
      uid: 'estate_elsewhere',
      title: 'Made elsewhere',
      settings: { from: 'now-1h', refresh: '30s' },
    });
    expect(board.sections.map(({ title, panels }) => [title, panels.length])).toEqual([
      ['', 1],
      ['More', 1],
    ]);
    expect(board.variables.map(({ name, type, query }) => [name, type, query])).toEqual([
      ['job', 'query', 'label_values(up, job)'],
      ['window', 'interval', '1m,5m'],
    ]);
  });
});
