import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** What is not part of the repository: as in .gitignore. A checkout need not have git. */
const OUTSIDE: ReadonlySet<string> = new Set(['node_modules', 'dist', 'coverage', '.git', '.signalbox']);

/** Every file of the checkout, with slashes, sorted. */
export function filesBelow(folder = '.'): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !OUTSIDE.has(name))
    .flatMap((entry) => {
      const path = relative('.', join(folder, entry.name)).split(sep).join('/');
      if (entry.isDirectory()) return filesBelow(path);
      return entry.isFile() && !path.endsWith('.tsbuildinfo') ? [path] : [];
    })
    .sort();
}

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
