import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

/** CommonJS in the bundle asks for Node's own modules by `require`. */
const REQUIRE = "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);";

test('as one bundled file, without node_modules, it says where it listens, has exemplars, and stops when told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'phoenix-program-'));
  const outfile = join(folder, 'demo.mjs');
  await build({
    entryPoints: ['definitions/phoenix/demo/main.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['signalbox-source'],
    banner: { js: REQUIRE },
    outfile,
    logLevel: 'silent',
  });
  const env = { PATH: process.env['PATH'], PHOENIX_MASTER_PORT: '0', PHOENIX_AGENT_PORTS: '0,0' };
  const program = spawn(process.execPath, [outfile], { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise((resolve) => program.once('exit', resolve));
  const stdout: string[] = [];
  createInterface({ input: program.stdout }).on('line', (line) => stdout.push(line));
  const places: string[] = [];
  for await (const line of createInterface({ input: program.stderr })) {
    places.push(line);
    if (places.length === 3) break;
  }
  const master = places[0]?.split(/\s+/)[1] ?? '';
  expect(places.map((place) => place.replace(/\d+$/, 'PORT'))).toEqual([
    'phoenix-master http://127.0.0.1:PORT',
    'phoenix-agent  http://127.0.0.1:PORT',
    'phoenix-agent  http://127.0.0.1:PORT',
  ]);
  const response = await fetch(`${master}/plans`, { method: 'POST' });
  const traceId = response.headers.get('x-trace-id');
  const metrics = await fetch(`${master}/metrics`, { headers: { accept: 'application/openmetrics-text' } });
  expect(await metrics.text()).toContain(`# {trace_id="${traceId}"`);
  program.kill('SIGTERM');
  expect(await exited).toBe(0);
  const answered = stdout.map((line) => JSON.parse(line)).find((line) => line.message === 'request answered');
  expect(answered).toMatchObject({ component: 'phoenix-master', level: 'info', trace_id: traceId });
  await rm(folder, { recursive: true });
});
