import { lstat, mkdir, open, readFile, realpath, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OutsideFailure } from '../failure.ts';

/** What stands at a path: a text, nothing, or something that is no plain file. */
export type Standing = StandingFile | { readonly is: 'nothing' } | { readonly is: 'other' };

export interface StandingFile {
  readonly is: 'file';
  readonly text: string;
  /** What `text` cannot say where the file is not UTF-8. */
  readonly bytes: Buffer;
  /** The bits of `chmod`. */
  readonly mode: number;
}

/** A folder that is only looked at. */
export interface FolderReader {
  readonly path: string;
  read(path: string): Promise<Standing>;
}

/** A folder that cannot be left: by no `..`, no absolute path, no link. */
export interface Folder extends FolderReader {
  /** The old content or the new, at every moment and after every crash. Left out, the mode stays as it is. */
  write(path: string, content: string | Uint8Array, mode?: number): Promise<void>;
  /** Also removes the folders this leaves empty, and what a write that was ended has left. */
  remove(path: string): Promise<void>;
  /** Removes what a write that was ended has left. */
  tidy(path: string): Promise<void>;
}

/** Servers run as other users and have to read what we write; nothing in it is secret. */
const FILE_MODE = 0o644;
const FOLDER_MODE = 0o755;
const MODE_BITS = 0o7777;

export function openFolder(path: string): Folder {
  return {
    ...readFolder(path),
    write: (inner, content, mode) => outside(() => write(path, inner, content, mode), `write ${inner} in ${path}`),
    tidy: (inner) => outside(() => tidy(path, inner), `tidy ${inner} in ${path}`),
    remove: (inner) => outside(() => remove(path, inner), `remove ${inner} in ${path}`),
  };
}

export function readFolder(path: string): FolderReader {
  return { path, read: (inner) => outside(() => read(path, inner), `read ${inner} in ${path}`) };
}

/** Undefined, or why a path may not be used inside a folder. */
export function pathProblem(path: string): string | undefined {
  const parts = path.split('/');
  const leaves = path.includes('\\') || path.includes('\0') || parts.some((part) => part === '' || part === '.' || part === '..');
  return leaves ? `${JSON.stringify(path)} is no path inside a folder` : undefined;
}

async function read(root: string, path: string): Promise<Standing> {
  const full = await inside(root, path);
  if (full === undefined) return { is: 'other' };
  const found = await statOf(full);
  if (!found) return { is: 'nothing' };
  if (!found.isFile()) return { is: 'other' };
  const bytes = await readFile(full);
  return { is: 'file', text: bytes.toString('utf8'), bytes, mode: found.mode & MODE_BITS };
}

async function write(root: string, path: string, content: string | Uint8Array, mode?: number): Promise<void> {
  await mkdir(root, { recursive: true, mode: FOLDER_MODE });
  const full = await inside(root, path);
  if (full === undefined) throw new Error('the path leads through a link');
  await mkdir(dirname(full), { recursive: true, mode: FOLDER_MODE });
  const temporary = temporaryOf(full);
  const found = await statOf(full);
  await rm(temporary, { force: true }); // of a run that was ended
  const kept = mode ?? (found?.isFile() ? found.mode & MODE_BITS : undefined);
  const handle = await open(temporary, 'wx', kept ?? FILE_MODE);
  try {
    await handle.writeFile(content);
    if (kept !== undefined) await handle.chmod(kept); // whatever the umask
    await handle.sync(); // else a crash can leave the new name with no text
  } finally {
    await handle.close();
  }
  await rename(temporary, full);
}

async function tidy(root: string, path: string): Promise<void> {
  const full = await inside(root, path);
  if (full !== undefined) await removeTemporary(full);
}

async function removeTemporary(full: string): Promise<void> {
  const path = temporaryOf(full);
  if ((await statOf(path))?.isFile()) await rm(path);
}

async function remove(root: string, path: string): Promise<void> {
  const full = await inside(root, path);
  if (full === undefined) throw new Error('the path leads through a link');
  await rm(full, { force: true });
  await removeTemporary(full);
  const parents = path.split('/').slice(0, -1);
  for (let depth = parents.length; depth > 0; depth -= 1) {
    const emptied = await rmdir(join(root, ...parents.slice(0, depth))).then(
      () => true,
      () => false, // not empty
    );
    if (!emptied) return;
  }
}

function temporaryOf(full: string): string {
  return join(dirname(full), `.${basename(full)}.signalbox-new`);
}

/** The full path, or undefined where a folder on the way is a link: it could lead anywhere. */
async function inside(root: string, path: string): Promise<string | undefined> {
  const problem = pathProblem(path);
  if (problem !== undefined) throw new Error(problem);
  const real = await realpath(root).catch(() => root); // the folder itself may be a link: its owner made it so
  const parts = path.split('/');
  for (let depth = 1; depth < parts.length; depth += 1) {
    const found = await statOf(join(real, ...parts.slice(0, depth)));
    if (!found) break;
    if (!found.isDirectory()) return undefined;
  }
  return join(real, path);
}

async function statOf(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

async function outside<T>(work: () => Promise<T>, what: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const detail = codeOf(error) ?? (error instanceof Error ? error.message : String(error));
    throw new OutsideFailure(`cannot ${what}`, { kind: 'refused', detail });
  }
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined; // absent on other errors
  return typeof code === 'string' ? code : undefined;
}
