import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { logs, number, oneOf, service, text } from 'signalbox';
import { logBuffer, logger } from 'signalbox/runtime';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Kit, kit } from '../../support/runtime/kit.ts';

/** A reader that is slow when told so. */
function sink() {
  const written: string[] = [];
  let onDrain = () => {};
  const stream = {
    isSlow: false,
    write: (chunk: string) => {
      written.push(chunk);
      return !stream.isSlow;
    },
    once: (_event: string, listener: () => void) => {
      onDrain = listener;
      return stream;
    },
    drain: () => {
      stream.isSlow = false;
      onDrain();
    },
  };
  return { stream, written };
}

describe('lines on their way', () => {
  test('many are one write', async () => {
    const { stream, written } = sink();
    const buffer = logBuffer({ to: stream as never, everyMs: 5 });
    for (let index = 0; index < 100; index++) buffer.write(`${index}\n`);
    await vi.waitFor(() => expect(written).toHaveLength(1));
    expect(written[0]?.split('\n')).toHaveLength(101);
    await buffer.close();
  });

  test('while the reader is slow they wait, no more than there is room for, and it is told how many were lost', async () => {
    const { stream, written } = sink();
    const buffer = logBuffer({ to: stream as never, capacity: 10, everyMs: 1 });
    stream.isSlow = true;
    buffer.write('first\n');
    const flushed = buffer.flush();
    for (let index = 0; index < 1_000; index++) buffer.write(`${index}\n`);
    expect(buffer.size()).toBe(10);
    expect(written).toEqual(['first\n']);
    stream.drain();
    await flushed;
    const [...lines] = (written[1] ?? '').trim().split('\n');
    expect(lines.slice(0, 10)).toEqual(Array.from({ length: 10 }, (_, index) => String(990 + index)));
    expect(JSON.parse(lines[10] ?? '')).toMatchObject({ level: 'warn', message: 'log lines dropped', metadata: { count: 990 } });
    await buffer.close();
  });
});

describe('when the process exits', () => {
  let files: Kit;
  beforeAll(async () => {
    files = await kit();
  });
  afterAll(() => files.remove());

  test.each(['process.exit(3)', 'throw new Error("crash")', ''])('what waits is written: %s', async (end) => {
    const program = await files.program(`
      import { logBuffer, logger } from './kit.mjs';
      const log = logger({ component: 'x', write: logBuffer({ everyMs: 60_000 }).write });
      for (let index = 0; index < 5_000; index++) log.info('line', { index });
      ${end}
    `);
    const { stdout } = await promisify(execFile)(process.execPath, [program], { maxBuffer: 10_000_000 }).catch(
      (failure: { stdout: string }) => failure,
    );
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(5_000);
    expect(JSON.parse(lines.at(-1) ?? '').metadata).toEqual({ index: 4_999 });
  });
});

describe('a stream that has ended', () => {
  test.each(['end', 'destroy'] as const)(
    'holds up neither flush nor close, and it is told how many were lost: %s',
    async (how) => {
      const dropped = vi.fn();
      const to = new Writable({ write: (_chunk, _encoding, done) => done() });
      const buffer = logBuffer({ to, dropped });
      to[how]();
      buffer.write('a\n');
      buffer.write('b\n');
      await buffer.flush();
      buffer.write('c\n');
      await buffer.close();
      expect(dropped.mock.calls).toEqual([[2], [1]]);
    },
  );

  test('while lines wait for it', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const to = new Writable({ highWaterMark: 1, write: () => {} });
    const buffer = logBuffer({ to });
    buffer.write('a\n');
    const flushed = buffer.flush();
    buffer.write('b\n');
    to.destroy();
    await flushed;
    await buffer.close();
    expect(warned).toHaveBeenCalledWith('log lines are lost: their stream has ended', 'SignalboxWarning');
    warned.mockRestore();
  });
});

test('at exit, lines for a file that is not open yet are in it, and not on standard output', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'log-'));
  const log = vi.spyOn(process.stdout, 'write');
  const before = process.listeners('exit');
  const to = createWriteStream(join(folder, 'log'));
  logBuffer({ to }).write('kept\n');
  const [atExit] = process.listeners('exit').filter((one) => !before.includes(one));
  atExit?.(0);
  process.off('exit', atExit as () => void);
  expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('kept\n');
  expect(log).not.toHaveBeenCalled();
  await once(to, 'open');
  to.destroy();
  rmSync(folder, { recursive: true });
});

test('a declared stream: its labels and fields in the line itself, its keys and patterns redacted', () => {
  const stream = logs({
    service: service({ name: 'shop' }),
    name: 'audit',
    labels: { region: oneOf('eu', 'us') },
    fields: { actor: text(), amount: number(), message: text() },
    redact: ['iban', /\b\d{4} \d{4}\b/],
  });
  const written: string[] = [];
  const log = logger({ component: 'shop', stream, write: (line) => written.push(line) });
  log.info('paid with 1234 5678', { actor: 'alice', amount: 7, region: 'eu', iban: 'DE1', note: '1111 2222', message: 'mine' });
  expect(JSON.parse(written[0] ?? '')).toEqual({
    timestamp: expect.any(String),
    level: 'info',
    component: 'shop',
    message: 'paid with ****',
    actor: 'alice',
    amount: 7,
    region: 'eu',
    metadata: { iban: '[redacted]', note: '****', message: 'mine' },
  });
});
