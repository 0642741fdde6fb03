import { type FileHandle, lstat, mkdir, open, readFile, realpath, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OutsideFailure } from '../failure.ts';

/** What stands at a path: a text, nothing, or something that is no plain file. */
export type Standing = { readonly is: 'file'; readonly text: string } | { readonly is: 'nothing' } | { readonly is: 'other' };

/** A folder that cannot be left: by no `..`, no absolute path, no link. */
export interface Folder {
  readonly path: string;
  read(path: string): Promise<Standing>;
  /** The old text or the new, at every moment and after every crash. */
  write(path: string, text: string): Promise<void>;
  /** Also removes the folders this leaves empty. */
  remove(path: string): Promise<void>;
}

/** Servers run as other users and have to read what we write; nothing in it is secret. */
const FILE_MODE = 0o644;
const FOLDER_MODE = 0o755;

export function openFolder(path: string): Folder {
  const root: Root = { path, folders: new Map() };
  return {
    path,
    read: (inner) => outside(() => read(root, inner), `read ${inner} in ${path}`),
    write: (inner, text) => outside(() => write(root, inner, text), `write ${inner} in ${path}`),
    remove: (inner) => outside(() => remove(root, inner), `remove ${inner} in ${path}`),
  };
}

/** Where a folder is, and what is below it that was seen to be a folder and no link: files are many, folders are few. */
interface Root {
  readonly path: string;
  /** By its path below the root, where it really is. */
  readonly folders: Map<string, string>;
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
  const found = await statOf(full);
  if (!found) return { is: 'nothing' };
  if (!found.isFile()) return { is: 'other' };
  return { is: 'file', text: await readFile(full, 'utf8') };
}

async function write(root: Root, path: string, text: string): Promise<void> {
  const parent = await madeFor(root, path);
  const full = join(parent, basename(path));
  const temporary = join(parent, `.${basename(path)}.signalbox-new`);
  const found = await statOf(full);
  const handle = await openNew(temporary, found?.isFile() ? found.mode & 0o777 : FILE_MODE);
  try {
    await handle.writeFile(text);
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

async function remove(root: Root, path: string): Promise<void> {
  const full = await inside(root, path);
  if (full === undefined) throw new Error('the path leads through a link');
  await rm(full, { force: true });
  root.folders.clear();
  const parents = path.split('/').slice(0, -1);
  for (let depth = parents.length; depth > 0; depth -= 1) {
    const emptied = await rmdir(join(root.path, ...parents.slice(0, depth))).then(
      () => true,
      () => false, // not empty
    );
    if (!emptied) return;
  }
}

/** The full path, or undefined where a folder on the way is a link: it could lead anywhere. */
async function inside(root: Root, path: string): Promise<string | undefined> {
  const problem = pathProblem(path);
  if (problem !== undefined) throw new Error(problem);
  const known = root.folders.get(dirname(path));
  if (known !== undefined) return join(known, basename(path));
  const real = await realpath(root.path).catch(() => root.path); // the folder itself may be a link: its owner made it so
  const parts = path.split('/');
  for (let depth = 1; depth < parts.length; depth += 1) {
    const found = await statOf(join(real, ...parts.slice(0, depth)));
    if (!found) return join(real, path);
    if (!found.isDirectory()) return undefined;
  }
  if (parts.length > 1) root.folders.set(dirname(path), join(real, dirname(path)));
  return join(real, path);
}

/** The folder a file is to stand in, made where it is missing. */
async function madeFor(root: Root, path: string): Promise<string> {
  const known = root.folders.get(dirname(path));
  if (known !== undefined) return known;
  await mkdir(root.path, { recursive: true, mode: FOLDER_MODE });
  const full = await inside(root, path);
  if (full === undefined) throw new Error('the path leads through a link');
  await mkdir(dirname(full), { recursive: true, mode: FOLDER_MODE });
  return dirname(full);
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
