/** Every artifact of generated/ is accepted by the server, or the server's own tool, that it is for. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Artifact } from '../../src/artifacts/kind.ts';
import { connectionTo } from '../../src/model/connection.ts';
import type { Environment } from '../../src/model/environment.ts';
import { build } from '../../src/program.ts';
import { environmentNamed } from '../unit/targets/samples.ts';
import { IMAGES, type ServerName } from './images.ts';
import { docker, openSite, type Ran, type Site } from './stack-support.ts';
import { serverSuite } from './support.ts';
import { deploy } from './systems/deploy.ts';
import { artifactsOf, copyFor, environmentsWith, filesOf, ROOT, textOf } from './systems/generated.ts';
import { knownPart } from './systems/known-part.ts';

const TODAY = '2026-11-21';
const ZONES = '/usr/share/zoneinfo';
/** Official images hold the time zones; one made of a bare binary does not. */
const zones = existsSync(ZONES) ? ['--volume', `${ZONES}:${ZONES}:ro`] : [];
const each = (server: ServerName) => describe.each(environmentsWith(server).map((environment) => ({ environment })));

let site: Site;
beforeAll(async () => {
  site = await openSite();
}, 30_000);
afterAll(() => site?.end(), 30_000);

/** Runs a program of an image on a folder, which it sees at `mount`. */
async function tool(
  server: ServerName,
  program: string | undefined,
  folder: string,
  mount: string,
  args: string[],
): Promise<Ran> {
  const entry = program === undefined ? [] : ['--entrypoint', program];
  const volume = ['--volume', `${folder}:${mount}:ro`, ...zones];
  return docker(['run', '--rm', '--network', 'none', ...volume, ...entry, IMAGES[server], ...args], 840_000);
}

async function copied(server: 'prometheus' | 'alertmanager', environment: string): Promise<string> {
  const folder = await site.folder();
  copyFor(server, environment, folder);
  return folder;
}

await serverSuite(['prometheus'], 'a real promtool', () => {
  each('prometheus')('in $environment', ({ environment }) => {
    test('accepts the configuration and every rule file it names', async () => {
      const folder = await copied('prometheus', environment);
      const { code, output } = await tool('prometheus', 'promtool', folder, '/etc/prometheus', [
        'check',
        'config',
        '/etc/prometheus/prometheus.yml',
      ]);
      expect(code, output).toBe(0);
      const rules = filesOf(environment, 'prometheus/rules').length;
      expect(output.match(/SUCCESS: \d+ rules found/g)).toHaveLength(rules);
    }, 60_000);
  });

  test.each(distinct())(
    'passes every rule test of %s',
    async (environment) => {
      const folder = await copied('prometheus', environment);
      const tests = filesOf(environment, 'prometheus/tests').map((path) => `/etc/${path}`);
      const { code, output } = await tool('prometheus', 'promtool', folder, '/etc/prometheus', ['test', 'rules', ...tests]);
      expect(code, output.slice(-2_000)).toBe(0);
      expect(output.match(/SUCCESS/g)).toHaveLength(tests.length);
    },
    900_000,
  );
});

