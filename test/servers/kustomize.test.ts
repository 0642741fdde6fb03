import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { loadAll } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../src/artifacts/kubernetes-object.ts';
import { promql } from '../../src/authored/query.ts';
import { dashboard, section } from '../../src/define/dashboard.ts';
import { panel } from '../../src/panels/kinds.ts';
import { libraryPanel } from '../../src/panels/library-panel.ts';
import { resolveAll } from '../support/estate.ts';
import { checkout, queue, warned } from '../support/shop.ts';
import { tenantsInCluster } from '../support/tenants/in-cluster.ts';
import { filesBelow, twoEnvironments } from '../unit/artifacts/kubernetes/overlays.ts';
import { requireWith } from './support.ts';

const run = promisify(execFile);
const shared = libraryPanel({ name: 'waiting', service: checkout, panel: panel.timeseries({ title: 'Waiting', show: queue }) });
const board = dashboard({
  name: 'board',
  title: 'Board',
  service: checkout,
  sections: [section({ title: 'S', panels: [shared] })],
});
const odd = dashboard({ name: `o${'d'.repeat(190)}`, title: 'Odd', service: checkout, sections: [] });
const definitions = twoEnvironments({ contactPoints: true }, { stuck: warned(promql`${queue} > 5`), board, odd });
const tenants = tenantsInCluster({ overlay: true, labels: { release: 'live' } });

const skipped = await requireWith('kubernetes', async () =>
  spawnSync('kubectl', ['kustomize', '--help']).status === 0 ? '' : 'kubectl is not on the PATH',
);
describe.skipIf(skipped !== undefined)(
  `overlays built by Kustomize${skipped === undefined ? '' : ` (skipped: ${skipped})`}`,
  () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'signalbox-kustomize-'));
      for (const [below, of] of [
        ['.', definitions],
        ['shared', tenants],
      ] as const)
        for (const [path, text] of Object.entries(filesBelow(of))) {
          const file = join(folder, below, path);
          await mkdir(dirname(file), { recursive: true });
          await writeFile(file, text);
        }
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    test.each([
      ['live', '.', definitions],
      ['staging', '.', definitions],
      ['production', 'shared', tenants],
      ['production-bank', 'shared', tenants],
      ['production-shop', 'shared', tenants],
    ])('are exactly the objects of %s', async (name, below, of) => {
      const { stdout } = await run('kubectl', ['kustomize', join(folder, below, 'overlays', name)], { maxBuffer: 1e8 });
      const built = byName(loadAll(stdout) as KubernetesObject[]); // what Kustomize prints
      const flat = resolveAll(of).artifacts.filter(
        ({ environment, kind, server }) => environment === name && server === 'kubernetes' && kind !== 'kubernetes-kustomization',
      );
      const wanted = byName(flat.flatMap(({ text }) => loadAll(text) as KubernetesObject[])); // our own
      expect(Object.keys(built)).toEqual(Object.keys(wanted));
      expect(built).toEqual(wanted);
    });

    test('and so is the base, without their names', async () => {
      const { stdout } = await run('kubectl', ['kustomize', join(folder, 'base')], { maxBuffer: 1e8 });
      const kinds = (loadAll(stdout) as KubernetesObject[]).map(({ kind }) => kind); // what Kustomize prints
      expect(kinds).toContain('GrafanaDashboard');
      expect(kinds).toContain('GrafanaLibraryPanel');
    });
  },
);

function byName(objects: readonly KubernetesObject[]): Record<string, KubernetesObject> {
  const named = objects.map((one): [string, KubernetesObject] => [`${one.kind}/${one.metadata.name}`, one]);
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}
