import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Artifact } from '../../../src/artifacts/kind.ts';
import { artifact, ioAt, ORDER, targetOf } from '../../unit/targets/samples.ts';
import { sharedFolder } from '../container.ts';
import { type RunningServer, startServer } from '../start-server.ts';
import type { Life } from './life.ts';

const FOLDER = '/etc/collector';
const [HEALTH, OTLP] = [13133, 4318];
/** Where logs could be sent to: which of them the collector takes is what its configuration says. */
const PATHS = ['/old', '/new', '/edited'];

/** A collector reads its files when it starts, so each stage starts it anew. */
export async function collectorLife(): Promise<Life> {
  const folder = await sharedFolder();
  await writeFile(join(folder, 'theirs.yaml'), 'extensions: { health_check: { endpoint: "0.0.0.0:13133" } }\n');
  const part = join(folder, 'parts/receivers.yaml');
  let running: RunningServer | undefined;
  return {
    target: targetOf({ collector: { by: 'files', to: folder, reload: undefined } }),
    io: ioAt('/', { wait: (ms) => pause(ms) }),
    order: ORDER,
    stages: {
      created: [config('${file:/etc/collector/parts/receivers.yaml}'), file('parts/receivers', receiver('/old'))],
      updated: [config('${file:/etc/collector/parts/receivers.yaml}'), file('parts/receivers', receiver('/new'))],
      moved: [config('${file:/etc/collector/parts/otlp.yaml}'), file('parts/otlp', receiver('/new'))],
      pruned: [config(receiver('/new'))],
    },
    served: async () => ({ taken: await takenBy(running?.address(OTLP) ?? '') }),
    expected: {
      created: { taken: ['/old'] },
      updated: { taken: ['/new'] },
      moved: { taken: ['/new'] },
      pruned: { taken: ['/new'] },
      destroyed: { taken: [] },
    },
    async edit() {
      const path = join(folder, 'collector.yaml');
      await writeFile(path, (await readFile(path, 'utf8')).replace('/new', '/edited'));
      await rm(part, { force: true });
    },
    async restart() {
      await running?.stop();
      running = undefined; // without a configuration it does not start
      const there = await readFile(join(folder, 'collector.yaml'), 'utf8').catch(() => undefined);
      if (there !== undefined) running = await started(folder);
    },
    async stop() {
      await running?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function started(folder: string): Promise<RunningServer> {
  return startServer({
    server: 'collector',
    ports: [HEALTH, OTLP],
    mounts: { [FOLDER]: folder },
    command: [`--config=${FOLDER}/collector.yaml`, `--config=${FOLDER}/theirs.yaml`],
    ready: { port: HEALTH, path: '/' },
  });
}

function receiver(path: string): string {
  return `{ otlp: { protocols: { http: { endpoint: "0.0.0.0:${OTLP}", logs_url_path: ${path} } } } }`;
}

function config(receivers: string): Artifact {
  const pipelines = '{ logs: { receivers: [otlp], exporters: [debug] } }';
  return file(
    'collector',
    `receivers: ${receivers}\nexporters: { debug: {} }\nservice: { extensions: [health_check], pipelines: ${pipelines} }\n`,
  );
}

function file(name: string, text: string): Artifact {
  return artifact(`collector/${name}.yaml`, text, { server: 'collector', kind: 'collector-config' });
}

async function takenBy(url: string): Promise<string[]> {
  const taken: string[] = [];
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"resourceLogs":[]}' };
  for (const path of url === '' ? [] : PATHS) if ((await fetch(url + path, sent)).ok) taken.push(path);
  return taken;
}
