import { chmod, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OutsideFailure } from '../failure.ts';

/** What stood on servers is nobody's business but its owner's. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** Once this returns, the file is there with all of its content, also after the machine lost its power. Never half of it. */
export async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  await writeWhole(path, content);
  await syncFolder(dirname(path));
}

/** The same, but the name may be lost until its folder is synced. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.new`;
  await outside(`write ${path}`, async () => {
    await rm(temporary, { force: true }); // of a run that was ended
    const handle = await open(temporary, 'wx', FILE_MODE);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  });
}

/** Without this a new name may be lost, where the content is not. */
export async function syncFolder(path: string): Promise<void> {
  await outside(`write ${path}`, async () => {
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
}

/** A folder that its owner alone can read, with the ones above it. */
export async function privateFolder(path: string): Promise<void> {
  await outside(`make ${path}`, async () => {
    await mkdir(path, { recursive: true, mode: FOLDER_MODE });
    await chmod(path, FOLDER_MODE);
  });
}

/** A failure of the file system as one that can be shown. */
export async function outside<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OutsideFailure) throw error;
    throw new OutsideFailure(`cannot ${what}`, { kind: 'refused', detail: codeOf(error) || String(error) });
  }
}

/** `ENOENT`; empty on what is no error of the system. */
export function codeOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException; // absent on other errors
  return typeof code === 'string' ? code : '';
}
