import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';

/**
 * A transcript: what it is about, files that are written, commands that are run, what they said.
 * `=== file PATH` is followed by the text of a file, `=== $ signalbox …` by the exit code and everything that was printed.
 */
export interface Section {
  readonly head: string;
  readonly body: string;
}

export function sectionsOf(text: string): Section[] {
  return text.split(/^(?==== )/m).map((part) => {
    const end = part.startsWith('=== ') ? part.indexOf('\n') : -1;
    return { head: end === -1 ? '' : part.slice(4, end), body: part.slice(end + 1) };
  });
}

/** The transcript with what is printed today. */
export async function replay(text: string): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'signalbox-transcript-')));
  try {
    const parts: string[] = [];
    for (const section of sectionsOf(text)) parts.push(await replaySection(section, folder));
    return parts.join('');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function replaySection({ head, body }: Section, folder: string): Promise<string> {
  const [, path] = /^file (\S+)$/.exec(head) ?? [];
  if (path !== undefined) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), body);
    return `=== ${head}\n${body}`;
  }
  const [, command] = /^\$ signalbox ?(.*)$/.exec(head) ?? [];
  if (command === undefined) return head === '' ? body : `=== ${head}\n${body}`;
  const { code, printed } = await runIn(folder, command.split(' ').filter(Boolean));
  return `=== ${head}\nexit ${code}\n${printed.replaceAll(folder, '<project>')}`;
}

async function runIn(cwd: string, argv: readonly string[]): Promise<{ code: number; printed: string }> {
  let printed = '';
  const say = (text: string): void => {
    printed += text;
  };
  const io: Io = {
    out: say,
    err: say,
    cwd,
    env: {},
    today: '2026-11-21',
    color: false,
    interactive: false,
    signal: new AbortController().signal,
  };
  const code = await run(argv, io);
  return { code, printed };
}
