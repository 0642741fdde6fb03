import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { load } from 'js-yaml';
import type { Artifact } from '../../../src/artifacts/kind.ts';
import { connectionTo } from '../../../src/model/connection.ts';
import { artifact, ioAt, targetOf } from '../../unit/targets/samples.ts';
import { type ServerImage, sharedFolder, startContainer } from '../container.ts';
import type { Life } from './life.ts';

const IMAGE: ServerImage = { server: 'alertmanager', port: 9093, ready: '/-/ready', readyWithinMs: 60_000 };
const ORDER = [
  { kind: 'alertmanager-templates', applyAfter: [] },
  { kind: 'alertmanager-config', applyAfter: ['alertmanager-templates'] },
];

export async function alertmanagerLife(): Promise<Life> {
  const folder = await sharedFolder();
  const file = join(folder, 'alertmanager.yml');
  await writeFile(file, routes('boot'));
  await writeFile(
    join(folder, '.signalbox.json'),
    JSON.stringify({ version: 1, holdings: { 'production/alertmanager': { 'alertmanager.yml': 'bootstrap' } } }),
  );
  await writeFile(join(folder, 'theirs.tmpl'), '{{ define "theirs" }}{{ end }}\n');
  const server = await startContainer(IMAGE, folder, '/etc/alertmanager', [
    '--config.file=/etc/alertmanager/alertmanager.yml',
    '--storage.path=/alertmanager',
    '--cluster.listen-address=',
  ]);
  return {
    target: targetOf({ alertmanager: { by: 'files', to: folder, reload: connectionTo(server.url) } }),
    io: ioAt('/', { wait: (ms) => pause(ms) }),
    order: ORDER,
    stages: {
      created: [config('created', 'a', 'b'), template('a'), template('b')],
      updated: [config('updated', 'a', 'b'), template('a'), template('b')],
      moved: [config('updated', 'a', 'c'), template('a'), template('c')],
      pruned: [config('updated', 'a'), template('a')],
    },
    served: () => servedBy(server.url),
    expected: {
      created: told('created', 'a', 'b'),
      updated: told('updated', 'a', 'b'),
      moved: told('updated', 'a', 'c'),
      pruned: told('updated', 'a'),
      destroyed: told('updated', 'a', 'b'), // without a configuration it runs on with the last one until it is stopped
    },
    async edit() {
      await writeFile(file, (await readFile(file, 'utf8')).replaceAll('updated', 'edited'));
      await fetch(`${server.url}/-/reload`, { method: 'POST' });
    },
    stop: server.stop,
  };
}

function routes(receiver: string, ...templates: readonly string[]): string {
  const files = templates.map((name) => `templates/${name}.tmpl`).join(', ');
  return `route: {receiver: ${receiver}}\nreceivers: [{name: ${receiver}}]\ntemplates: [${files}]\n`;
}

function config(receiver: string, ...templates: readonly string[]): Artifact {
  const of = { server: 'alertmanager', kind: 'alertmanager-config' } as const;
  return artifact('alertmanager/alertmanager.yml', routes(receiver, ...templates), of);
}

function template(name: string): Artifact {
  const text = `{{ define "${name}" }}${name}{{ end }}\n`;
  return artifact(`alertmanager/templates/${name}.tmpl`, text, { server: 'alertmanager', kind: 'alertmanager-templates' });
}

function told(receiver: string, ...templates: readonly string[]) {
  return { receivers: [receiver], templates: templates.map((name) => `templates/${name}.tmpl`) };
}

/** A configuration whose templates cannot be read is not taken, so those it names are there. */
async function servedBy(url: string): Promise<unknown> {
  const receivers = (await (await fetch(`${url}/api/v2/receivers`)).json()) as { readonly name: string }[];
  const { config: runs } = (await (await fetch(`${url}/api/v2/status`)).json()) as {
    readonly config: { readonly original: string };
  };
  const { templates } = load(runs.original) as { readonly templates: readonly string[] };
  return {
    receivers: receivers.map(({ name }) => name),
    templates: templates.map((path) => path.replace('/etc/alertmanager/', '')),
  };
}
