import {
  api,
  dashboard,
  environment,
  grafana,
  libraryPanel,
  panel,
  prometheus,
  promql,
  secret,
  section,
  target,
} from 'signalbox';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { savesBoard } from '../../support/fake-grafana.ts';
import { grafanaWith } from './grafana-estate.ts';

let here: Awaited<ReturnType<typeof grafanaWith>>;
beforeEach(async () => {
  here = await grafanaWith();
});
afterEach(() => here.fake.stop());

const LIBRARY = 'signalbox-production_estate_up';
const up = (title: string, query = promql`up`) =>
  libraryPanel({ name: 'up', panel: panel.timeseries({ title, show: query, unit: 'short' }) });

function estate(shared: ReturnType<typeof up> | undefined, more: object = {}) {
  const production = environment({
    name: 'production',
    prometheus: prometheus({ version: '3.15' }),
    grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
  });
  const token = secret.env('GRAFANA_TOKEN');
  const live = target({ name: 'live', environment: production, grafana: api({ url: here.fake.url as 'http://x', token }) });
  const panels = shared ? [shared] : [panel.text({ title: 'Nothing', markdown: 'Nothing yet.' })];
  return {
    production,
    live,
    one: dashboard({ name: 'one', title: 'One', panels }),
    two: dashboard({ name: 'two', title: 'Two', sections: [section({ title: 'Up', collapsed: true, panels })] }),
    ...more,
  };
}

describe('panels of the library', () => {
  test('come before the boards that refer to them; the second plan is empty', async () => {
    expect(await here.actions(estate(up('Up')))).toEqual([
      'create datasource/prometheus',
      'create folder/signalbox-production_estate',
      `create library-panel/${LIBRARY}`,
      'create dashboard/estate_one',
      'create dashboard/estate_two',
    ]);
    expect(await here.deploy(estate(up('Up')))).toMatchObject({ status: 'done', mismatches: [] });
    expect(await here.actions(estate(up('Up')))).toEqual([]);
    expect(await here.verify(estate(up('Up')))).toEqual([]);
    expect(here.fake.store.library.get(LIBRARY)).toMatchObject({
      name: 'up',
      folderUid: 'signalbox-production_estate',
      version: 1,
    });
    const { body } = await here.ask('GET', `/api/library-elements/${LIBRARY}/connections/`);
    expect(body).toEqual({
      result: [
        { kind: 1, connectionUid: 'estate_one' },
        { kind: 1, connectionUid: 'estate_two' },
      ],
    });
  });

  test('are changed in one place, and the plan says how', async () => {
    await here.deploy(estate(up('Up')));
    const changed = estate(up('Up', promql`up == 0`));
    const plan = await here.plan(changed);
    const [change] = plan.changes.filter(({ action }) => action !== 'keep');
    expect(change).toMatchObject({ action: 'update', id: `library-panel/${LIBRARY}` });
    expect(JSON.stringify(change)).toContain('up == 0');
    expect(await here.deploy(changed)).toMatchObject({ status: 'done' });
    expect(await here.actions(changed)).toEqual([]);
    expect(here.fake.store.library.get(LIBRARY)).toMatchObject({ version: 2 });
  });

  test('an edit in the browser is found and put right, and one after the plan is not overwritten', async () => {
    await here.deploy(estate(up('Up')));
    const edit = (version: number, title: string) =>
      here.ask('PATCH', `/api/library-elements/${LIBRARY}`, { name: 'up', kind: 1, version, model: { type: 'stat', title } });
    await edit(1, 'Edited');
    expect(await here.verify(estate(up('Up')))).toMatchObject([{ message: `library-panel/${LIBRARY} is another` }]);
    here.fake.fault = (method) => {
      if (method !== 'PATCH') return undefined;
      here.fake.fault = () => undefined;
      return { status: 412, body: { message: 'the library element has been changed by someone else' } };
    };
    expect(await here.deploy(estate(up('Up')))).toMatchObject({ status: 'refused', failure: { status: 412 } });
    expect(await here.deploy(estate(up('Up')))).toMatchObject({ status: 'done' });
    expect(here.fake.store.library.get(LIBRARY)).toMatchObject({ version: 3, model: { title: 'Up' } });
  });

  test('are deleted after the boards let go of them', async () => {
    await here.deploy(estate(up('Up')));
    expect(await here.actions(estate(undefined))).toEqual([
      'update dashboard/estate_one',
      'update dashboard/estate_two',
      `delete library-panel/${LIBRARY}`,
    ]);
    expect(await here.deploy(estate(undefined))).toMatchObject({ status: 'done' });
    expect([...here.fake.store.library.keys()]).toEqual([]);
  });

  test('stay where somebody else shows them, and so does their folder', async () => {
    await here.deploy(estate(up('Up')));
    const theirs = { uid: 'theirs', title: 'Theirs', panels: [{ id: 1, libraryPanel: { uid: LIBRARY, name: 'up' } }] };
    await here.ask('POST', '/api/dashboards/db', { dashboard: theirs, folderUid: '' });
    expect(await here.actions(estate(undefined))).not.toContain(`delete library-panel/${LIBRARY}`);
    expect(await here.destroy(estate(up('Up')))).toMatchObject({ status: 'done' });
    expect([...here.fake.store.library.keys()]).toEqual([LIBRARY]);
    await here.ask('DELETE', '/api/dashboards/uid/theirs');
    expect(await here.destroy(estate(up('Up')))).toMatchObject({ status: 'done' });
    expect([here.fake.store.library.size, here.fake.store.folders.size]).toEqual([0, 0]);
  });

  test('of others are neither changed nor deleted, nor is the folder they were put into', async () => {
    await here.deploy(estate(up('Up')));
    const foreign = {
      uid: 'foreign',
      name: 'Foreign',
      kind: 1,
      folderUid: 'signalbox-production_estate',
      model: { type: 'stat' },
    };
    await here.ask('POST', '/api/library-elements', foreign);
    expect(await here.destroy(estate(up('Up')))).toMatchObject({ status: 'done' });
    expect([...here.fake.store.library.keys()]).toEqual(['foreign']);
    expect([...here.fake.store.folders.keys()]).toEqual(['signalbox-production_estate']);
    expect(here.fake.log.filter((line) => line.includes('/foreign'))).toEqual([]);
  });

  test('are as they were when a deployment fails', async () => {
    await here.deploy(estate(up('Up')));
    const before = here.fake.store.library.get(LIBRARY)?.['model'];
    const refuse = { status: 500, body: { message: 'no' } };
    here.fake.fault = (method, path) => (savesBoard(method, path) ? refuse : undefined);
    const changed = estate(up('Other', promql`up == 0`));
    expect(await here.deploy(changed)).toMatchObject({ status: 'refused' });
    expect(here.fake.store.library.get(LIBRARY)?.['model']).toEqual(before);
  });
});
