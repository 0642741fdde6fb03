import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CliRun, runCli } from '../../support/run-cli.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-outside-'));
  await mkdir(join(folder, 'definitions'));
  const definitions = "import { environment } from 'signalbox';\nexport const here = environment({ name: 'here' });\n";
  await writeFile(join(folder, 'definitions/index.ts'), definitions);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const said = (...args: string[]): Promise<CliRun> => runCli(args, folder);

test('a generated/ that is a file is said, not thrown', async () => {
  await writeFile(join(folder, 'generated'), 'a file');
  const { code, err } = await said('-C', folder, 'generate');
  expect(code).toBe(4);
  expect(err).toMatch(
    /nothing was written into .*generated is a file, and a folder must go there: move it elsewhere or remove it\.\n$/,
  );
});

test('a plan that cannot be saved is said, not thrown', async () => {
  const { code, err } = await said('-C', folder, 'plan', '--out', 'nowhere/x');
  expect(code).toBe(2);
  expect(err).toMatch(/cannot open .*nowhere\/x: ENOENT\.\n$/);
});

test('init over a file is said, not thrown', async () => {
  await writeFile(join(folder, 'taken'), '');
  expect(await said('-C', folder, 'init', 'taken')).toMatchObject({ code: 2, err: expect.stringContaining('EEXIST') });
});

test('a CI nobody has is no property of an object', async () => {
  expect((await said('-C', folder, 'init', '--ci', 'constructor', 'new')).code).toBe(2);
});

test('an environment that is not there is named, not the target', async () => {
  const { code, err } = await said('-C', folder, 'plan', '--environment', 'nope');
  expect(code).toBe(2);
  expect(err).toContain('There is no environment nope. There are: here.');
});

test('init writes where it is told, also by an absolute path', async () => {
  const elsewhere = join(folder, 'else', 'where');
  expect((await said('-C', folder, 'init', elsewhere)).code).toBe(0);
  await expect(access(join(elsewhere, 'package.json'))).resolves.toBeUndefined();
});
