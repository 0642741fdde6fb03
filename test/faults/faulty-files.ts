import * as promises from 'node:fs/promises';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { type Injector, never } from './injector.ts';

type Work = (...args: never[]) => Promise<unknown>;
/** Left open where nothing is called any more: the system closes what a process held that is gone. */
type Held = Set<promises.FileHandle>;
type Functions = Record<string, Work>;

/** What is called on files; the rest is not used by what is tested. */
const CALLS = ['open', 'rename', 'rm', 'rmdir', 'mkdir', 'readFile', 'lstat', 'realpath', 'readdir', 'access', 'chmod'];
const ON_HANDLES = ['writeFile', 'sync', 'chmod', 'close'];

/** Makes operations on files below a folder fail, until it is called again. */
export function faultyFiles(below: string, faults: Injector): () => void {
  const real = createRequire(import.meta.url)('node:fs/promises') as Functions; // the one object all modules see
  const before = { ...promises } as unknown as Functions; // functions, by their names
  const held: Held = new Set();
  for (const name of CALLS) {
    const work = before[name];
    if (!work) continue;
    real[name] = (...args: never[]) => {
      if (!String(args[0]).startsWith(below)) return work(...args);
      const asked = name === 'open' ? () => holding(held, work(...args)) : () => work(...args);
      return failing(asked, faults, held).then((given) => (name === 'open' ? faultyHandle(given, faults, held) : given));
    };
  }
  syncBuiltinESMExports();
  return () => {
    for (const name of CALLS) if (before[name]) real[name] = before[name];
    syncBuiltinESMExports();
    letGo(held);
  };
}

async function holding(held: Held, opening: Promise<unknown>): Promise<unknown> {
  const handle = (await opening) as promises.FileHandle; // what `open` gives
  held.add(handle);
  return handle;
}

function letGo(held: Held): void {
  for (const handle of held) handle.close().catch(() => {});
  held.clear();
}

function faultyHandle(handle: unknown, faults: Injector, held: Held): unknown {
  return new Proxy(handle as object, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      const call = (...args: never[]) => (value as Work).apply(target, args); // a method of the handle
      return ON_HANDLES.includes(String(name)) ? (...args: never[]) => failing(() => call(...args), faults, held) : call;
    },
  });
}

async function failing<T>(work: () => Promise<T>, faults: Injector, held: Held): Promise<T> {
  if (faults.isGone()) return never();
  const fault = faults.next();
  if (!fault) return work();
  if (fault.effect) await work().catch(() => {}); // a question about what is not there has no effect to wait for
  if (fault.heard !== 'killed') throw Object.assign(new Error('EIO: injected'), { code: 'EIO' });
  faults.die();
  letGo(held);
  return never();
}
