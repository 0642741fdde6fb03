/** The local stack: what its compose file says, and that `npm run stack` starts it and `npm run stack:down` leaves nothing. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { IMAGES } from './images.ts';
import { docker, until } from './stack-support.ts';
import { requireServer, serverSuite } from './support.ts';
import { ROOT } from './systems/generated.ts';

const run = promisify(execFile);
const COMPOSE_FILE = join(ROOT, 'deploy/compose.yaml');
const FOLDER = join(ROOT, '.signalbox/stack');
const COMPOSE = ['compose', '--file', COMPOSE_FILE, '--profile', '*'];
const OURS = ['--filter', 'label=com.docker.compose.project=signalbox-stack'];
const noCompose = (await docker(['compose', 'version'])).code === 0 ? undefined : 'there is no docker compose';

const DEMO_UP = 'up{instance=~"demo:.+"} == 1';

interface Service {
  readonly image: string;
  readonly mem_limit: string;
  readonly profiles?: readonly string[];
  readonly ports: readonly { readonly host_ip: string }[];
  readonly volumes: readonly { readonly type: string; readonly source: string; readonly read_only?: boolean }[];
  readonly healthcheck?: { readonly test: readonly string[] };
}

test('the compose file names the images that everything else is proved on', () => {
  const images = [...readFileSync(COMPOSE_FILE, 'utf8').matchAll(/^ +image: (\S+)$/gm)].map(([, image]) => image);
  const { mimir: _, ...ours } = IMAGES; // judges what is sent to long-term storage; the stack has none
  expect(images.sort()).toEqual(Object.values(ours).sort());
});

describe.skipIf(noCompose !== undefined)(`the compose file${noCompose === undefined ? '' : ` (skipped: ${noCompose})`}`, () => {
  let services: [string, Service][] = [];
  beforeAll(async () => {
    const { stdout } = await run('docker', [...COMPOSE, 'config', '--format', 'json']);
    services = Object.entries((JSON.parse(stdout) as { services: Record<string, Service> }).services);
  });
  const those = (what: (service: Service) => boolean) => services.filter(([, service]) => what(service)).map(([name]) => name);

  test('lets nobody in from other machines', () => {
    expect(services.length).toBeGreaterThan(0);
    expect(those(({ ports }) => ports.some(({ host_ip }) => host_ip !== '127.0.0.1'))).toEqual([]);
  });
  test('limits the memory of every container', () => {
    expect(those(({ mem_limit }) => !(Number(mem_limit) <= 512 * 1024 * 1024))).toEqual([]);
  });
  test('gives no container a folder of this machine to write to', () => {
    const mounts = services.flatMap(([, { volumes = [] }]) => volumes.filter(({ type }) => type === 'bind'));
    expect(mounts.filter(({ read_only }) => read_only !== true)).toEqual([]);
    expect(mounts.filter(({ source }) => !source.startsWith(FOLDER))).toEqual([]);
  });
  test('asks no shell whether a server is healthy', () => {
    expect(those(({ healthcheck }) => healthcheck !== undefined && healthcheck.test[0] !== 'CMD')).toEqual([]);
  });
  test('leaves out what may be left out', () => {
    expect(those(({ profiles }) => profiles !== undefined)).toEqual(['grafana', 'tempo']);
  });
});

const running = noCompose === undefined && (await docker(['ps', '--quiet', ...OURS])).output.trim() !== '';
const busy = noCompose ?? (running || existsSync(FOLDER) ? 'a stack is up, and it is not ours to end' : undefined);

await serverSuite(['prometheus', 'alertmanager', 'loki', 'collector'], 'the stack', () => {
  const stack = (command: string) =>
    run(process.execPath, ['scripts/stack.mjs', command], { cwd: ROOT, timeout: 240_000 }).catch(async (failure) => {
      await run(process.execPath, ['scripts/stack.mjs', 'down'], { cwd: ROOT });
      throw failure;
    });

  test.skipIf(busy !== undefined)(
    `starts, is deployed to, and goes away again${busy === undefined ? '' : ` (skipped: ${busy})`}`,
    async () => {
      await run(process.execPath, ['scripts/setup.mjs'], { cwd: ROOT });
      const { stdout, stderr } = await stack('up');
      try {
        expect(stderr).toMatch(/deployed to stack: \d+ changes made, verified on prometheus, alertmanager, loki, collector/);
        for (const server of ['tempo', 'grafana'] as const) {
          const left = new RegExp(`^ +${server} +left out:`, 'm');
          expect(left.test(stdout)).toBe((await requireServer(server)) !== undefined);
        }
        expect(await until(30, targetsUp)).toEqual(['demo:9464', 'demo:9465', 'demo:9466']);
        expect((await stack('up')).stderr).toContain('deployed to stack: nothing to do');
      } finally {
        await stack('down');
      }
      expect((await docker(['ps', '--all', '--quiet', ...OURS])).output).toBe('');
      expect((await docker(['volume', 'ls', '--quiet', ...OURS])).output).toBe('');
      expect((await docker(['network', 'ls', '--quiet', ...OURS])).output).toBe('');
      expect(existsSync(FOLDER)).toBe(false);
    },
    300_000,
  );
});

/** The demo's three processes, once a scrape of each has succeeded. */
async function targetsUp(): Promise<string[] | undefined> {
  const answer = await fetch(`http://127.0.0.1:9090/api/v1/query?query=${encodeURIComponent(DEMO_UP)}`);
  const { data } = (await answer.json()) as { data: { result: { metric: { instance: string } }[] } };
  const instances = data.result.map(({ metric }) => metric.instance).sort();
  return instances.length === 3 ? instances : undefined;
}
