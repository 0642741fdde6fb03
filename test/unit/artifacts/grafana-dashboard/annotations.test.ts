import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { annotationsOf } from '../../../../src/artifacts/grafana-dashboard/annotations.ts';
import type { DashboardWire } from '../../../../src/artifacts/grafana-dashboard/wire.ts';
import { dashboard } from '../../../../src/define/dashboard.ts';
import { datasourceVariable } from '../../../../src/define/dashboard-variables.ts';
import { type AuthoredSeverity, severities, severity } from '../../../../src/define/severity.ts';
import { panel } from '../../../../src/panels/kinds.ts';
import { base, resolveAll } from '../../../support/estate.ts';
import { checkout, queue } from '../../../support/shop.ts';

const page = severity({ name: 'page', means: 'x', to: 'page' });
const info = (name: string) => severity({ name, means: 'x', to: 'info' });
const of = (levels: readonly AuthoredSeverity[]) => {
  const { derived } = resolveAll({ ...base, checkout, scale: severities({ levels }) });
  const board = derived.dashboards.find(({ scope }) => scope.of === 'service');
  const layers = board ? annotationsOf(board, derived) : [];
  return layers.flatMap(({ name, target }) =>
    target && 'expr' in (target as object) ? [[name, (target as { expr: string }).expr]] : [],
  ); // as annotationsOf writes it
};

test('what nobody has to act on is a layer of its own, and alerts of other scales are not lost', () => {
  expect(of([page, info('fyi')])).toEqual([
    ['Firing alerts', 'ALERTS{alertstate="firing", service="checkout", severity!="fyi"}'],
    ['Events', 'ALERTS{alertstate="firing", service="checkout", severity="fyi"}'],
  ]);
  expect(of([page, info('fyi'), info('debug')]).map(([, expr]) => expr?.split(', ').at(-1))).toEqual([
    'severity!~"fyi|debug"}',
    'severity=~"fyi|debug"}',
  ]);
});

test('there is one layer where every alert has to be acted on', () => {
  expect(of([page])).toEqual([['Firing alerts', 'ALERTS{alertstate="firing", service="checkout"}']]);
});

test('deployments are marked everywhere, and SLOs have a layer of their own where there are any', () => {
  const boards = ['phoenix/phoenix_overview', 'phoenix/phoenix_board_slos'].map((name) => {
    const file = new URL(`../../../../generated/production/grafana/dashboards/${name}.json`, import.meta.url);
    return (JSON.parse(readFileSync(file, 'utf8')) as DashboardWire).annotations.list.map((one) => [one.name, one['target']]);
  });
  for (const layers of boards) {
    expect(layers).toContainEqual(['Deployments', { limit: 100, matchAny: false, tags: ['deploy'], type: 'tags' }]);
    expect(JSON.stringify(layers.find(([name]) => name === 'SLO events'))).toContain('alertname=~');
    expect(JSON.stringify(layers.find(([name]) => name === 'Firing alerts'))).toContain('alertname!~');
  }
});

test('marks ask the data source that is picked, as the panels do', () => {
  const source = datasourceVariable({ name: 'metrics', engine: 'prometheus' });
  const panels = [panel.stat({ title: 'Depth', show: queue })];
  const board = dashboard({ service: checkout, name: 'picked', title: 'Picked', variables: [source], panels });
  const { derived } = resolveAll({ ...base, checkout, board });
  const picked = derived.dashboards.find(({ name }) => name === 'picked');
  const asked = (picked ? annotationsOf(picked, derived) : []).filter(({ target }) => target && 'expr' in (target as object)); // as above
  expect(asked.map(({ name }) => name)).toContain('Firing alerts');
  expect(new Set(asked.map(({ datasource }) => JSON.stringify(datasource)))).toEqual(
    new Set(['{"type":"prometheus","uid":"${metrics}"}']),
  );
});