/** Rule tests take a minute: environments whose rules and tests differ in nothing but links are tried once. */
function distinct(): string[] {
  const essence = (environment: string) =>
    ['prometheus/rules', 'prometheus/tests']
      .flatMap((folder) => filesOf(environment, folder))
      .flatMap((path) => textOf(environment, path).split('\n'))
      .filter((line) => !/^#|_url: /.test(line.trim()))
      .join('\n');
  const environments = environmentsWith('prometheus');
  const all = environments.map(essence);
  return environments.filter((_, index) => all.indexOf(all[index] ?? '') === index);
}

await serverSuite(['alertmanager'], 'a real amtool', () => {
  each('alertmanager')('in $environment', ({ environment }) => {
    test('accepts the configuration and its templates', async () => {
      const folder = await copied('alertmanager', environment);
      const { code, output } = await tool('alertmanager', 'amtool', folder, '/etc/alertmanager', [
        'check-config',
        '/etc/alertmanager/alertmanager.yml',
      ]);
      expect(code, output).toBe(0);
      expect(output).toContain('1 templates');
    }, 60_000);
  });
});

await serverSuite(['loki'], 'a real Loki', () => {
  each('loki')('in $environment', ({ environment }) => {
    test('accepts the configuration', async () => {
      const folder = join(ROOT, 'generated', environment, 'loki');
      const { output } = await tool('loki', undefined, folder, '/etc/loki', [
        '-config.file=/etc/loki/loki.yaml',
        '-verify-config',
      ]);
      expect(output).toContain('config is valid');
    }, 60_000);
  });

  test('takes the rules of every environment and holds them as they are', async () => {
    const url = await startRuler();
    for (const environment of environmentsWith('loki')) {
      const rules = artifactsOf(environment, 'loki', 'loki-rules', 'loki/rules');
      expect(rules.length).toBeGreaterThan(0);
      const reach = { loki: { by: 'api', connection: connectionTo(url) } } as const;
      expect(await deploy(rules, environmentNamed(environment), reach)).toMatchObject({ status: 'done', mismatches: [] });
    }
  }, 150_000);
});

/** The stack's own configuration, with a store the API may write to instead of the folder a deployment writes to. */
async function startRuler(): Promise<string> {
  const config = load(textOf('stack', 'loki/loki.yaml')) as object;
  const folder = await site.folder();
  const store = { backend: 'filesystem', filesystem: { dir: '/loki/ruler' } };
  writeFileSync(join(folder, 'loki.yaml'), dump({ ...config, ruler_storage: store }));
  return site.start('loki', {
    alias: 'loki',
    port: 3100,
    mounts: { '/etc/loki': folder },
    command: ['-config.file=/etc/loki/loki.yaml'],
    ready: '/ready',
  });
}

await serverSuite(['collector'], 'a real collector', () => {
  each('collector')('in $environment', ({ environment }) => {
    test('accepts the configuration', async () => {
      const { output: components } = await docker(['run', '--rm', IMAGES.collector, 'components']);
      const { text, unknown } = knownPart(textOf(environment, 'collector/config.yaml'), components);
      if (unknown.length > 0) console.log(`not in this collector, so not judged: ${unknown.join(', ')}`);
      const folder = await site.folder();
      writeFileSync(join(folder, 'config.yaml'), text);
      const ran = await tool('collector', undefined, folder, '/etc/otelcol', ['validate', '--config=/etc/otelcol/config.yaml']);
      expect(ran).toEqual({ code: 0, output: '' });
    }, 60_000);
  });
});

await serverSuite(['tempo'], 'a real Tempo', () => {
  each('tempo')('in $environment', ({ environment }) => {
    test('accepts the configuration', async () => {
      const folder = join(ROOT, 'generated', environment, 'tempo');
      const args = ['-config.file=/etc/tempo/tempo.yaml', '-config.verify=true'];
      const { code, output } = await tool('tempo', undefined, folder, '/etc/tempo', args);
      expect(code, output).toBe(0);
    }, 60_000);
  });
});

await serverSuite(['grafana'], 'a real Grafana', () => {
  let url = '';
  let artifacts: readonly Artifact[] = [];
  let environments: readonly Environment[] = [];
  beforeAll(async () => {
    const built = await build(ROOT, TODAY);
    ({ artifacts } = built);
    ({ environments } = built.derived.estate);
    const open = {
      GF_AUTH_ANONYMOUS_ENABLED: 'true',
      GF_AUTH_ANONYMOUS_ORG_ROLE: 'Admin',
      GF_PLUGINS_PREINSTALL_DISABLED: 'true',
    };
    url = await site.start('grafana', { alias: 'grafana', port: 3000, env: open, command: [], ready: '/api/health' });
  }, 150_000);

  test('takes folders, data sources and dashboards and holds them as they are', async () => {
    const [environment] = environments;
    if (!environment) throw new Error('there is no environment');
    const ours = artifacts.filter((one) => one.environment === environment.name);
    const reach = { grafana: { by: 'api', connection: connectionTo(url) } } as const;
    expect(await deploy(ours, environment, reach)).toMatchObject({ status: 'done', mismatches: [] });
  }, 120_000);
});
