import { spawn } from 'node:child_process';

/** What a child process said, or why it said nothing. */
export interface Ran {
  /** undefined where it did not end by itself. */
  readonly status: number | undefined;
  readonly output: string;
  /** Why there is no status: it could not be started, or took too long. */
  readonly failure: string | undefined;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** More than this of a tool's output helps nobody. */
const MAX_OUTPUT = 1_000_000;

/** Runs a program and waits for it; output and errors come as one text, errors first. */
export function run(program: string, args: readonly string[], options: RunOptions): Promise<Ran> {
  return new Promise((settle) => {
    const child = spawn(program, [...args], {
      cwd: options.cwd,
      env: { ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
      ...(options.signal ? { signal: options.signal } : {}),
    });
    const [out, err] = [collect(child.stdout), collect(child.stderr)];
    const end = (status: number | undefined, failure: string | undefined): void =>
      settle({ status, failure, output: `${err()}${out()}` });
    child.on('error', (cause) => end(undefined, cause.message));
    child.on('close', (status, signal) => {
      if (status !== null) end(status, undefined);
      else
        end(undefined, signal === 'SIGKILL' ? `it took longer than ${options.timeoutMs / 1000}s` : `it was ended by ${signal}`);
    });
  });
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    if (text.length < MAX_OUTPUT) text += chunk;
  });
  return () => text;
}
