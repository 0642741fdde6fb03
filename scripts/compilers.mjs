import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const modules = new URL('../node_modules/', import.meta.url);

/** Of TypeScript 7 every platform has a build of its own. */
const NATIVE = `@typescript/typescript-${process.platform}-${process.arch}`;

/** The compilers that are installed, by their scripts: first the one that takes a fourth of the time, then the one with an API for tools. */
export const compilers = [
  { name: 'typescript-7', needs: NATIVE, quickly: ['--singleThreaded'] },
  { name: 'typescript', needs: 'typescript', quickly: [] },
]
  .filter(({ name, needs }) => [name, needs].every((one) => existsSync(new URL(`${one}/package.json`, modules))))
  .map(({ name, quickly }) => ({ name, script: fileURLToPath(new URL(`${name}/bin/tsc`, modules)), quickly }));
