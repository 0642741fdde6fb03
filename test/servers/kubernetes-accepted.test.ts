import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../src/artifacts/kubernetes-object.ts';
import { alertmanager, grafana } from '../../src/define/environment.ts';
import { routing } from '../../src/define/routing.ts';
import { team } from '../../src/define/team.ts';
import { pluralOf } from '../../src/kernel/kubernetes-names.ts';
import { partsOf } from '../../src/model/derived.ts';
import { applyPlan } from '../../src/targets/apply.ts';
import { kubernetesApi } from '../../src/targets/kubernetes/kind.ts';
import { RESOURCES } from '../../src/targets/kubernetes/resources.ts';
import { planTarget } from '../../src/targets/observe.ts';
import { resolveAll, withCode } from '../support/estate.ts';
import { receiverSamples } from '../support/receivers.ts';
import { tenantsInCluster } from '../support/tenants/in-cluster.ts';
import { inCluster, objectsOf } from '../unit/artifacts/kubernetes/cluster.ts';
import { ioAt } from '../unit/targets/samples.ts';
import { type ApiServer, requireApiServer, startApiServer } from './kubernetes/api-server.ts';
import { installCrds } from './kubernetes/crds.ts';
import { startGate } from './kubernetes/gate.ts';
import { KINDS, live } from './kubernetes/objects.ts';
import { WHOLE } from './kubernetes/whole.ts';

const smtp = { smarthost: 'mail.example.org:587', from: 'a@example.org' } as const;
const WITH_MAIL = alertmanager({ version: '0.34', smtp });

