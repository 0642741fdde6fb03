import { expect, test } from 'vitest';
import { grafanaFolder } from '../../../../src/artifacts/grafana-folder/index.ts';
import { dashboard } from '../../../../src/define/dashboard.ts';
import { resolveDashboards } from '../../../../src/define/dashboard-resolve.ts';
import { folder } from '../../../../src/define/folder.ts';
import { compileModule } from '../../../../src/program.ts';
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

test('says who may do what, for everything that lies there', () => {
  const permissions = [
    { team: 'payments', may: 'admin' },
    { role: 'Viewer', may: 'view' },
  ] as const;
  const shop = folder({ title: 'Shop', permissions });
  const { value, diagnostics } = compile({ ...common, name: 'a', folder: shop }, { ...common, name: 'b', folder: 'Shop' });
  expect(diagnostics).toEqual([]);
  expect(value.map(({ content }) => content)).toEqual([
    {
      uid: 'shop',
      title: 'Shop',
      permissions: [
        { to: 'role', name: 'Viewer', may: 'view' },
        { to: 'team', name: 'payments', may: 'admin' },
      ],
    },
  ]);
  const { value: closed } = compile({ ...common, name: 'a', folder: folder({ title: 'Shop', permissions: [] }) });
  expect(closed[0]?.content.permissions).toEqual([]);
});

test('who may do what is said once', () => {
  const view = folder({ title: 'Shop', permissions: [{ role: 'Viewer', may: 'view' }] });
  const edit = folder({ title: 'Shop', permissions: [{ role: 'Viewer', may: 'edit' }] });
  const both = folder({
    title: 'Shop',
    permissions: [...(view as never as { permissions: [] }).permissions, { role: 'Viewer', may: 'edit' }],
  });
  const told = (...folders: (typeof view)[]) =>
    compile(...folders.map((one, index) => ({ ...common, name: `b${index}`, folder: one }))).diagnostics.map(
      ({ code, at, message }) => [code, at, message],
    );
  expect(told(view, edit)).toEqual([
    ['dashboard/folder-permissions', 'estate/dashboard/b1', 'Who may do what in the folder Shop is said in two ways.'],
  ]);
  expect(told(both)).toEqual([
    ['dashboard/folder-permissions', 'estate/dashboard/b0', 'The folder Shop says twice what the role Viewer may do.'],
  ]);
});

test('a role, a grant or a team of another kind is a mistake', () => {
  const wrong = [
    [{ role: 'Owner', may: 'view' }],
    [{ role: 'Viewer', may: 'see' }],
    [{ team: 5, may: 'view' }],
    [{ role: 'Viewer', team: 'web', may: 'view' }],
    ['Viewer'],
    'Viewer',
  ];
  for (const permissions of wrong) {
    const board = dashboard({ ...common, name: 'a', folder: folder({ title: 'Shop', permissions: permissions as never }) });
    const { diagnostics } = compileModule({ board }, '2026-11-21');
    expect(
      diagnostics.map(({ code }) => code),
      JSON.stringify(permissions),
    ).toEqual(['definition/wrong-value']);
  }
  const { diagnostics } = compileModule(
    { board: dashboard({ ...common, name: 'a', folder: folder({} as never) }) },
    '2026-11-21',
  );
  expect(diagnostics.map(({ code }) => code)).toEqual(['definition/undefined-reference']);
});
