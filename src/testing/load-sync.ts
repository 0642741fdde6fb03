import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { ownEntries } from '../load/bundle.ts';
import { DEFINITIONS } from '../load/load.ts';

/** `import.meta.url` of bundled files: there is none in the form that can be loaded without waiting. */
const FILE_URL = '__signalboxFileUrl';

/**
 * The exports of the project's definitions, loaded without waiting, so that an expectation about a route fails where it stands.
 * The project is the nearest folder that has `definitions/index.ts`, from where the tests were started.
 */
export function loadProjectSync(from: string): object {
  const directory = projectAround(from);
  if (directory === undefined) {
    throw new Error(
      `There is no ${DEFINITIONS} in ${from} or above it. Run the tests in the project, or say \`expectations(definitions)\`.`,
    );
  }
  const { outputFiles } = buildSync({
    entryPoints: [join(directory, DEFINITIONS)],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
    absWorkingDir: directory,
    alias: ownEntries(),
    define: { 'import.meta.url': FILE_URL },
    banner: { js: `const ${FILE_URL} = require('node:url').pathToFileURL(__filename).href;` },
  });
  return run(outputFiles[0]?.text ?? '');
}

function run(code: string): object {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-'));
  const path = join(folder, 'definitions.cjs');
  try {
    writeFileSync(path, code);
    return createRequire(import.meta.url)(path) as object; // a module's exports
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function projectAround(directory: string): string | undefined {
  if (existsSync(join(directory, DEFINITIONS))) return directory;
  const above = dirname(directory);
  return above === directory ? undefined : projectAround(above);
}
