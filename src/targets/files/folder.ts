import { lstatSync, readFileSync, type Stats } from 'node:fs';
import { type FileHandle, mkdir, open, realpath, rename, rm, rmdir } from 'node:fs/promises';
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
  /** What stands where the file, or a folder on the way to it, must go. */
  obstacle(path: string): Promise<string | undefined>;
  /** What stands where the folder itself must be. */
  ownObstacle(): Promise<string | undefined>;
}

/** Servers run as other users and have to read what we write; nothing in it is secret. */
const FILE_MODE = 0o644;
const FOLDER_MODE = 0o755;
const MODE_BITS = 0o7777;

export function openFolder(path: string): Folder {
  return folderIn({ path, folders: undefined });
}

/** One in which nobody else makes folders or links meanwhile: files are many and folders are few, and each is looked at once. */
export function openSteadyFolder(path: string): Folder {
  return folderIn({ path, folders: new Map() });
}

function folderIn(root: Root): Folder {
  const { path } = root;
  return {
    ...readerIn(root),
    write: (inner, content, mode) => outside(() => write(root, inner, content, mode), `write ${inner} in ${path}`),
    tidy: (inner) => outside(() => tidy(root, inner), `tidy ${inner} in ${path}`),
    remove: (inner) => outside(() => remove(root, inner), `remove ${inner} in ${path}`),
    obstacle: (inner) => outside(() => obstacleIn(root, inner), `look at ${inner} in ${path}`),
    ownObstacle: () => outside(() => obstacleOf(root), `look at ${path}`),
  };
}

export function readFolder(path: string): FolderReader {
  return readerIn({ path, folders: undefined });
}

function readerIn(root: Root): FolderReader {
  const { path } = root;
  return { path, read: (inner) => outside(() => read(root, inner), `read ${inner} in ${path}`) };
}

interface Root {
  readonly path: string;
  /** Those below it that were seen to be folders and no links: where they really are. undefined: each is looked at every time. */
  readonly folders: Map<string, string> | undefined;
}

/** Undefined, or why a path may not be used inside a folder. */
export function pathProblem(path: string): string | undefined {
  const parts = path.split('/');
  const leaves = path.includes('\\') || path.includes('\0') || parts.some((part) => part === '' || part === '.' || part === '..');
  return leaves ? `${JSON.stringify(path)} is no path inside a folder` : undefined;
}

async function read(root: Root, path: string): Promise<Standing> {
  const full = await inside(root, path);
  if (full === undefined) return { is: 'other' };
  const found = statOf(full);
  if (!found) return { is: 'nothing' };
  if (!found.isFile()) return { is: 'other' };
  const bytes = readFileSync(full);
  return { is: 'file', text: bytes.toString('utf8'), bytes, mode: found.mode & MODE_BITS };
}

async function write(root: Root, path: string, content: string | Uint8Array, mode?: number): Promise<void> {
  const full = join(await madeFor(root, path), basename(path));
  const temporary = temporaryOf(full);
  const found = statOf(full);
  const kept = mode ?? (found?.isFile() ? found.mode & MODE_BITS : undefined);
  const handle = await openNew(temporary, kept ?? FILE_MODE);
  try {
    await handle.writeFile(content);
    if (kept !== undefined) await handle.chmod(kept); // whatever the umask
    await handle.sync(); // else a crash can leave the new name with no text
  } finally {
    await handle.close();
  }
  await rename(temporary, full);
}

async function openNew(temporary: string, mode: number): Promise<FileHandle> {
  try {
    return await open(temporary, 'wx', mode);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    await rm(temporary, { force: true }); // of a run that was ended
    return open(temporary, 'wx', mode);
  }
}

async function tidy(root: Root, path: string): Promise<void> {
  const full = await inside(root, path);
  if (full !== undefined) await removeTemporary(full);
}

async function removeTemporary(full: string): Promise<void> {
  const path = temporaryOf(full);
  if (statOf(path)?.isFile()) await rm(path);
}

async function remove(root: Root, path: string): Promise<void> {
  const full = await inside(root, path);
  if (full === undefined) throw new Error(await obstacleIn(root, path));
  await rm(full, { force: true });
  await removeTemporary(full);
  root.folders?.clear();
  const parents = path.split('/').slice(0, -1);
  for (let depth = parents.length; depth > 0; depth -= 1) {
    const emptied = await rmdir(join(root.path, ...parents.slice(0, depth))).then(
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
async function inside(root: Root, path: string): Promise<string | undefined> {
  const problem = pathProblem(path);
  if (problem !== undefined) throw new Error(problem);
  const known = root.folders?.get(dirname(path));
  if (known !== undefined) return join(known, basename(path));
  const real = await realpath(root.path).catch(() => root.path); // the folder itself may be a link: its owner made it so
  const parts = path.split('/');
  for (let depth = 1; depth < parts.length; depth += 1) {
    const found = statOf(join(real, ...parts.slice(0, depth)));
    if (!found) return join(real, path);
    if (!found.isDirectory()) return undefined;
  }
  if (parts.length > 1) root.folders?.set(dirname(path), join(real, dirname(path)));
  return join(real, path);
}

async function obstacleIn(root: Root, path: string): Promise<string | undefined> {
  const full = await inside(root, path);
  if (full !== undefined) return statOf(full)?.isDirectory() ? `${path} is a folder, and a file must go there` : undefined;
  const real = await realpath(root.path);
  const parts = path.split('/');
  for (let depth = 1; depth < parts.length; depth += 1) {
    const way = parts.slice(0, depth).join('/');
    const found = statOf(join(real, way));
    if (found && !found.isDirectory())
      return `${way} is a ${found.isSymbolicLink() ? 'link' : 'file'}, and a folder must go there`;
  }
  return undefined;
}

async function obstacleOf({ path }: Root): Promise<string | undefined> {
  const standing = statOf(await realpath(path).catch(() => path));
  if (!standing || standing.isDirectory()) return undefined;
  return `${path} is a ${standing.isSymbolicLink() ? 'link that leads nowhere' : 'file'}, and a folder must go there`;
}

/** The folder a file is to stand in, made where it is missing. */
async function madeFor(root: Root, path: string): Promise<string> {
  const known = root.folders?.get(dirname(path));
  if (known !== undefined) return known;
  await mkdir(root.path, { recursive: true, mode: FOLDER_MODE });
  const full = await inside(root, path);
  if (full === undefined) throw new Error(await obstacleIn(root, path));
  await mkdir(dirname(full), { recursive: true, mode: FOLDER_MODE });
  return dirname(full);
}

/** Looking at a file and reading it takes less than handing it to another thread, and there are hundreds of thousands. */
function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
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
