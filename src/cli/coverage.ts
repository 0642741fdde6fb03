import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostic } from '../kernel/diagnostic.ts';
import type { Built } from '../program.ts';
import { directoryOf, type Invocation } from './command.ts';

/** Lines of coverages that point at a command, an export of the runtime or a file that does not exist. */
export async function danglingOutside(invocation: Invocation, built: Built): Promise<Diagnostic[]> {
  const { coverages, suppressions } = built.derived.estate;
  if (coverages.length === 0 && suppressions.length === 0) return [];
  const { checkOutside, withoutSecrets } = await import('../program.ts');
  const runtime = Object.keys(await import('../runtime/index.ts'));
  const directory = directoryOf(invocation);
  const placeOf = (path: string) => resolve(directory, path);
  const outside = {
    commands: invocation.commands(),
    runtime,
    exists: (path: string) => existsSync(placeOf(path)),
    isFile: (path: string) => statSync(placeOf(path)).isFile(),
    read: readOnce(placeOf),
  };
  return checkOutside(built.derived, outside, invocation.io.today)
    .map(withoutSecrets)
    .map((one) => {
      const source = one.origin && built.placeOf(one.origin);
      return source ? { ...one, source } : one;
    });
}

/** What cannot be read is as good as empty: nothing it should hold is there. */
function readOnce(placeOf: (path: string) => string): (path: string) => string {
  const known = new Map<string, string>();
  return (path) => {
    const text = known.get(path) ?? textAt(placeOf(path));
    known.set(path, text);
    return text;
  };
}

function textAt(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
