import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { CellStore } from '../cells/kept.ts';
import { once } from '../kernel/once.ts';

/** Below the project's folder. */
const FOLDER = join('.signalbox', 'cache');
const NOTHING = new Uint8Array();
const DIGEST_BYTES = 32;
const FAST = 1;
const WEEK_MS = 7 * 24 * 3600 * 1000;

/** Texts in files of a folder that may be deleted at any time; what cannot be written there is not kept. */
export interface FolderStore extends CellStore {
  /** Removes what nobody has asked for and is older than a week. */
  tidy(): void;
}

export function folderStore(directory: string): FolderStore {
  const folder = join(directory, FOLDER);
  const used = new Set<string>();
  const program = once(programDigest);
  return {
    hash: (text) => digestOf(`${program()} ${text}`).toString('base64url'),
    read(key) {
      used.add(key);
      return quietly(() => opened(key, readFileSync(join(folder, key))));
    },
    keep(key, text) {
      used.add(key);
      quietly(() => writeWhole(folder, key, sealed(key, text)));
    },
    tidy: () => quietly(() => removeOld(folder, used)),
  };
}

/** With a digest before it: a file that was cut, changed or renamed is none. */
function sealed(key: string, text: string): Buffer {
  const packed = deflateRawSync(text, { level: FAST });
  return Buffer.concat([digestOf(key, packed), packed]);
}

function opened(key: string, file: Buffer): string | undefined {
  const packed = file.subarray(DIGEST_BYTES);
  return digestOf(key, packed).equals(file.subarray(0, DIGEST_BYTES)) ? inflateRawSync(packed).toString() : undefined;
}

/** Under its name it is whole, whoever else writes it at the same time. */
function writeWhole(folder: string, key: string, content: Buffer): void {
  mkdirSync(folder, { recursive: true });
  const draft = join(folder, `${key}.${process.pid}`);
  writeFileSync(draft, content);
  renameSync(draft, join(folder, key));
}

function removeOld(folder: string, used: ReadonlySet<string>): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!used.has(name) && Date.now() - statSync(path).mtimeMs > WEEK_MS) rmSync(path);
  }
}

function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined; // a cache that cannot be read or written is none
  }
}

function digestOf(text: string, content: Uint8Array = NOTHING): Buffer {
  return createHash('sha256').update(text).update(content).digest();
}

/** Of the program itself, to the last byte, and of what runs it. */
function programDigest(): string {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.d)\.[jt]s$/.test(name))
    .sort();
  const hash = createHash('sha256').update(process.version);
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest('base64url');
}
