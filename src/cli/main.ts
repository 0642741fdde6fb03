#!/usr/bin/env node
import { createInterface } from 'node:readline/promises';
import { EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { harmless } from './printable.ts';
import { run } from './run.ts';
import { terminalOf } from './terminal.ts';

const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());
process.once('SIGTERM', () => interrupt.abort());
// whoever read what is printed has gone, as `head` does: what waits for more ends as by Ctrl+C
process.stdout.on('error', () => interrupt.abort());

const io: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  cwd: process.cwd(),
  env: process.env,
  today: new Date().toISOString().slice(0, 10),
  color: wantsColor(),
  interactive: process.stderr.isTTY === true,
  signal: interrupt.signal,
  ...(process.stdin.isTTY ? { confirm } : {}),
  ...(isLookedAt() ? { terminal: terminalOf({ input: process.stdin, output: process.stdout, env: process.env }) } : {}),
};

try {
  process.exitCode = await run(process.argv.slice(2), io);
} catch (thrown) {
  const said = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  process.stderr.write(`${harmless(said, false)}\n\nThis is a mistake in signalbox, not in your definitions.\n`);
  process.exitCode = interrupt.signal.aborted ? EXIT.interrupted : EXIT.bug;
}

function isLookedAt(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true && process.env['TERM'] !== 'dumb';
}

/** https://no-color.org and its counterpart. */
function wantsColor(): boolean {
  if (process.env['NO_COLOR']) return false;
  return process.env['FORCE_COLOR'] ? process.env['FORCE_COLOR'] !== '0' : process.stdout.isTTY === true;
}

async function confirm(question: string): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question(`${question} [y/N] `, { signal: interrupt.signal });
  prompt.close();
  return /^y(es)?$/i.test(answer.trim());
}
