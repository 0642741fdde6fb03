import { spawn, spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listening } from '../../support/listening.ts';

const hasPty = spawnSync('script', ['--version']).status === 0;
if (!hasPty) console.warn('signalbox on a pseudo terminal: skipped, there is no `script` here');

/** CommonJS in the bundle asks for Node's own modules by `require`. */
const REQUIRE = "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);";
const SERIES = 40;

describe.skipIf(!hasPty)('signalbox on a pseudo terminal', () => {
  const listen = listening();
  let folder: string;
  let prometheus: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'signalbox-terminal-'));
    await mkdir(join(folder, 'src/cli'), { recursive: true });
    await copyFile('package.json', join(folder, 'package.json'));
    await build({
      entryPoints: ['src/cli/main.ts'],
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      conditions: ['signalbox-source'],
      banner: { js: REQUIRE },
      external: ['esbuild', 'chokidar', 'playwright*'],
      outfile: join(folder, 'src/cli/main.mjs'),
      logLevel: 'silent',
    });
    const result = Array.from({ length: SERIES }, (_, at) => ({
      metric: { __name__: 'x', at: `n${at}` },
      value: [0, String(at)],
    }));
    prometheus = await listen.http((_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }));
    });
  }, 60_000);
  afterAll(async () => {
    await listen.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** What a terminal of 12 lines shows of `signalbox query x …` when these keys are typed, once something is there. */
  const shown = async (args: string, keys: string, env: Record<string, string> = {}) => {
    const command = `stty rows 12 cols 100; exec "${process.execPath}" src/cli/main.mjs query x --prometheus ${prometheus} ${args}`;
    const child = spawn('script', ['-qec', command, '/dev/null'], {
      cwd: folder,
      env: { PATH: process.env['PATH'], TERM: 'xterm', NO_COLOR: '1', SHELL: '/bin/sh', ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let text = '';
    let isTyped = false;
    child.stdout.on('data', (more: Buffer) => {
      text += more.toString();
      if (isTyped || !text.includes('type to narrow')) return;
      isTyped = true;
      child.stdin.write(keys);
    });
    const code = await new Promise<number | null>((done) => child.once('close', done));
    return { code, text: text.replaceAll('\r\n', '\n').replaceAll('\r\u001b[2K', '') }; // a line of progress that is cleared
  };

  test('narrows by what is typed, and prints what is left', async () => {
    const { code, text } = await shown('--interactive', 'n17\r');
    expect(code).toBe(0);
    expect(text).toContain('> n17▏  1 of 40');
    const printed = text.split('\u001b[?1049l').at(-1) ?? '';
    expect(printed.trim().split('\n')).toEqual([
      expect.stringMatching(/^name +at +value$/),
      expect.stringMatching(/^x +n17 +17$/),
    ]);
  }, 30_000);

  test('is left with q, and printed nothing', async () => {
    const { code, text } = await shown('--interactive', 'q');
    expect([code, text.split('\u001b[?1049l').at(-1)?.trim()]).toEqual([0, '']);
    expect((await shown('--interactive', '\u0003')).code).toBe(130);
  }, 30_000);

  test('shows what is longer than the screen through the pager, unless nobody wants that', async () => {
    const lines = async (args: string, pager: string) => (await shown(args, '', { PAGER: pager })).text.trim().split('\n').length;
    expect(await lines('', 'head -n 3')).toBe(3);
    expect(await lines('--no-pager', 'head -n 3')).toBeGreaterThan(SERIES);
    expect(await lines('--format csv', 'head -n 3')).toBe(SERIES + 1);
    expect(await lines('', 'no-such-pager-here')).toBeGreaterThan(SERIES);
  }, 60_000);
});