const skipped = await requireApiServer();
describe.skipIf(skipped !== undefined)(
  `objects on a real API server${skipped === undefined ? '' : ` (skipped: ${skipped})`}`,
  () => {
    let server: ApiServer;
    beforeAll(async () => {
      server = await startApiServer();
      await installCrds(server);
      await server.ask('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'monitoring' } });
    }, 150_000);
    afterAll(() => server?.stop());

    /** Strictly: an unknown field is an error. Nothing is kept. */
    const create = (object: KubernetesObject) =>
      server.ask('POST', `${collection(object)}?fieldValidation=Strict&fieldManager=test&dryRun=All`, object);

    test('every object of every form is taken, strictly', async () => {
      const kinds = new Set<string>();
      for (const [form, definitions] of Object.entries(WHOLE)) {
        for (const [path, object] of Object.entries(objectsOf(definitions))) {
          kinds.add(object.kind);
          const { status, body } = await create(object);
          expect([form, path, status, status === 201 ? '' : body['message']]).toEqual([form, path, 201, '']);
        }
      }
      expect([...kinds].sort()).toEqual(RESOURCES.map(({ kind }) => kind).sort());
    });

    test('so is every object of tenants who share a cluster', async () => {
      for (const [form, options] of Object.entries({
        operators: { contactPoints: true },
        sidecar: { grafana: 'sidecar' },
      } as const)) {
        const objects = Object.entries(objectsOf(tenantsInCluster(options)));
        expect(objects.length).toBeGreaterThan(20);
        for (const [path, object] of objects) {
          const { status, body } = await create(object);
          expect([form, path, status, status === 201 ? '' : body['message']]).toEqual([form, path, 201, '']);
        }
      }
    });

    test('and deployed a second time, every form of it changes nothing, also when it is applied once more', async () => {
      const gate = await startGate(server);
      const io = ioAt('/', { secret: () => server.admin });
      try {
        for (const [form, definitions] of Object.entries(WHOLE)) {
          const { artifacts, derived } = resolveAll(definitions);
          const [environment] = derived.estate.environments;
          if (!environment) throw new Error('no environment');
          const target = live(gate.url, environment);
          const ours = artifacts.filter(({ server: one }) => one === 'kubernetes');
          const plan = () => planTarget(target, ours, KINDS, io);
          expect([form, await applyPlan(await plan(), target, io)]).toMatchObject([form, { status: 'done', mismatches: [] }]);
          const again = (await plan()).changes.map(({ action }) => action);
          expect([form, new Set(again)]).toEqual([form, new Set(['keep'])]);
          for (const one of ours) {
            const [wanted] = kubernetesApi.wanted(one, { target: '', environment: 'live', servers: environment.servers });
            if (!wanted) continue;
            const object = wanted.body as KubernetesObject; // of a cluster
            const path = `${collection(object)}/${object.metadata.name}`;
            const { body: before } = await server.ask('GET', path);
            const strictly = `${path}?fieldManager=signalbox&fieldValidation=Strict`;
            const applied = await server.ask('PATCH', strictly, object, { type: 'application/apply-patch+yaml' });
            expect([path, applied.status, applied.body['metadata']]).toEqual([path, 200, before['metadata']]);
          }
        }
      } finally {
        await gate.stop();
      }
    }, 120_000);

    test('tenants are deployed beside one another, and leave each other alone', async () => {
      const gate = await startGate(server);
      const io = ioAt('/', { secret: () => server.admin });
      try {
        const { artifacts, derived } = resolveAll(tenantsInCluster());
        const ours = artifacts.filter(({ server: one }) => one === 'kubernetes');
        const targets = partsOf(derived).flatMap(({ estate }) => estate.environments.map((one) => live(gate.url, one)));
        expect(targets.map(({ environment }) => environment.name)).toEqual(['production', 'production-bank', 'production-shop']);
        for (const target of targets)
          expect(await applyPlan(await planTarget(target, ours, KINDS, io), target, io)).toMatchObject({
            status: 'done',
            mismatches: [],
          });
        for (const target of targets) {
          const { changes } = await planTarget(target, ours, KINDS, io);
          expect(changes.length).toBeGreaterThan(3);
          expect(new Set(changes.map(({ action }) => action))).toEqual(new Set(['keep']));
        }
      } finally {
        await gate.stop();
      }
    }, 120_000);

    test('so is every kind of receiver, with all that it may have, without what is said to be lost', async () => {
      const refused: string[] = [];
      for (const [kind, { minimal, full }] of Object.entries(receiverSamples)) {
        for (const [index, channel] of [minimal, ...full].entries()) {
          const owner = team({ name: 'callers', page: channel });
          const definitions = inCluster({}, { alertmanager: WITH_MAIL }, { owner, routes: routing({ fallback: owner.page }) });
          const config = objectsOf(definitions)['alertmanagerconfigs/signalbox-live-alertmanager.yaml'];
          const { status, body } = config ? await create(config) : { status: 0, body: {} };
          const lost = withCode(definitions, 'kubernetes/not-carried').length;
          if (status !== 201) refused.push(`${kind} ${index}, ${lost} lost: ${String(body['message'])}`);
        }
      }
      // of these two something is lost that the operator wants
      expect(refused).toEqual([
        expect.stringMatching(/^opsgenie 1, [1-9] lost: .*type: Required value/),
        expect.stringMatching(/^telegram 1, [1-9] lost: .*chatID: Required value/),
      ]);
    });

    test('and every contact point of Grafana, with what is not said to be lost', async () => {
      const managed = { grafana: grafana({ version: '12.4', url: 'https://grafana.example.org', managedAlerts: true }) };
      for (const [kind, { minimal, full }] of Object.entries(receiverSamples)) {
        for (const channel of [minimal, ...full]) {
          const owner = team({ name: 'callers', page: channel });
          const definitions = inCluster({ contactPoints: true }, managed, { owner, routes: routing({ fallback: owner.page }) });
          const point = objectsOf(definitions)['grafanacontactpoints/signalbox-live-callers.page.yaml'];
          const { status, body } = point ? await create(point) : { status: 0, body: {} };
          expect([kind, status, status === 201 ? '' : body['message']]).toEqual([kind, 201, '']);
        }
      }
    });

    test('and one with a field too many is not', async () => {
      const [rule] = Object.values(objectsOf(WHOLE.operators)).filter(({ kind }) => kind === 'PrometheusRule');
      const { status, body } = await create({ ...rule, spec: { ...rule?.spec, surplus: 1 } } as KubernetesObject);
      expect([status, body['message']]).toEqual([400, expect.stringContaining('unknown field "spec.surplus"')]);
    });
  },
);

function collection({ apiVersion, kind, metadata }: KubernetesObject): string {
  const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
  return `${root}/namespaces/${metadata.namespace}/${pluralOf(kind)}`;
}
