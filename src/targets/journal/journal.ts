import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { textHash } from '../../plan/observation.ts';
import { aFewAtATime } from '../a-few-at-a-time.ts';
import type { Deployer } from './deployer.ts';
import { outside, privateFolder, writeDurably } from './durable-file.ts';
import { holderOf, type Release, takeLock } from './lock.ts';
import { type Objects, objectsIn } from './objects.ts';
import { type Deployment, type DeploymentRecord, type DeploymentResult, parseRecord, parseResult } from './record.ts';

/** Deployments that are kept, to go back to. */
const KEPT = 50;
const RECORD = '.json';
const RESULT = '.result.json';

/** What was done to a target: one record before the first change of a deployment, one result after the last. */
export interface Journal {
  readonly deployer: Deployer;
  readonly objects: Objects;
  /** Throws `moved` with who holds it. */
  lock(): Promise<Release>;
  /** Who deploys now, in words. */
  holder(): Promise<string | undefined>;
  /** Durably, before anything is changed. */
  begin(record: NewRecord): Promise<DeploymentRecord>;
  end(id: string, status: DeploymentResult['status'], left?: readonly string[]): Promise<void>;
  /** Oldest first. */
  list(): Promise<readonly Deployment[]>;
  /** Forgets the oldest, and what only they held. */
  prune(): Promise<void>;
}

export type NewRecord = Omit<DeploymentRecord, 'version' | 'id' | 'who' | 'process' | 'at' | 'tool' | 'target'>;

export interface JournalOptions {
  /** Below the project, `.signalbox/deployments`, or elsewhere. */
  readonly directory: string;
  readonly target: string;
  readonly deployer: Deployer;
  /** @default 50 */
  readonly keep?: number;
}

export function openJournal({ directory, target, deployer, keep = KEPT }: JournalOptions): Journal {
  const folder = join(directory, encodeURIComponent(target).replace(/^\.+/, ''));
  const objects = objectsIn(join(folder, 'objects'));
  const lockPath = join(folder, 'lock');
  return {
    deployer,
    objects,
    async lock() {
      await privateFolder(folder);
      return takeLock(lockPath, target, deployer);
    },
    holder: () => holderOf(lockPath, deployer),
    begin: (given) => begin(folder, target, deployer, given),
    end: (id, status, left = []) => {
      const result: DeploymentResult = { version: 1, status, at: deployer.now().toISOString(), left: [...left] };
      return writeDurably(join(folder, id + RESULT), `${JSON.stringify(result)}\n`);
    },
    list: () => list(folder),
    prune: () => prune(folder, objects, keep),
  };
}

async function begin(folder: string, target: string, deployer: Deployer, given: NewRecord): Promise<DeploymentRecord> {
  await privateFolder(folder);
  const at = deployer.now().toISOString();
  const { who, process, tool } = deployer;
  const id = await freeId(folder, at, textHash(JSON.stringify([at, process, given.plan])));
  const record: DeploymentRecord = { version: 1, id, target, who, process, at, tool, ...given };
  await writeDurably(join(folder, id + RECORD), `${JSON.stringify(record)}\n`);
  return record;
}

/** `20261122T010203004Z-1a2b3c`: later ids sort after earlier ones, also within a millisecond and after a clock was set back. */
async function freeId(folder: string, at: string, hash: string): Promise<string> {
  const id = `${at.replace(/[-:.]/g, '')}-${hash.slice(0, 6)}`;
  const last = (await recordIds(folder)).at(-1);
  return last === undefined || last < id ? id : `${last}-${hash.slice(0, 6)}`;
}

async function recordIds(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith(RECORD) && !name.endsWith(RESULT))
    .map((name) => name.slice(0, -RECORD.length))
    .sort();
}

async function list(folder: string): Promise<Deployment[]> {
  return aFewAtATime(await recordIds(folder), async (id) => {
    const path = join(folder, id + RECORD);
    const record = parseRecord(await outside(`read ${path}`, () => readFile(path, 'utf8')), path);
    const end = join(folder, id + RESULT);
    const text = await readFile(end, 'utf8').catch(() => undefined);
    return { record, result: text === undefined ? undefined : parseResult(text, end) };
  });
}

/** Records go before their results: a record without one would be taken for a deployment that was killed. */
async function prune(folder: string, objects: Objects, keep: number): Promise<void> {
  const all = await list(folder);
  const old = all
    .slice(0, Math.max(0, all.length - keep))
    .filter(({ result }) => result !== undefined && result.status !== 'partly');
  for (const { record } of old) {
    await outside(`forget ${record.id}`, async () => {
      await rm(join(folder, record.id + RECORD), { force: true });
      await rm(join(folder, record.id + RESULT), { force: true });
    });
  }
  const kept = all.filter((one) => !old.includes(one)).flatMap(({ record }) => hashesOf(record));
  await objects.keep(new Set(kept));
}

function hashesOf({ changes, ledgers, holds }: DeploymentRecord): string[] {
  const named = [...changes.flatMap(({ before, after }) => [before, after]), ...Object.values(ledgers)];
  return [...named.filter((one) => one !== null), ...holds.map(({ object }) => object)];
}
