import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectionTo } from '../../../src/model/connection.ts';
import type { Observed } from '../../../src/plan/observation.ts';
import { applyPlan } from '../../../src/targets/apply.ts';
import { grafanaApi } from '../../../src/targets/grafana/kind.ts';
import type { Session } from '../../../src/targets/kind.ts';
import { planTarget } from '../../../src/targets/observe.ts';
import { putBackServer } from '../../../src/targets/put-back-server.ts';
import { type FakeGrafana, fakeGrafana } from '../../support/fake-grafana.ts';
import { artifact, environmentNamed, ioAt, targetOf } from './samples.ts';

const ID = 'datasource/orders';
const content = {
  uid: 'orders',
  name: 'Orders',
  type: 'prometheus',
  access: 'proxy',
  url: 'http://prometheus:9090',
  jsonData: {},
  secureJsonData: { httpHeaderValue1: { kind: 'secret', env: 'HEADER' } },
};
const io = ioAt('/', { secret: () => 'the value of a secret' });

let grafana: FakeGrafana;
let session: Session;
let before: Observed | undefined;
beforeEach(async () => {
  grafana = await fakeGrafana('token');
  const reach = { by: 'api', connection: connectionTo(grafana.url, { token: { kind: 'secret', env: 'TOKEN' } }) } as const;
  const target = targetOf({ grafana: reach });
  const source = artifact('grafana/datasource/orders.json', '', { server: 'grafana', kind: 'grafana-datasource', content });
  const withToken = { ...io, secret: (one: object) => ('env' in one && one.env === 'TOKEN' ? 'token' : 'the value of a secret') };
  await applyPlan(
    await planTarget(target, [source], [{ kind: 'grafana-datasource', applyAfter: [] }], withToken),
    target,
    withToken,
  );
  const scope = { target: 'live', environment: 'production', servers: environmentNamed().servers };
  session = await grafanaApi.open(reach, scope, withToken);
  [before] = await session.observe([ID]);
});
afterEach(() => grafana.stop());

const back = () =>
  putBackServer({ session, steps: [{ server: 'grafana', id: ID, before, after: undefined }], ledger: undefined }, io);
const SAID = [
  'the data source Orders (orders) is back without its secrets: httpHeaderValue1: Grafana shows them to nobody; ' +
    'enter them there, or deploy definitions that have them',
];

test('a data source that is made again to be put back lacks its secrets, which is said by its name, also by the next run', async () => {
  grafana.store.datasources.delete('orders');
  grafana.store.secrets.delete('orders');
  expect(await back()).toMatchObject({ unrestored: [`grafana/${ID}`], why: SAID });
  expect(grafana.store.datasources.has('orders')).toBe(true);
  expect(await back()).toMatchObject({ left: [`grafana/${ID}`], unrestored: [], why: SAID }); // and it does not stand in the way for ever
});

test('one that is still there keeps them', async () => {
  expect(await back()).toMatchObject({ restored: [`grafana/${ID}`], why: [] });
});
