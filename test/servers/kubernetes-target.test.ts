import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SecretReference } from '../../src/kernel/secret.ts';
import { applyPlan } from '../../src/targets/apply.ts';
import { describeFailure, type OutsideFailure } from '../../src/targets/failure.ts';
import { openJournal } from '../../src/targets/journal/journal.ts';
import { recoverTarget } from '../../src/targets/journal/recover.ts';
import { kubernetesApi } from '../../src/targets/kubernetes/kind.ts';
import { RESOURCES } from '../../src/targets/kubernetes/resources.ts';
import { planDestruction, planTarget } from '../../src/targets/observe.ts';
import { verifyTarget } from '../../src/targets/verify.ts';
import { inFolder, ioAt, targetOf } from '../unit/targets/samples.ts';
import { type ApiServer, requireApiServer, startApiServer } from './kubernetes/api-server.ts';
import { installCrds } from './kubernetes/crds.ts';
import { type Fault, type Gate, startGate } from './kubernetes/gate.ts';
import { bodyOf, clusterNamed, configMap, KINDS, live, monitor, pathOf, ruleObject } from './kubernetes/objects.ts';

const NEEDED = ['monitoring.coreos.com_prometheusrules.yaml', 'monitoring.coreos.com_servicemonitors.yaml'];
const APPLY = { type: 'application/apply-patch+yaml' };
const JSON_PATCH = { type: 'application/json-patch+json' };

