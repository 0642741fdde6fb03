import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vitest/config';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SRC = join(ROOT, 'src/');
const DIST = join(ROOT, 'dist/');

/**
 * Whether `src/` is tried as it ships, which `npm test` has just built: then Node loads `dist/`, and nothing is transformed or bundled again,
 * which would take as long as the tests. `npx vitest` alone tries the sources.
 */
export const BUILT = process.env['SIGNALBOX_TEST_BUILT'] !== undefined && existsSync(DIST);

/** What Node loads by itself. */
export const BUILT_FILES = new RegExp(`^${DIST.replace(/[^\w/]/g, '\\$&')}`);

/** Whoever imports a file of `src/` gets what it was built into. */
export const builtSources: Plugin = {
  name: 'built-sources',
  enforce: 'pre',
  resolveId(source, importer) {
    const path =
      importer !== undefined && source.startsWith('.') ? join(importer, '..', source) : source.replace(/^file:\/\//, '');
    if (!path.startsWith(SRC)) return undefined;
    return join(DIST, path.slice(SRC.length).replace(/\.ts$/, '.js'));
  },
};
