import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './repository.ts';

/** A tool of node_modules, run with this Node: what it said if it was not content, else nothing. */
export async function nodeTool(script: string, ...args: string[]): Promise<string> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      [join(ROOT, 'node_modules', script), ...args],
      { cwd: ROOT, maxBuffer: 2 ** 26 },
      (failure, out, err) => {
        done(failure ? `${out}${err}` || failure.message : '');
      },
    );
  });
}
