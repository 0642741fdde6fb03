import { mkdir, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Session } from '../kind.ts';
import { outside } from './durable-file.ts';
import type { Journal } from './journal.ts';
import { type Release, takeLock } from './lock.ts';

type Sessions<K> = ReadonlyMap<K, Session>;

/** Runs while no other deployment to the target, nor to the folders its servers read, can run. Without a journal nobody is kept out. */
export async function withLocks<K, T>(
  journal: Journal | undefined,
  open: () => Promise<Sessions<K>>,
  work: (sessions: Sessions<K>) => Promise<T>,
): Promise<T> {
  const releases: Release[] = [];
  try {
    if (journal) releases.push(await journal.lock());
    const sessions = await open();
    const paths = new Set([...sessions.values()].flatMap(({ lockPath }) => lockPath ?? []));
    for (const path of [...paths].sort()) if (journal) releases.push(await lockFolder(path, journal));
    return await work(sessions);
  } finally {
    for (const release of releases.toReversed()) await release().catch(() => {}); // it is free once this process is gone
  }
}

/** A folder that is there only for its lock goes with it. */
async function lockFolder(path: string, { deployer }: Journal): Promise<Release> {
  const folder = dirname(path);
  const made = await outside(`make ${folder}`, () => mkdir(folder, { recursive: true, mode: 0o755 }));
  const release = await takeLock(path, folder, deployer);
  return async () => {
    await release();
    if (made !== undefined) await rmdir(folder).catch(() => {}); // not empty
  };
}
