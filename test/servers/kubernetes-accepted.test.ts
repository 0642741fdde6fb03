import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../src/artifacts/kubernetes-object.ts';
import { objectsOf } from '../unit/artifacts/kubernetes/cluster.ts';
import { type ApiServer, requireApiServer, startApiServer } from './kubernetes/api-server.ts';
import { installCrds } from './kubernetes/crds.ts';
import { WHOLE } from './kubernetes/whole.ts';

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
      expect([...kinds].sort()).toEqual(['PodMonitor', 'PrometheusRule', 'ScrapeConfig', 'ServiceMonitor']);
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
