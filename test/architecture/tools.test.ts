import { expect, test } from 'vitest';
import { nodeTool } from './node-tool.ts';

test('biome has nothing to say', async () => {
  expect(await nodeTool('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--colors=off')).toBe('');
});

test('each folder imports only from those below it, and nothing in a circle', async () => {
  expect(await nodeTool('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', 'src')).toBe('');
});

test('nothing is left unused: files, exports, dependencies', async () => {
  expect(await nodeTool('knip/bin/knip.js', '--no-config-hints')).toBe('');
});
