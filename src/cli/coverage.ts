import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostic } from '../kernel/diagnostic.ts';
import type { Built } from '../program.ts';
import { directoryOf, type Invocation } from './command.ts';

/** Lines of coverages that point at a command, an export of the runtime or a file that does not exist. */
export async function danglingOutside(invocation: Invocation, built: Built): Promise<Diagnostic[]> {
  const { coverages } = built.derived.estate;
  if (coverages.length === 0) return [];
  const { outsidePointers } = await import('../program.ts');
  const runtime = Object.keys(await import('../runtime/index.ts'));
  const directory = directoryOf(invocation);
  const outside = { commands: invocation.commands(), runtime, exists: (path: string) => existsSync(resolve(directory, path)) };
  return outsidePointers(coverages, outside).map((one) => {
    const source = one.origin && built.placeOf(one.origin);
    return source ? { ...one, source } : one;
  });
}
