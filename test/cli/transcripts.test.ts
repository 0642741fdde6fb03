import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { promtool } from '../support/rule-tests.ts';
import { replay } from './transcript.ts';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));
/** What `signalbox test` prints depends on whether promtool is there. */
const JUDGED = '$ signalbox test';

/** Written anew with `npx vitest run test/cli -u`; then read the difference. */
describe('transcripts of the command line', () => {
  for (const name of files) {
    const path = join(FOLDER, name);
    const text = readFileSync(path, 'utf8');
    test.skipIf(!promtool && text.includes(JUDGED))(name, async () => {
      await expect(await replay(text)).toMatchFileSnapshot(path);
    });
  }
});
