import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadDefinitions } from '../../../src/load/load.ts';
import { build } from '../../../src/program.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-load-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

test('two hundred files are one module, and a mistake in any of them has its own file and line', async () => {
  const names = Array.from({ length: 200 }, (_, index) => `team-${index}`);
  for (const [index, name] of names.entries()) {
    const written = index === 117 ? 'not a name' : name;
    await put(`definitions/${name}.ts`, `import { team } from 'signalbox';\n\nexport const it = team({ name: '${written}' });\n`);
  }
  await put('definitions/index.ts', names.map((name, index) => `export * as t${index} from './${name}.ts';`).join('\n'));
  const { value, diagnostics } = await loadDefinitions(folder);
  expect(diagnostics).toEqual([]);
  expect(value.inputs.filter((path) => path.startsWith(folder))).toHaveLength(201);
  const built = await build(folder, '2026-11-21');
  expect(built.derived.estate.teams).toHaveLength(200);
  const found = built.diagnostics.filter(({ code }) => code === 'definition/name');
  expect(found.map(({ source }) => `${source?.file}:${source?.line}`)).toEqual(['definitions/team-117.ts:3']);
});

test('files that import each other are told by name, not by a crash', async () => {
  await put('definitions/index.ts', `export { api } from './api.ts';\nexport { web } from './web.ts';\n`);
  await put(
    'definitions/api.ts',
    `import { service } from 'signalbox';\nimport { web } from './web.ts';\nexport const api = service({ name: 'api', owner: web });\n`,
  );
  await put(
    'definitions/web.ts',
    `import { team } from 'signalbox';\nimport { api } from './api.ts';\nexport const web = team({ name: api.name });\n`,
  );
  const built = await build(folder, '2026-11-21');
  expect(built.diagnostics).toMatchObject([
    { code: 'load/threw', source: { file: 'definitions/web.ts', line: 3 }, fix: expect.stringContaining('import each other') },
  ]);
});

test("a helper in the project is a place too: the first frame in the user's files", async () => {
  await put(
    'definitions/make.ts',
    `import { team } from 'signalbox';\nexport const make = (name: string) =>\n  team({ name });\n`,
  );
  await put('definitions/index.ts', `import { make } from './make.ts';\nexport const a = make('not a name');\n`);
  const built = await build(folder, '2026-11-21');
  const found = built.diagnostics.find(({ code }) => code === 'definition/name');
  expect(found?.source).toMatchObject({ file: 'definitions/make.ts', line: 3 });
});
