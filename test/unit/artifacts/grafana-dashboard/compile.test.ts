import { describe, expect, test } from 'vitest';
import { grafanaDashboard } from '../../../../src/artifacts/grafana-dashboard/index.ts';
import { promql } from '../../../../src/authored/query.ts';
import { dashboard, section } from '../../../../src/define/dashboard.ts';
import { resolveDashboards } from '../../../../src/define/dashboard-resolve.ts';
import { labelValues } from '../../../../src/define/dashboard-variables.ts';
import { panel } from '../../../../src/panels/kinds.ts';
import {
  appLogs,
  authoredSystem,
  availability,
  derivedWith,
  duration,
  environment,
  lookup,
  master,
  requests,
} from '../../panels/phoenix.ts';
import { testContext } from '../../panels/query-context.ts';

const instance = labelValues({ of: requests, label: 'instance', multi: true });

const overview = dashboard({
  name: 'overview',
  title: 'System overview',
  system: authoredSystem,
  variables: [instance],
  sections: [
    section({
      title: 'Traffic',
      panels: [
        panel.timeseries({
          title: 'Requests',
          show: promql`sum by (code) (rate(${requests.where({ instance })}[$__rate_interval]))`,
        }),
        panel.stat({ title: 'Availability', show: availability.attained, goal: availability }),
        panel.heatmap({ title: 'Latency', show: duration }),
      ],
    }),
    section({
      title: 'Evidence',
      panels: [
        panel.logs({ title: 'Errors', show: appLogs.where({ level: 'error' }) }),
        panel.alertList({ title: 'Firing', of: master }),
      ],
    }),
  ],
});

describe('the dashboard of EXAMPLES.md', () => {
  const resolved = resolveDashboards([overview], testContext(), lookup);
  const compiled = grafanaDashboard.compile({ derived: derivedWith(resolved.value), environment });
  const [draft] = compiled.value;

  test('has no mistakes', () => {
    expect([...resolved.diagnostics, ...compiled.diagnostics]).toEqual([]);
  });

  test('lies in the folder of its system', () => {
    expect(draft?.path).toBe('grafana/dashboards/phoenix/phoenix_overview.json');
    expect(draft?.from).toEqual(['phoenix/dashboard/overview']);
  });

  test('is this text', async () => {
    await expect(draft && grafanaDashboard.print(draft.content)).toMatchFileSnapshot('../../../golden/grafana/overview.json');
  });
});

test('an environment without Grafana has no dashboards', () => {
  const { value } = resolveDashboards([overview], testContext(), lookup);
  const without = { ...environment, servers: { ...environment.servers, grafana: undefined } };
  expect(grafanaDashboard.compile({ derived: derivedWith(value), environment: without }).value).toEqual([]);
});

test('a panel that asks a server the environment lacks is told, not dropped', () => {
  const { value } = resolveDashboards([overview], testContext(), lookup);
  const without = { ...environment, servers: { ...environment.servers, loki: undefined } };
  const { value: drafts, diagnostics } = grafanaDashboard.compile({ derived: derivedWith(value), environment: without });
  expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    'dashboard/missing-server: Panel Errors asks loki, which environment production does not have.',
  ]);
  expect(drafts).toHaveLength(1);
});
