import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { howMany } from '../support/how-many.ts';
import { ROOT } from './repository.ts';

interface Compiler {
  readonly name: string;
  readonly script: string;
  readonly quickly: readonly string[];
}

const { compilers } = (await import(pathToFileURL(resolve(ROOT, 'scripts/compilers.mjs')).href)) as {
  readonly compilers: readonly Compiler[];
}; // ours

/** Every compiler an author may have, in CI; the quickest on a bare machine. */
export const COMPILERS = compilers.slice(0, howMany(1, compilers.length));

/** What a compiler says of a project, given by the path of its tsconfig: a complaint with the lines that belong to it. */
export async function complaintsOf({ quickly, script }: Compiler, project: string): Promise<string[]> {
  const said = await nodeTool(script, '-p', project, '--pretty', 'false', ...quickly);
  return said.split(/\n(?!\s)/).filter(Boolean);
}

/** A tool, by its path or its place in node_modules, run with this Node: what it said if it was not content, else nothing. */
export async function nodeTool(script: string, ...args: readonly string[]): Promise<string> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      [resolve(ROOT, 'node_modules', script), ...args],
      { cwd: ROOT, maxBuffer: 2 ** 26 },
      (failure, out, err) => {
        done(failure ? `${out}${err}` || failure.message : '');
      },
    );
  });
}
