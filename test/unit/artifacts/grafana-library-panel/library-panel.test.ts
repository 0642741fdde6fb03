import {
  api,
  dashboard,
  datasourceVariable,
  environment,
  files,
  grafana,
  libraryPanel,
  panel,
  prometheus,
  promql,
  section,
  service,
  system,
  target,
  team,
} from 'signalbox';
import { gauge } from 'signalbox/metrics';
import { describe, expect, test } from 'vitest';
import { compileModule } from '../../../../src/program.ts';

const depth = gauge({ name: 'queue_depth', help: 'Messages waiting.' });
const owner = team({ name: 'web' });
const shop = system({ name: 'shop', title: 'The Shop', owner });
const cart = service({ name: 'cart', owner, system: shop, metrics: [depth], scrape: { port: 9000 } });
const production = environment({
  name: 'production',
  prometheus: prometheus({ version: '3.15' }),
  grafana: grafana({ version: '12.4', url: 'https://grafana.example.org', v2beta1: true }),
});
const live = target({ name: 'live', environment: production, grafana: api({ url: 'https://grafana.example.org' }) });
const drawn = panel.timeseries({ title: 'Waiting', show: depth });
const waiting = libraryPanel({ name: 'waiting', system: shop, panel: drawn });
const boards = {
  one: dashboard({ name: 'one', title: 'One', system: shop, panels: [waiting] }),
  two: dashboard({ name: 'two', title: 'Two', sections: [section({ title: 'Queue', panels: [waiting] })] }),
};
const estate = { owner, shop, cart, production, live, ...boards };

function compiled(module: object) {
  const { artifacts, diagnostics } = compileModule(module, '2026-11-21');
  const file = (path: string) => JSON.parse(artifacts.find((one) => one.path === path)?.text ?? 'null');
  const found = diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, at, message }) => ({ code, at, message }));
  return { file, found, paths: artifacts.map(({ path }) => path), artifacts };
}

describe('a panel that is written once', () => {
  const { file, found, artifacts } = compiled(estate);

  test('is one file of the library, in the folder of its system', () => {
    expect(found).toEqual([]);
    expect(file('grafana/library-panels/shop_waiting.json')).toMatchObject({
      uid: 'shop_waiting',
      name: 'waiting',
      folderUid: 'shop',
      kind: 1,
      model: { type: 'timeseries', title: 'Waiting', targets: [{ refId: 'A', expr: 'queue_depth{job="cart"}' }] },
    });
    const model = file('grafana/library-panels/shop_waiting.json').model;
    expect([model.id, model.gridPos]).toEqual([undefined, undefined]);
    const artifact = artifacts.find(({ kind }) => kind === 'grafana-library-panel');
    expect(artifact?.from).toEqual(['estate/dashboard/two', 'shop/dashboard/one']);
  });

  test('leaves its place and title in every board, in both schemas', () => {
    const [placed] = file('grafana/dashboards/shop/shop_one.json').panels;
    expect(placed).toEqual({
      id: placed.id,
      title: 'Waiting',
      gridPos: { h: 8, w: 12, x: 0, y: 0 },
      libraryPanel: { name: 'waiting', uid: 'shop_waiting' },
    });
    expect(file('grafana/dashboards/estate/estate_two.json').panels[1]).toMatchObject({ libraryPanel: { uid: 'shop_waiting' } });
    const second = file('grafana/v2beta1/shop/shop_one.json').spec.elements;
    expect(Object.values(second)).toMatchObject([{ kind: 'LibraryPanel', spec: { libraryPanel: { uid: 'shop_waiting' } } }]);
  });

  test('stands in each board itself where files deploy Grafana, or nothing does', () => {
    const byFiles = target({ name: 'disk', environment: production, grafana: files({ to: 'live/grafana' }) });
    for (const module of [
      { ...estate, live: byFiles },
      { ...estate, byFiles },
      { ...estate, live: undefined },
    ]) {
      const inline = compiled(Object.fromEntries(Object.entries(module).filter(([, value]) => value)));
      expect(inline.paths.filter((path) => path.includes('library'))).toEqual([]);
      expect(inline.file('grafana/dashboards/shop/shop_one.json').panels[0]).toMatchObject({
        type: 'timeseries',
        targets: [{ expr: 'queue_depth{job="cart"}' }],
      });
    }
  });

  test('is checked like any other', () => {
    const wrong = libraryPanel({ name: 'wrong', panel: panel.stat({ title: 'Wrong', show: promql`sum(` }) });
    const { found: told } = compiled({ ...estate, three: dashboard({ name: 'three', title: 'Three', panels: [wrong] }) });
    expect(told.map(({ code, at }) => [code, at])).toEqual([['promql/syntax', 'estate/dashboard/three']]);
  });

  test('brings its folder along', () => {
    const apart = libraryPanel({ name: 'apart', folder: 'Shared panels', panel: drawn });
    const { file: read } = compiled({ ...estate, three: dashboard({ name: 'three', title: 'Three', panels: [apart] }) });
    expect(read('grafana/folders/shared-panels.json')).toEqual({ title: 'Shared panels', uid: 'shared-panels' });
    expect(read('grafana/library-panels/estate_apart.json')).toMatchObject({ folderUid: 'shared-panels' });
  });
});

describe('mistakes', () => {
  test('two panels of one identity', () => {
    const other = libraryPanel({ name: 'waiting', system: shop, panel: panel.stat({ title: 'Waiting', show: depth }) });
    const { found } = compiled({ ...estate, two: dashboard({ name: 'two', title: 'Two', panels: [other] }) });
    expect(found).toEqual([
      {
        code: 'dashboard/library-clash',
        at: 'shop/dashboard/one',
        message: 'The library panel waiting is another on this board than on Two.',
      },
    ]);
  });

  test('one panel that asks another data source on another board', () => {
    const variables = [datasourceVariable({ engine: 'prometheus', name: 'ds' })];
    const { found } = compiled({ ...estate, two: dashboard({ name: 'two', title: 'Two', variables, panels: [waiting] }) });
    expect(found.map(({ code }) => code)).toEqual(['dashboard/library-clash']);
  });

  test('two of one name in one folder', () => {
    const other = libraryPanel({ name: 'waiting', folder: 'shop', panel: drawn });
    const { found } = compiled({ ...estate, two: dashboard({ name: 'two', title: 'Two', panels: [other] }) });
    expect(found.map(({ code, message }) => [code, message])).toContainEqual([
      'dashboard/library-clash',
      'Two library panels of the folder The Shop are called waiting.',
    ]);
  });

  test('values of another kind', () => {
    const wrong = [
      libraryPanel({ name: 5 as never, panel: drawn }),
      libraryPanel({ name: 'x', panel: 5 as never }),
      libraryPanel({ name: 'x', panel: undefined as never }),
      libraryPanel({ name: 'x', folder: 5 as never, panel: drawn }),
      libraryPanel({ name: 'x', service: 'cart' as never, panel: drawn }),
    ];
    for (const one of wrong) {
      const { found } = compiled({ ...estate, two: dashboard({ name: 'two', title: 'Two', panels: [one] }) });
      expect(found.map(({ code }) => code)).toContain('definition/wrong-value');
    }
  });
});
