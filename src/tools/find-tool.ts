import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { type Ran, run } from './run.ts';

/** What tools are looked for with; nothing is read from the process itself. */
export interface Toolbox {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For one run of a tool. @default 60 seconds */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** An official tool, wherever it was found. */
export interface Tool {
  /** `promtool`, or `promtool of prom/prometheus:v3.15.0`. */
  readonly title: string;
  /** Runs it in a folder; arguments name files relative to that. */
  run(args: readonly string[], directory: string): Promise<Ran>;
}

const TIMEOUT_MS = 60_000;
/** Asking an engine for its images takes milliseconds, unless none answers. */
const ENGINE_TIMEOUT_MS = 5_000;

/** The tool on the PATH, else in its official image where an engine has that; an image is never fetched. */
export async function findTool(name: string, image: string, box: Toolbox): Promise<Tool | undefined> {
  const path = await onPath(name, box);
  if (path !== undefined) return { title: name, run: (args, cwd) => run(path, args, optionsOf(box, cwd)) };
  const docker = await onPath('docker', box);
  const tagged = docker === undefined ? undefined : await localImage(docker, image, box);
  if (docker === undefined || tagged === undefined) return undefined;
  const inside = ['run', '--rm', '--network', 'none', '--workdir', '/work', '--entrypoint', name];
  return {
    title: `${name} of ${tagged}`,
    run: (args, cwd) => run(docker, [...inside, '--volume', `${cwd}:/work:ro`, tagged, ...args], optionsOf(box, cwd)),
  };
}

export async function onPath(name: string, { env }: Pick<Toolbox, 'env'>): Promise<string | undefined> {
  for (const folder of (env['PATH'] ?? '').split(delimiter).filter((one) => one !== '')) {
    const file = join(folder, name);
    if (await isExecutable(file)) return file;
  }
  return undefined;
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The newest local tag of an image. */
async function localImage(docker: string, image: string, box: Toolbox): Promise<string | undefined> {
  const args = ['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}', image];
  const asked = await run(docker, args, { ...optionsOf(box, '/'), timeoutMs: ENGINE_TIMEOUT_MS });
  if (asked.status !== 0) return undefined;
  return asked.output.split('\n').find((line) => line.startsWith(`${image}:`) && !line.endsWith(':<none>'));
}

function optionsOf({ env, timeoutMs = TIMEOUT_MS, signal }: Toolbox, cwd: string) {
  return { cwd, env, timeoutMs, ...(signal ? { signal } : {}) };
}
