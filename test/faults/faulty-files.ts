import * as promises from 'node:fs/promises';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { type Injector, never } from './injector.ts';

type Work = (...args: never[]) => Promise<unknown>;
type Functions = Record<string, Work>;

/** What is called on files; the rest is not used by what is tested. */
const CALLS = ['open', 'rename', 'rm', 'rmdir', 'mkdir', 'readFile', 'lstat', 'realpath', 'readdir', 'access', 'chmod'];
const ON_HANDLES = ['writeFile', 'sync', 'chmod', 'close'];

/** Makes operations on files below a folder fail, until it is called again. */
export function faultyFiles(below: string, faults: Injector): () => void {
  const real = createRequire(import.meta.url)('node:fs/promises') as Functions; // the one object all modules see
  const before = { ...promises } as unknown as Functions; // functions, by their names
  for (const name of CALLS) {
    const work = before[name];
    if (!work) continue;
    real[name] = (...args: never[]) => {
      if (!String(args[0]).startsWith(below)) return work(...args);
      return failing(() => work(...args), faults).then((given) => (name === 'open' ? faultyHandle(given, faults) : given));
    };
  }
  syncBuiltinESMExports();
  return () => {
    for (const name of CALLS) if (before[name]) real[name] = before[name];
    syncBuiltinESMExports();
  };
}

function faultyHandle(handle: unknown, faults: Injector): unknown {
  return new Proxy(handle as object, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      const call = (...args: never[]) => (value as Work).apply(target, args); // a method of the handle
      return ON_HANDLES.includes(String(name)) ? (...args: never[]) => failing(() => call(...args), faults) : call;
    },
  });
}

async function failing<T>(work: () => Promise<T>, faults: Injector): Promise<T> {
  if (faults.isGone()) return never();
  const fault = faults.next();
  if (!fault) return work();
  if (fault.effect) await work().catch(() => {}); // a question about what is not there has no effect to wait for
  if (fault.heard !== 'killed') throw Object.assign(new Error('EIO: injected'), { code: 'EIO' });
  faults.die();
  return never();
}
