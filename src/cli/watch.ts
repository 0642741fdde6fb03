import { join } from 'node:path';
import { directoryOf, type Invocation } from './command.ts';
import { EXIT, type ExitCode } from './exit.ts';

/** Runs a command now and after every change of a definition, until it is interrupted. Each run is a process of its own: a module that was imported cannot be forgotten. */
export async function watch(invocation: Invocation, first: () => Promise<ExitCode>): Promise<ExitCode> {
  const { io } = invocation;
  const directory = directoryOf(invocation);
  await first();
  const { watch: watchFiles } = await import('chokidar');
  const watcher = watchFiles([join(directory, 'definitions'), join(directory, 'deploy')], {
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: 50 },
  });
  io.err('Watching definitions/ and deploy/; Ctrl+C ends it.\n');
  let running = Promise.resolve();
  watcher.on('all', () => {
    running = running.then(() => again(invocation));
  });
  await new Promise<void>((done) => io.signal.addEventListener('abort', () => done(), { once: true }));
  await watcher.close();
  await running;
  return EXIT.interrupted;
}

async function again({ io, options }: Invocation): Promise<void> {
  const { spawn } = await import('node:child_process');
  const args = [process.argv[1] ?? '', '--directory', String(options['directory'] ?? '.'), 'generate'];
  const child = spawn(process.execPath, [...process.execArgv, ...args], { cwd: io.cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  await new Promise<void>((done) => child.once('close', () => done()));
}