const skipped = await requireApiServer();
describe.skipIf(skipped !== undefined)(`a cluster by its API${skipped === undefined ? '' : ` (skipped: ${skipped})`}`, () => {
  let server: ApiServer;
  let gate: Gate;
  let namespace: string;
  let count = 0;
  beforeAll(async () => {
    server = await startApiServer();
    await installCrds(server, NEEDED);
    gate = await startGate(server);
  }, 150_000);
  afterAll(async () => {
    await gate?.stop();
    await server?.stop();
  });
  beforeEach(async () => {
    namespace = `ns-${++count}`;
    gate.reset();
    gate.fault = () => 'none';
    gate.before = async () => {};
    await server.ask('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  });

  type Objects = readonly ReturnType<typeof ruleObject>[];
  const io = (token = server.admin) => ioAt('/', { secret: () => token, wait: (ms) => pause(ms / 50) });
  const target = (more: Parameters<typeof clusterNamed>[1] = {}) => live(gate.url, clusterNamed(namespace, more));
  const plan = (objects: Objects, more = {}) => planTarget(target(more), objects, KINDS, io());
  const deploy = async (objects: Objects, more = {}) => applyPlan(await plan(objects, more), target(more), io());
  const actions = async (objects: Objects, more = {}) =>
    (await plan(objects, more)).changes.map((one) => `${one.action} ${one.id}`);
  const rule = (name: string, expr = 'vector(1)') => ruleObject(namespace, name, expr);
  const read = async (name: string, plural?: string) => (await server.ask('GET', pathOf(namespace, name, plural))).body;
  const meta = async (name: string) => (await read(name))['metadata'] as Record<string, unknown>; // every object has it

  /** All rules of the namespace, without what the server counts and dates. */
  const everything = async () => {
    const { body } = await server.ask('GET', pathOf(namespace, '').slice(0, -1));
    const items = body['items'] as { readonly metadata: Record<string, unknown> }[]; // a list of objects
    return items.map(({ metadata, ...rest }) => {
      const { uid: _, resourceVersion: __, creationTimestamp: ___, generation: ____, ...kept } = metadata;
      return { ...rest, metadata: kept };
    });
  };
  const edit = async (name: string, patch: object, manager = 'kubectl-edit') => {
    const { status } = await server.ask('PATCH', `${pathOf(namespace, name)}?fieldManager=${manager}`, patch, JSON_PATCH);
    expect(status).toBe(200);
  };
  const groups = (object: Record<string, unknown>) => (object['spec'] as { readonly groups: readonly object[] }).groups; // a rule has them
  const failureOf = (result: { readonly failure: OutsideFailure | undefined }): OutsideFailure => {
    if (result.failure) return result.failure;
    throw new Error('nothing failed');
  };

  test('takes objects, has nothing to do the second time, and applying them again changes nothing', async () => {
    const all = [rule('a'), rule('b'), monitor(namespace, 'a')];
    expect(await actions(all)).toEqual([
      `create prometheusrules.monitoring.coreos.com/${namespace}/a`,
      `create prometheusrules.monitoring.coreos.com/${namespace}/b`,
      `create servicemonitors.monitoring.coreos.com/${namespace}/a`,
    ]);
    expect(await deploy(all)).toMatchObject({ status: 'done', mismatches: [] });
    expect(new Set((await actions(all)).map((one) => one.split(' ')[0]))).toEqual(new Set(['keep']));
    const { resourceVersion } = await meta('a');
    const [wanted] = kubernetesApi.wanted(rule('a'), {
      target: '',
      environment: 'production',
      servers: target().environment.servers,
    });
    const again = await server.ask('PATCH', `${pathOf(namespace, 'a')}?fieldManager=signalbox`, wanted?.body, APPLY);
    expect(again.body).toMatchObject({ metadata: { resourceVersion } });
    expect(await verifyTarget(target(), all, io())).toEqual([]);
  });

  test('updates, renames and deletes, and prunes what is no longer wanted', async () => {
    await deploy([rule('a'), rule('b')]);
    expect(await deploy([rule('a', 'vector(2)'), rule('c')])).toMatchObject({ status: 'done' });
    expect(groups(await read('a'))[0]).toMatchObject({ rules: [{ expr: 'vector(2)' }] });
    expect([(await read('b'))['reason'], (await read('c'))['kind']]).toEqual(['NotFound', 'PrometheusRule']);
    expect(await deploy([rule('a', 'vector(2)')])).toMatchObject({ status: 'done' });
    expect((await read('c'))['reason']).toBe('NotFound');
    expect(await actions([rule('a', 'vector(2)')])).toEqual([`keep prometheusrules.monitoring.coreos.com/${namespace}/a`]);
  });

  test('finds a hand edit, says whose it is, and takes it only where it may', async () => {
    await deploy([rule('a'), rule('b')]);
    await edit('a', [{ op: 'replace', path: '/spec/groups/0/rules/0/expr', value: 'vector(9)' }], 'kubectl-edit');
    expect(await verifyTarget(target(), [rule('a'), rule('b')], io())).toHaveLength(1);
    const found = await plan([rule('a'), rule('b', 'vector(3)')]);
    expect(found.changes).toMatchObject([{ action: 'update', before: { drifted: true } }, { before: { drifted: false } }]);
    expect(JSON.stringify(found.changes[0])).toContain('vector(9)');
    const refused = await applyPlan(found, target(), io());
    expect(refused).toMatchObject({ status: 'stopped', restored: [], failure: { kind: 'refused', status: 409 } });
    const said = describeFailure(failureOf(refused));
    expect(said).toContain('kubectl-edit owns .spec.groups[name="first"].rules');
    expect(said).toContain("takeFrom: ['kubectl-edit']");
    expect(groups(await read('b'))[0]).toMatchObject({ rules: [{ expr: 'vector(1)' }] });
    expect(await deploy([rule('a'), rule('b')], { takeFrom: ['kubectl-edit'] })).toMatchObject({ status: 'done' });
    expect(groups(await read('a'))[0]).toMatchObject({ rules: [{ expr: 'vector(1)' }] });
  });

  test('leaves fields of others on our objects alone, and they are no difference', async () => {
    await deploy([rule('a')]);
    await edit('a', [
      { op: 'add', path: '/metadata/annotations/theirs', value: 'x' },
      { op: 'add', path: '/spec/groups/0/limit', value: 7 },
      { op: 'add', path: '/spec/groups/-', value: { name: 'theirs', rules: [] } },
    ]);
    expect(await actions([rule('a')])).toEqual([`keep prometheusrules.monitoring.coreos.com/${namespace}/a`]);
    expect(await deploy([rule('a', 'vector(2)')])).toMatchObject({ status: 'done' });
    expect(groups(await read('a'))).toMatchObject([{ limit: 7, rules: [{ expr: 'vector(2)' }] }, {}, { name: 'theirs' }]);
    expect(await meta('a')).toMatchObject({ annotations: { theirs: 'x' } });
    expect(await actions([rule('a', 'vector(2)')])).toEqual([`keep prometheusrules.monitoring.coreos.com/${namespace}/a`]);
  });

  test('refuses to stand where something foreign does, and never prunes it, our labels on it or not', async () => {
    const copied = bodyOf(rule('copied'));
    const theirs = bodyOf(ruleObject(namespace, 'theirs', 'vector(5)', {}));
    const elsewhere = { 'app.kubernetes.io/managed-by': 'signalbox', 'signalbox/environment': 'staging' };
    for (const body of [copied, theirs, bodyOf(ruleObject(namespace, 'staging', 'vector(6)', elsewhere))]) {
      await server.ask('POST', `${pathOf(namespace, '').slice(0, -1)}?fieldManager=kubectl-create`, body);
    }
    const before = await Promise.all(['copied', 'theirs', 'staging'].map((name) => read(name)));
    expect(await actions([rule('copied'), rule('theirs'), rule('staging')])).toEqual(
      ['copied', 'staging', 'theirs'].map((name) => `refuse prometheusrules.monitoring.coreos.com/${namespace}/${name}`),
    );
    expect(await deploy([rule('theirs'), rule('a')])).toMatchObject({ status: 'stopped', failure: { kind: 'refused' } });
    expect(await deploy([rule('a')])).toMatchObject({ status: 'done' });
    const destruction = await planDestruction(target(), [rule('a'), rule('theirs')], KINDS, io());
    expect(await applyPlan(destruction, target(), io())).toMatchObject({ status: 'done' });
    expect((await read('a'))['reason']).toBe('NotFound');
    expect(await Promise.all(['copied', 'theirs', 'staging'].map((name) => read(name)))).toEqual(before);
  });

  test('what the cluster would refuse is told before anything is changed', async () => {
    const wrong = rule('wrong');
    (groups(bodyOf(wrong))[0] as Record<string, unknown>)['surplus'] = 1;
    const refused = await deploy([rule('a'), wrong]);
    expect(refused).toMatchObject({ status: 'stopped', applied: [], restored: [], failure: { kind: 'refused' } });
    expect(describeFailure(failureOf(refused))).toMatch(
      /writing .*\/wrong: the cluster refuses it .*surplus: field not declared/s,
    );
    expect((await read('a'))['reason']).toBe('NotFound');
  });

  test('a wrong token, and one that may not, are told with what the cluster says', async () => {
    await expect(planTarget(target(), [rule('a')], KINDS, io('wrong'))).rejects.toThrow('does not know the login (401)');
    const failure = await planTarget(target(), [rule('a')], KINDS, io(server.nobody)).catch((one: unknown) => one);
    expect(describeFailure(failure as OutsideFailure)).toMatch(/does not allow it \(403\).*User "nobody" cannot list/);
    expect(describeFailure(failure as OutsideFailure)).not.toContain(server.nobody);
  });

  test('is reached over TLS by the authority of its certificate, and by no other', async () => {
    const reference = (env: string) => ({ kind: 'secret', env }) as const;
    const verified = { ca: reference('CA'), cert: undefined, key: undefined, serverName: undefined };
    const secret = (one: SecretReference) => ('env' in one && one.env === 'CA' ? server.ca : server.admin);
    const direct = live(server.url, clusterNamed(namespace), verified);
    const found = await planTarget(direct, [rule('a')], KINDS, { ...io(), secret });
    expect(await applyPlan(found, direct, { ...io(), secret })).toMatchObject({ status: 'done' });
    await expect(planTarget(live(server.url, clusterNamed(namespace)), [], KINDS, io())).rejects.toThrow(/certificate|reached/);
  });

  test('is reached as a file of kubectl says', async () => {
    const cluster = { server: server.url, 'certificate-authority-data': Buffer.from(server.ca).toString('base64') };
    const config = {
      'current-context': 'live',
      clusters: [{ name: 'eu', cluster }],
      users: [{ name: 'deploy', user: { token: server.admin } }],
      contexts: [{ name: 'live', context: { cluster: 'eu', user: 'deploy' } }],
    };
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'config'), JSON.stringify(config)); // JSON is YAML
      const by = targetOf({ kubernetes: { by: 'kubeconfig', path: 'config', context: undefined } }, clusterNamed(namespace));
      const found = await planTarget(by, [rule('a')], KINDS, ioAt(folder));
      expect(await applyPlan(found, by, ioAt(folder))).toMatchObject({ status: 'done' });
    });
    expect((await read('a'))['kind']).toBe('PrometheusRule');
  });

  test('a kind the cluster does not know is told with what to install', async () => {
    const pods = { ...bodyOf(monitor(namespace, 'a')), kind: 'PodMonitor' };
    const unknown = { ...monitor(namespace, 'a'), content: { object: pods } };
    const failure = await plan([unknown]).catch((one: unknown) => one);
    expect(describeFailure(failure as OutsideFailure)).toMatch(
      /does not know PodMonitor \(monitoring.coreos.com\/v1\): install the Prometheus Operator/,
    );
  });

  test('makes the namespace only when asked', async () => {
    namespace = 'not-there';
    const refused = await deploy([rule('a')]);
    expect(refused).toMatchObject({ status: 'stopped', failure: { kind: 'misconfigured' } });
    expect(describeFailure(failureOf(refused))).toContain('createNamespace: true');
    expect(await deploy([rule('a')], { createNamespace: true })).toMatchObject({ status: 'done' });
    const destruction = await planDestruction(target(), [rule('a')], KINDS, io());
    expect(await applyPlan(destruction, target(), io())).toMatchObject({ status: 'done' });
    expect((await server.ask('GET', '/api/v1/namespaces/not-there')).status).toBe(200);
  });

  test('stops where the world moved, goes on where only what is not ours did', async () => {
    await deploy([rule('a')]);
    const found = await plan([rule('a', 'vector(2)')]);
    await edit('a', [{ op: 'replace', path: '/spec/groups/0/rules/0/expr', value: 'vector(9)' }]);
    expect(await applyPlan(found, target(), io())).toMatchObject({ status: 'stopped', failure: { kind: 'moved' } });
    expect(await deploy([rule('a')], { takeFrom: ['kubectl-edit'] })).toMatchObject({ status: 'done' });
    let edits = 0;
    gate.before = async () => {
      if (edits++ === 0) await edit('a', [{ op: 'add', path: '/metadata/labels/theirs', value: 'x' }]);
    };
    expect(await deploy([rule('a', 'vector(3)')])).toMatchObject({ status: 'done' });
    expect([edits > 1, await meta('a')]).toMatchObject([true, { labels: { theirs: 'x' } }]);
    gate.before = async () => {
      await edit('a', [{ op: 'replace', path: '/spec/groups/0/rules/0/expr', value: `vector(100 + ${++edits})` }]);
    };
    const moved = await deploy([rule('a', 'vector(4)')], { takeFrom: ['kubectl-edit'] });
    expect(moved).toMatchObject({ status: 'refused', failure: { kind: 'moved' } });
  });

  test('one that appears under way is not ours, and gets back every field', async () => {
    const theirs = bodyOf(ruleObject(namespace, 'a', 'vector(1)', {}));
    let made = false;
    gate.before = async () => {
      if (!made) await server.ask('POST', `${pathOf(namespace, '').slice(0, -1)}?fieldManager=theirs`, theirs);
      made = true;
    };
    expect(await deploy([rule('a')])).toMatchObject({ status: 'refused', failure: { kind: 'moved' } });
    expect(await read('a')).toMatchObject({ metadata: { managedFields: [{ manager: 'theirs' }] }, spec: theirs['spec'] });
    expect((await meta('a'))['labels']).toBeUndefined();
  });

  const FAULTS: readonly Fault[] = ['refused', 'lost', 'reset', 'conflict', 'busy'];
  test.each(FAULTS)(
    'a change that is %s, whichever it is, ends with the old state byte for byte, or with the new',
    async (fault) => {
      const old = [rule('a'), rule('b'), rule('c')];
      const wanted = [rule('a', 'vector(2)'), rule('d'), rule('c')];
      await server.ask('POST', `${pathOf(namespace, '').slice(0, -1)}`, bodyOf(ruleObject(namespace, 'theirs', 'vector(5)', {})));
      for (let nth = 0; nth < 3; nth += 1) {
        gate.fault = () => 'none';
        expect(await deploy(old)).toMatchObject({ status: 'done' });
        await edit('b', [{ op: 'add', path: '/metadata/annotations/theirs', value: 'x' }]);
        const before = await everything();
        gate.reset();
        gate.fault = (index) => (index === nth ? fault : 'none');
        const { status, unrestored } = await deploy(wanted);
        gate.fault = () => 'none';
        expect([fault, nth, unrestored]).toEqual([fault, nth, []]);
        if (status === 'done') expect(await verifyTarget(target(), wanted, io())).toEqual([]);
        else expect([fault, nth, await everything()]).toEqual([fault, nth, before]);
      }
    },
  );

  test('one whose owners could not be put back gets them from the next run, changed or deleted', () =>
    inFolder(async (folder) => {
      const process = { host: 'here', pid: 1, started: '' };
      const deployer = { who: 'kim', tool: '1', process, isAlive: () => false, now: () => new Date() };
      const journal = openJournal({ directory: folder, target: 'live', deployer });
      expect(await deploy([rule('a'), rule('b')])).toMatchObject({ status: 'done' });
      const before = await everything();
      // b cannot be changed; of what puts a back only the first request gets through
      for (const [wanted, through] of [
        [[rule('a', 'vector(2)'), rule('b', 'vector(2)')], 1],
        [[], 0],
      ] as const) {
        let puts = 0;
        gate.refuse = (method, path) => (path.includes('/b') && method !== 'GET') || (method === 'PUT' && ++puts > through);
        const failed = await applyPlan(await plan(wanted), target(), io(), { journal });
        expect(failed.unrestored).toHaveLength(1);
        expect(await everything()).not.toEqual(before);
        gate.refuse = () => false;
        expect(await recoverTarget(target(), journal, io())).toMatchObject([{ left: [], unrestored: [] }]);
        expect(await everything()).toEqual(before);
      }
    }));

  test('puts back when it is interrupted', async () => {
    await deploy([rule('a'), rule('b')]);
    const before = await everything();
    const controller = new AbortController();
    let changed = 0;
    gate.before = async () => {
      if (++changed === 2) controller.abort();
    };
    const more = Array.from({ length: 12 }, (_, index) => rule(`c-${index}`));
    const found = await plan([rule('a', 'vector(2)'), rule('b', 'vector(2)'), ...more]);
    const result = await applyPlan(found, target(), { ...io(), signal: controller.signal });
    expect([result.status, result.restored.length, result.unrestored]).toEqual(['refused', 10, []]); // those under way
    expect(await everything()).toEqual(before);
  });

  test('plans many objects by lists alone, page by page', async () => {
    const many = Array.from({ length: 520 }, (_, index) => configMap(namespace, `file-${index}`, { 'a.yaml': `n: ${index}\n` }));
    expect(await deploy(many)).toMatchObject({ status: 'done' });
    gate.reset();
    expect(new Set((await actions(many)).map((one) => one.split(' ')[0]))).toEqual(new Set(['keep']));
    expect(gate.seen.filter((one) => one.includes('/configmaps?'))).toHaveLength(2);
    expect(gate.seen.length).toBeLessThan(RESOURCES.length + 4); // one list a kind, and two more pages
  });
});
