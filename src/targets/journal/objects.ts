import { access, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { canonicalJson } from '../../kernel/canonical.ts';
import { textHash } from '../../plan/observation.ts';
import { aFewAtATime } from '../a-few-at-a-time.ts';
import { OutsideFailure } from '../failure.ts';
import { outside, privateFolder, syncFolder, writeWhole } from './durable-file.ts';

/** Plain data under the hash of its text, so that what is the same is kept once, however often it is deployed. */
export interface Objects {
  put(values: readonly unknown[]): Promise<readonly string[]>;
  get(hash: string): Promise<unknown>;
  /** Removes all but these. */
  keep(hashes: ReadonlySet<string>): Promise<void>;
}

const HASH = /^[0-9a-f]{64}$/;

export function objectsIn(folder: string): Objects {
  return {
    async put(values) {
      await privateFolder(folder);
      const texts = new Map(values.map((value) => canonicalJson(value ?? null)).map((text) => [textHash(text), text]));
      await aFewAtATime([...texts], ([hash, text]) => save(folder, hash, text));
      await syncFolder(folder);
      return values.map((value) => textHash(canonicalJson(value ?? null)));
    },
    get: (hash) => outside(`read ${hash} in ${folder}`, () => read(folder, hash)),
    async keep(hashes) {
      const there = await readdir(folder).catch(() => []);
      const stale = there.filter((name) => !hashes.has(name));
      await outside(`tidy ${folder}`, () => aFewAtATime(stale, (name) => rm(join(folder, name), { force: true })));
    },
  };
}

async function save(folder: string, hash: string, text: string): Promise<void> {
  const path = join(folder, hash);
  const there = await access(path).then(
    () => true,
    () => false,
  );
  if (!there) await writeWhole(path, await promisify(gzip)(text));
}

async function read(folder: string, hash: string): Promise<unknown> {
  if (!HASH.test(hash)) throw new OutsideFailure(`${JSON.stringify(hash)} is no hash`, { kind: 'refused' });
  const path = join(folder, hash);
  const packed = await readFile(path);
  const text = await promisify(gunzip)(packed).then(String, () => undefined);
  if (text !== undefined && textHash(text) === hash) return JSON.parse(text);
  const detail = 'it was damaged: take it from a backup of the journal, or deploy from the definitions of that time';
  throw new OutsideFailure(`${path} does not hold what was written`, { kind: 'refused', detail });
}
