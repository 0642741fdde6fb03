import { expect, test } from 'vitest';
import { grafanaFolder } from '../../../../src/artifacts/grafana-folder/index.ts';
import { dashboard } from '../../../../src/define/dashboard.ts';
import { resolveDashboards } from '../../../../src/define/dashboard-resolve.ts';
import { authoredSystem, derivedWith, environment, lookup, master } from '../../panels/phoenix.ts';
import { testContext } from '../../panels/query-context.ts';

function compile(...authored: Parameters<typeof dashboard>[0][]) {
  const { value } = resolveDashboards(authored.map(dashboard), testContext(), lookup);
  return grafanaFolder.compile({ derived: derivedWith(value), environment });
}
const common = { title: 'T', sections: [] };

test('dashboards of a system and of its services share a folder with the system’s title', () => {
  const { value, diagnostics } = compile(
    { ...common, name: 'a', system: authoredSystem },
    { ...common, name: 'b', service: master },
    { ...common, name: 'c', folder: 'Shared boards' },
    { ...common, name: 'd' },
  );
  expect(diagnostics).toEqual([]);
  expect(value.map(({ path, content, from }) => [path, content.title, from])).toEqual([
    ['grafana/folders/estate.json', 'Estate', ['estate/dashboard/d']],
    ['grafana/folders/phoenix.json', 'Phoenix Orchestrator', ['phoenix/dashboard/a', 'phoenix-master/dashboard/b']],
    ['grafana/folders/shared-boards.json', 'Shared boards', ['estate/dashboard/c']],
  ]);
});

test('prints what the API takes, and compares only that', () => {
  expect(grafanaFolder.print({ uid: 'phoenix', title: 'Phoenix' })).toBe('{\n  "title": "Phoenix",\n  "uid": "phoenix"\n}\n');
  const answered = { uid: 'phoenix', title: 'Phoenix', id: 3, version: 2, canSave: true, url: '/dashboards/f/phoenix' };
  expect(grafanaFolder.comparable(answered)).toEqual(grafanaFolder.comparable({ uid: 'phoenix', title: 'Phoenix' }));
});

test('two titles of one uid are a mistake', () => {
  const { diagnostics } = compile({ ...common, name: 'a', system: authoredSystem }, { ...common, name: 'b', folder: 'phoenix' });
  expect(diagnostics.map(({ code, at, message }) => [code, at, message])).toEqual([
    ['dashboard/folder-clash', 'estate/dashboard/b', 'The folders phoenix and Phoenix Orchestrator have the same uid, phoenix.'],
  ]);
});

test('a folder Grafana would refuse is a mistake', () => {
  const { diagnostics } = compile({ ...common, name: 'a', folder: 'General' });
  expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
    ['dashboard/folder-reserved', 'Grafana keeps the folder General for itself.'],
  ]);
});
