import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const BLOCK = 512;
const FILE = '0';

/** Writes the files of a package that `npm pack` made, without their first folder: a machine with only Node need not have `tar`. */
export async function unpack(archive: string, folder: string): Promise<void> {
  const bytes = gunzipSync(await readFile(archive));
  const text = (from: number, length: number): string => bytes.toString('utf8', from, from + length).split('\0')[0] ?? '';
  for (let at = 0; at < bytes.length && text(at, 1) !== ''; ) {
    const size = Number.parseInt(text(at + 124, 12), 8);
    const path = [text(at + 345, 155), text(at, 100)].filter((part) => part !== '').join('/');
    if (text(at + 156, 1) === FILE) {
      const target = join(folder, path.slice(path.indexOf('/') + 1));
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, bytes.subarray(at + BLOCK, at + BLOCK + size));
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}
