import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { replay } from './transcript.ts';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));

/** Written anew with `npx vitest run test/cli -u`; then read the difference. */
describe('transcripts of the command line', () => {
  test.each(files)('%s', { timeout: 60_000 }, async (name) => {
    const path = join(FOLDER, name);
    await expect(await replay(readFileSync(path, 'utf8'))).toMatchFileSnapshot(path);
  });
});
