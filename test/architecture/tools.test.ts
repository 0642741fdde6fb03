import { describe, expect, test } from 'vitest';
import { howMany } from '../support/how-many.ts';
import { nodeTool } from './node-tool.ts';

/** They read the whole checkout, and a bare machine is to be done in a few minutes: CI runs them, and who changes something here. */
const RUN = howMany(0, 1) > 0;

describe.runIf(RUN)('what CI asks of the whole checkout: npm run lint, layers, unused', () => {
  test('biome has nothing to say', async () => {
    expect(await nodeTool('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--colors=off')).toBe('');
  });

  test('each folder imports only from those below it, and nothing in a circle', async () => {
    expect(await nodeTool('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', 'src')).toBe('');
  });

  test('nothing is left unused: files, exports, dependencies', async () => {
    expect(await nodeTool('knip/bin/knip.js', '--no-config-hints')).toBe('');
  });
});
