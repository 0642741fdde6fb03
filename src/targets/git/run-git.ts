import { spawn } from 'node:child_process';

/** What git said; `undefined` where it could not be started or said no. */
export type GitAnswer = { readonly out: Buffer } | { readonly said: string };

export interface GitBox {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
}

const TIMEOUT_MS = 60_000;

/** One git command in a folder, with its output as bytes: files may be larger than what is kept of a tool's narration. */
export function git(args: readonly string[], box: GitBox, input = ''): Promise<GitAnswer> {
  return new Promise((settle) => {
    const child = spawn('git', [...args], {
      cwd: box.cwd,
      env: { ...box.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
      ...(box.signal ? { signal: box.signal } : {}),
    });
    const out: Buffer[] = [];
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
    });
    child.stdin.on('error', () => {}); // it may end before it has read everything; its status says why
    child.on('error', (cause) => settle({ said: cause.message }));
    child.on('close', (status) => settle(status === 0 ? { out: Buffer.concat(out) } : { said: complaintIn(said) }));
    child.stdin.end(input);
  });
}

/** What went wrong: git also says what it does. */
function complaintIn(said: string): string {
  const lines = said.trim().split('\n');
  return (lines.find((line) => /^(?:fatal|error):|^ *!/.test(line)) ?? lines[0] ?? '').trim();
}
