import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../src/artifacts/kubernetes-object.ts';
import { alertmanager } from '../../src/define/environment.ts';
import { routing } from '../../src/define/routing.ts';
import { team } from '../../src/define/team.ts';
import { RESOURCES } from '../../src/targets/kubernetes/resources.ts';
import { withCode } from '../support/estate.ts';
import { receiverSamples } from '../support/receivers.ts';
import { inCluster, objectsOf } from '../unit/artifacts/kubernetes/cluster.ts';
import { type ApiServer, requireApiServer, startApiServer } from './kubernetes/api-server.ts';
import { installCrds } from './kubernetes/crds.ts';
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

    test('and one with a field too many is not', async () => {
      const [rule] = Object.values(objectsOf(WHOLE.operators)).filter(({ kind }) => kind === 'PrometheusRule');
      const { status, body } = await create({ ...rule, spec: { ...rule?.spec, surplus: 1 } } as KubernetesObject);
      expect([status, body['message']]).toEqual([400, expect.stringContaining('unknown field "spec.surplus"')]);
    });
  },
);

function collection({ apiVersion, kind, metadata }: KubernetesObject): string {
  const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
  return `${root}/namespaces/${metadata.namespace}/${kind.toLowerCase()}s`;
}
