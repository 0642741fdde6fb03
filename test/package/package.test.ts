import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT, textOf } from '../architecture/repository.ts';
import { BUILT } from '../built.ts';
import { howMany } from '../support/how-many.ts';
import { unpack } from './unpack.ts';

const run = promisify(execFile);
const manifest = JSON.parse(textOf('package.json')) as {
  readonly name: string;
  readonly files: readonly string[];
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, string>>;
}; // ours

/** One name each entry must export, and one line a definition or a service would write with it. */
const ENTRIES: Readonly<Record<string, string>> = {
  signalbox: 'slo',
  'signalbox/metrics': 'counter',
  'signalbox/program': 'build',
  'signalbox/runtime': 'instruments',
  'signalbox/testing': 'expectRoute',
};
const DEFINITIONS = `
import { team, email, routing } from 'signalbox';
export const web = team({ name: 'web', page: email({ to: 'web@example.org' }), ticket: email({ to: 'web@example.org' }) });
export const routes = routing({ fallback: web.ticket });
`;

let project = '';
let installed = '';

/** On a bare machine the files are copied, which takes a fifth of the time: CI packs them. */
const BARE = howMany(1, 0) > 0;

/** A project with what `npm pack` packs, and nothing of ours besides its dependencies. */
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'signalbox-package-'));
  installed = join(project, 'node_modules', manifest.name);
  if (!BUILT) await run(process.execPath, [join(ROOT, 'scripts/setup.mjs')], { cwd: ROOT }); // else `npm test` has just done it
  await mkdir(installed, { recursive: true });
  await (BARE ? copyFiles() : packFiles());
  for (const name of Object.keys(manifest.dependencies)) await link(name);
  await put('package.json', '{ "type": "module" }');
  await put('definitions/index.ts', DEFINITIONS);
});
afterAll(() => rm(project, { recursive: true, force: true }));

async function packFiles(): Promise<void> {
  const packed = await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', project], { cwd: ROOT });
  await unpack(join(project, packed.stdout.trim()), installed);
}

async function copyFiles(): Promise<void> {
  for (const path of ['package.json', ...manifest.files])
    await cp(join(ROOT, path), join(installed, path), { recursive: true, filter: (file) => !file.endsWith('.map') });
}

async function link(name: string): Promise<void> {
  const path = join(project, 'node_modules', name);
  await mkdir(dirname(path), { recursive: true });
  await symlink(join(ROOT, 'node_modules', name), path, 'dir');
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(project, path)), { recursive: true });
  await writeFile(join(project, path), text);
}

async function node(...args: string[]): Promise<string> {
  return (await run(process.execPath, args, { cwd: project })).stdout.trim();
}

describe('the package, installed', () => {
  test('every entry is tried here', () => {
    const entries = Object.keys(manifest.exports).filter((entry) => entry !== './package.json');
    expect(entries.map((entry) => entry.replace(/^\./, manifest.name)).sort()).toEqual(Object.keys(ENTRIES).sort());
  });

  test.each(Object.entries(ENTRIES))('%s can be imported and exports %s', async (entry, name) => {
    await put('entry.mjs', `import { ${name} } from '${entry}'; console.log(typeof ${name});`);
    expect(await node('entry.mjs')).toBe('function');
  });

  test('its command generates from a project that has only the package', async () => {
    const bin = join(installed, 'dist/cli/main.js');
    expect(await node(bin, '--version')).toBe(JSON.parse(textOf('package.json')).version);
    await node(bin, 'generate');
    expect(await readdir(join(project, 'generated'))).toContain('files.txt');
    await expect(node(bin, 'nonsense')).rejects.toMatchObject({ code: 2 });
  });

  test.skipIf(BARE)('holds what is run and read, and nothing else', async () => {
    expect((await readdir(installed)).sort()).toEqual(
      expect.arrayContaining(['CHANGELOG.md', 'LICENSE', 'dist', 'package.json']),
    );
    const known = ['CHANGELOG.md', 'LICENSE', 'README.md', 'deploy', 'dist', 'docs', 'package.json'];
    expect((await readdir(installed)).filter((name) => !known.includes(name))).toEqual([]);
    const types = await readFile(join(installed, 'dist/index.d.ts'), 'utf8');
    expect(types).toContain("from './define/slo");
  });

  test('publint has no error', async () => {
    const { messages, pkg } = await publint({ pkgDir: installed, pack: false });
    const told = messages.filter(({ type }) => type === 'error').map((message) => formatMessage(message, pkg));
    expect(told).toEqual([]);
  });
});
