import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyPlan } from '../../../../src/targets/apply.ts';
import { openJournal } from '../../../../src/targets/journal/journal.ts';
import { recoverTarget } from '../../../../src/targets/journal/recover.ts';
import { planTarget } from '../../../../src/targets/observe.ts';
import { type FaultyServer, faultyServer } from '../../../faults/faulty-server.ts';
import { injector } from '../../../faults/injector.ts';
import { clusterNamed, KINDS, live, ruleObject } from '../../../servers/kubernetes/objects.ts';
import { asObject, type FakeCluster, fakeKubernetes } from '../../../support/fake-kubernetes.ts';
import { inFolder, ioAt } from '../samples.ts';

let cluster: FakeCluster;
let server: FaultyServer;
let refuse: (method: string, url: string) => boolean;
beforeEach(async () => {
  cluster = fakeKubernetes();
  refuse = () => false;
  const handle = (method: string, url: string, body: string) =>
    refuse(method, url) ? { status: 503, text: '{}' } : cluster.answer(method, url, body);
  server = await faultyServer(handle, injector());
});
afterEach(() => server.stop());

const owners = () =>
  Object.fromEntries(
    [...cluster.objects].map(([path, one]) => [
      path,
      (asObject(path, one)['metadata'] as { readonly managedFields: unknown }).managedFields,
    ]),
  );

const a = ruleObject('shop', 'a');
const b = ruleObject('shop', 'b');

test.each([
  { how: 'changed', old: [a], wanted: [ruleObject('shop', 'a', 'vector(2)'), b], through: 1 },
  { how: 'deleted', old: [a, b], wanted: [], through: 0 },
])('an object that was $how and whose owners were not put back gets them from the next run', ({ old, wanted, through }) =>
  inFolder(async (folder) => {
    const target = live(server.url, clusterNamed('shop'));
    const io = ioAt(folder, { secret: () => 'token' });
    const process = { host: 'here', pid: 1, started: '' };
    const deployer = { who: 'kim', tool: '1', process, isAlive: () => false, now: () => new Date() };
    const journal = openJournal({ directory: folder, target: 'live', deployer });
    const plan = (objects: typeof old) => planTarget(target, objects, KINDS, io);
    await applyPlan(await plan(old), target, io);
    const before = owners();
    let puts = 0;
    // what is done to b fails, and of the requests that put a back the last does not get through
    refuse = (method, url) =>
      (/\/b($|\?)/.test(url) && !url.includes('dryRun') && method !== 'GET') || (method === 'PUT' && ++puts > through);
    expect(await applyPlan(await plan(wanted), target, io, { journal })).toMatchObject({ status: 'partly' });
    expect(owners()).not.toEqual(before);
    refuse = () => false;
    expect(await recoverTarget(target, journal, io)).toMatchObject([{ left: [], unrestored: [] }]);
    expect(owners()).toEqual(before);
  }),
);
