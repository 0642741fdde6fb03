import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { compileModule } from '../../../src/program.ts';
import type { Site } from '../stack-support.ts';
import { deploy } from './deploy.ts';

/** Alertmanager on what the definitions compile to, with the token where its configuration looks for it. */
export async function tellingAlertmanager(site: Site, estate: object, token: string): Promise<string> {
  const built = compileModule(estate, '2026-11-21');
  expect(built.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [environment] = built.derived.estate.environments;
  if (!environment) throw new Error('there is no environment');
  const folder = await site.folder();
  const files = { alertmanager: { by: 'files', to: folder, reload: undefined } } as const;
  const config = built.artifacts.filter(({ kind }) => kind.startsWith('alertmanager'));
  expect(await deploy(config, environment, files)).toMatchObject({ status: 'done' });
  await mkdir(join(folder, 'secrets'));
  await writeFile(join(folder, 'secrets', 'remediation-token'), token);
  return site.start('alertmanager', {
    alias: 'alertmanager',
    port: 9093,
    mounts: { '/etc/alertmanager': folder },
    command: ['--config.file=/etc/alertmanager/alertmanager.yml', '--storage.path=/alertmanager', '--cluster.listen-address='],
    ready: '/-/ready',
  });
}
