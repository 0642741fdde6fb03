import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Artifact } from '../artifacts/kind.ts';

/** Others may read it: in a container the tool runs as another user. */
const READABLE = 0o755;

/** Writes artifacts below a temporary folder, `<environment>/<path>`, for as long as `use` runs. */
export async function withFiles<T>(artifacts: readonly Artifact[], use: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'signalbox-'));
  try {
    await chmod(directory, READABLE);
    for (const artifact of artifacts) {
      const file = join(directory, fileOf(artifact));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, artifact.text);
    }
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Where an artifact is, below that folder. */
export function fileOf({ environment, path }: Artifact): string {
  return `${environment}/${path}`;
}
