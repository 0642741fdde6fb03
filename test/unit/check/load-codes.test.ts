import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { explanations } from '../../../src/check/explain/explanations.ts';
import { loadDefinitions } from '../../../src/load/load.ts';

const folders: string[] = [];

function project(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'load-'));
  folders.push(folder);
  mkdirSync(join(folder, 'definitions'));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, 'definitions', file), text);
  return folder;
}

describe('what goes wrong while definitions are read', () => {
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['load/no-definitions', {}],
    ['load/syntax', { 'index.ts': 'export const it = { ;\n' }],
    [
      'load/missing-export',
      { 'index.ts': "import { no } from './a.ts';\nexport const it = no;\n", 'a.ts': 'export const yes = 1;\n' },
    ],
    ['load/missing-file', { 'index.ts': "import { no } from './b.ts';\nexport const it = no;\n" }],
    ['load/threw', { 'index.ts': "throw new Error('no luck');\nexport const it = 1;\n" }],
  ] satisfies [string, Record<string, string>][])('%s', async (code, files) => {
    const { diagnostics } = await loadDefinitions(project(files));
    expect(diagnostics.map((one) => one.code)).toEqual([code]);
    expect(explanations.get(code)?.severity).toBe(diagnostics[0]?.severity);
  });
});
