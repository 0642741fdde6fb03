import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const REQUIRE = "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);";

/** A module as a program in a folder, for a process of its own; gives its path. */
export async function builtChild(entry: URL, folder: string): Promise<string> {
  const outfile = join(folder, 'dist/cli/child.mjs');
  await writeFile(join(folder, 'package.json'), '{ "version": "0.0.0" }'); // read from where it stands in the package
  const options = { bundle: true, platform: 'node', format: 'esm', banner: { js: REQUIRE }, logLevel: 'error' } as const;
  await build({ entryPoints: [fileURLToPath(entry)], outfile, ...options });
  return outfile;
}
