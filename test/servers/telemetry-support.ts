import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Ran {
  readonly code: number;
  readonly output: string;
}

export async function docker(args: readonly string[], timeout = 60_000): Promise<Ran> {
  try {
    const { stdout, stderr } = await run('docker', [...args], { timeout });
    return { code: 0, output: `${stdout}${stderr}` };
  } catch (failure) {
    const { code, stderr = '', stdout = '' } = failure as { code?: number; stdout?: string; stderr?: string };
    return { code: typeof code === 'number' ? code : 1, output: `${stdout}${stderr}` };
  }
}

/** Files that containers of any user can read. */
export async function directoryWith(
  files: Readonly<Record<string, string>>,
): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'signalbox-'));
  await chmod(path, 0o755);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), text);
  }
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Waits for an answer that says yes, up to `seconds`. */
export async function until<T>(seconds: number, ask: () => Promise<T | undefined>): Promise<T | undefined> {
  const end = Date.now() + seconds * 1_000;
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
