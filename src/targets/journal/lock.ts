import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { OutsideFailure } from '../failure.ts';
import type { Deployer } from './deployer.ts';
import { codeOf, outside } from './durable-file.ts';
import { parseProcess } from './record.ts';

/** Gives the lock back. */
export type Release = () => Promise<void>;

/** Taking a lock away from a process that is gone takes no longer. */
const BREAKING_MS = 10_000;

/** One process at a time. A lock whose process is gone is taken over; one of another machine is not, because nobody can tell. */
export async function takeLock(path: string, what: string, deployer: Deployer): Promise<Release> {
  return outside(`lock ${path}`, async () => {
    if (!(await create(path, deployer))) {
      const holder = await holderOf(path, deployer);
      if (holder !== undefined || !(await breakLock(path, deployer))) throw held(path, what, holder ?? 'somebody');
      if (!(await create(path, deployer))) throw held(path, what, 'somebody');
    }
    return () => outside(`unlock ${path}`, () => rm(path, { force: true }));
  });
}

/** Who holds a lock, in words; undefined where nobody does. */
export async function holderOf(path: string, deployer: Deployer): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const holder = parseProcess(text);
  if (!holder) return (await isYoung(path, deployer)) ? 'somebody' : undefined; // being written, or left by a crash
  if (holder.host === deployer.process.host && !deployer.isAlive(holder)) return undefined;
  return `${holder.who} (process ${holder.pid} on ${holder.host}, since ${holder.at})`;
}

async function create(path: string, { who, process, now }: Deployer): Promise<boolean> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(path, 'wx', 0o600);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await handle.writeFile(JSON.stringify({ ...process, who, at: now().toISOString() }));
    return true;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

/** Under a lock of its own, so that of two that find a lock left behind neither takes the new one of the other. */
async function breakLock(path: string, deployer: Deployer): Promise<boolean> {
  const breaker = `${path}.breaking`;
  if (!(await create(breaker, deployer))) {
    if (await isYoung(breaker, deployer)) return false;
    await rename(breaker, `${breaker}.${deployer.process.pid}`).catch(() => {});
    await rm(`${breaker}.${deployer.process.pid}`, { force: true });
    if (!(await create(breaker, deployer))) return false;
  }
  try {
    if ((await holderOf(path, deployer)) !== undefined) return false;
    await rm(path, { force: true });
    return true;
  } finally {
    await rm(breaker, { force: true });
  }
}

async function isYoung(path: string, { now }: Deployer): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && now().getTime() - found.mtimeMs < BREAKING_MS;
}

function held(path: string, what: string, holder: string): OutsideFailure {
  const detail = `${holder}; if that is over, remove ${path}`;
  return new OutsideFailure(`${what} is being deployed by somebody else`, { kind: 'moved', detail });
}
