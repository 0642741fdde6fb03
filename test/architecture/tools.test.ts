import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './repository.ts';

const MINUTES = 60_000;

/** A tool of node_modules, run with this Node. */
async function tool(script: string, ...args: string[]): Promise<string> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      [join(ROOT, 'node_modules', script), ...args],
      { cwd: ROOT, maxBuffer: 2 ** 26 },
      (failure, out, err) => {
        done(failure ? `${out}${err}` || failure.message : '');
      },
    );
  });
}

test('types hold, also in test/types, where every `@ts-expect-error` is a promise', { timeout: 3 * MINUTES }, async () => {
  expect(await tool('typescript/bin/tsc', '--noEmit')).toBe('');
});

test('biome has nothing to say', { timeout: MINUTES }, async () => {
  expect(await tool('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--colors=off')).toBe('');
});

test('each folder imports only from those below it, and nothing in a circle', { timeout: MINUTES }, async () => {
  expect(await tool('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', 'src')).toBe('');
});

test('nothing is left unused: files, exports, dependencies', { timeout: MINUTES }, async () => {
  expect(await tool('knip/bin/knip.js', '--no-config-hints')).toBe('');
});
