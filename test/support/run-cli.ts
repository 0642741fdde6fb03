import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';

export interface CliRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A command in this process, as in a folder without a terminal, on one fixed day. */
export async function runCli(args: readonly string[], cwd: string, more: Partial<Io> = {}): Promise<CliRun> {
  const said = { out: '', err: '' };
  const io: Io = {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    cwd,
    env: {},
    today: '2026-11-21',
    color: false,
    interactive: false,
    signal: new AbortController().signal,
    ...more,
  };
  return { code: await run(args, io), ...said };
}
