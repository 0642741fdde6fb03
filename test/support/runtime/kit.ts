/** The runtime as a file that a process of its own can import, as an application would. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface Kit {
  /** Writes a program beside the kit, which it imports as './kit.mjs'; its path. */
  program(text: string): Promise<string>;
  remove(): Promise<void>;
}

export async function kit(): Promise<Kit> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-kit-'));
  const contents = "export * from './src/runtime/index.ts'; export * from './src/metrics.ts';";
  await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: join(folder, 'kit.mjs'),
  });
  let count = 0;
  return {
    program: async (text) => {
      const path = join(folder, `program-${++count}.mjs`);
      await writeFile(path, text);
      return path;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
