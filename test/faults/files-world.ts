import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load as loadYaml } from 'js-yaml';
import { connectionTo } from '../../src/model/connection.ts';
import { LOCK_FILE } from '../../src/targets/files/kind.ts';
import { artifact, ioAt, ruleFile, targetOf } from '../unit/targets/samples.ts';
import { faultyFiles } from './faulty-files.ts';
import { faultyServer, type Said } from './faulty-server.ts';
import { FILE_FAULTS, HTTP_FAULTS, injector } from './injector.ts';
import { fifty, type World } from './world.ts';

const CONFIG = 'rule_files: [rules/*/*.yaml]\n';

/** Rule files, as a folder that nobody reads; every operation on a file can fail. */
export async function filesWorld(folder: string): Promise<World> {
  const faults = injector();
  const world = await worldAt(folder, undefined);
  const back = faultyFiles(join(folder, 'live'), faults);
  return { ...world, faults, kinds: FILE_FAULTS, stop: async () => back() };
}

/** The same, read by a Prometheus whose answers can fail. */
export async function reloadWorld(folder: string): Promise<World> {
  const faults = injector();
  const prometheus = fakePrometheus(join(folder, 'live'));
  const server = await faultyServer(prometheus.answer, faults);
  const world = await worldAt(folder, server.url);
  return {
    ...world,
    faults,
    kinds: HTTP_FAULTS,
    async reset() {
      await world.reset();
      prometheus.load();
    },
    snapshot: async () => ({ files: await world.snapshot(), loaded: prometheus.loaded() }),
    stop: server.stop,
  };
}

type Files = Omit<World, 'faults' | 'kinds' | 'stop'>;

/** What the world itself does to files is never made to fail: only functions that give promises are. */
async function worldAt(folder: string, reload: string | undefined): Promise<Files> {
  const [live, kept] = [join(folder, 'live'), join(folder, 'kept')];
  mkdirSync(join(live, 'rules/a'), { recursive: true });
  writeFileSync(join(live, 'rules/a/theirs.yaml'), ruleFile('theirs', 'Theirs'), { mode: 0o600 });
  const config = artifact('prometheus/prometheus.yml', CONFIG, { kind: 'prometheus-config' });
  return {
    target: targetOf({
      prometheus: { by: 'files', to: 'live', reload: reload === undefined ? undefined : connectionTo(reload) },
    }),
    io: ioAt(folder),
    old: [config, ...fifty('old', rules)],
    new: [config, ...fifty('new', rules)],
    order: [{ kind: 'prometheus-rules', applyAfter: [] }],
    async keep() {
      drift(live);
      rmSync(kept, { recursive: true, force: true });
      cpSync(live, kept, { recursive: true });
    },
    async reset() {
      rmSync(live, { recursive: true, force: true });
      cpSync(kept, live, { recursive: true });
    },
    snapshot: async () => filesIn(live),
  };
}

function rules(name: string, version: number) {
  const folder = Number(name.slice(1)) % 2 === 0 ? 'a' : 'b';
  return artifact(`prometheus/rules/${folder}/${name}.yaml`, ruleFile(name, `V${version}`));
}

/** Somebody edited two of ours: one has another mode now, one another encoding. */
function drift(live: string): void {
  const [first, second] = [join(live, 'rules/a/n10.yaml'), join(live, 'rules/b/n01.yaml')];
  if (existsSync(first)) chmodSync(first, 0o640);
  if (!existsSync(second)) return;
  const text = readFileSync(second);
  if (!text.includes(0xe9)) writeFileSync(second, Buffer.concat([text, Buffer.from('# caf\xe9\n', 'latin1')]));
}

/** Path → mode and bytes; folders too. */
function filesIn(live: string): Record<string, string> {
  const found = pathsIn(live)
    .filter((path) => path !== LOCK_FILE)
    .map((path) => {
      const stat = statSync(join(live, path));
      const held = stat.isFile() ? readFileSync(join(live, path)).toString('base64') : 'folder';
      return [path, `${(stat.mode & 0o7777).toString(8)} ${held}`];
    });
  return Object.fromEntries(found) as Record<string, string>; // pairs of texts
}

function pathsIn(live: string): string[] {
  return readdirSync(live, { recursive: true }).map(String).sort();
}

/** Loads the rule files when it is told to, and says which it runs. For faults only. */
function fakePrometheus(live: string) {
  let groups: object[] = [];
  const load = () => {
    groups = pathsIn(live)
      .filter((path) => path.endsWith('.yaml'))
      .flatMap((path) => groupsIn(path, readFileSync(join(live, path), 'latin1')));
  };
  return {
    load,
    loaded: () => groups,
    answer(method: string, url: string): Said {
      if (method === 'POST' && url === '/-/reload') load();
      if (url === '/metrics') return { status: 200, text: 'prometheus_config_last_reload_successful 1\n' };
      const data = url === '/api/v1/status/config' ? { yaml: CONFIG } : { groups };
      return { status: 200, text: JSON.stringify({ data }) };
    },
  };
}

function groupsIn(path: string, text: string): object[] {
  const { groups } = loadYaml(text) as { groups: { name: string; rules: { alert: string }[] }[] }; // as `ruleFile` writes it
  return groups.map(({ name, rules: own }) => ({
    name,
    file: `/live/${path}`,
    rules: own.map(({ alert }) => ({ name: alert, health: 'ok' })),
  }));
}
