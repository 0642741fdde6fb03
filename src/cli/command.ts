import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CommandShape } from '../program.ts';
import type { ExitCode } from './exit.ts';
import type { Io } from './io.ts';

export interface Invocation {
  readonly io: Io;
  readonly options: Readonly<Record<string, unknown>>;
  readonly args: readonly string[];
  /** Every command with what it may be given, by its name: `'alerts list'`. */
  commands(): ReadonlyMap<string, CommandShape>;
}

/** One command: one file under `commands/` and one line in `run.ts`. Nothing but parse, call, print. */
export interface CommandKind {
  readonly name: string;
  readonly summary: string;
  configure(command: Command): Command;
  run(invocation: Invocation): Promise<ExitCode>;
}

/** Commands that are written after a word of their own: `signalbox alerts list`. */
export interface CommandGroup {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly CommandKind[];
}

/** The project's folder, absolute. */
export function directoryOf({ io, options }: Invocation): string {
  return resolve(io.cwd, String(options['directory'] ?? '.'));
}
