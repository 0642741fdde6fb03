import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Kit, kit } from '../../support/runtime/kit.ts';

const run = promisify(execFile);

/** Three workers count, one of them leaves as it should, one is killed after it was asked; the primary counts too. */
const PROGRAM = `
import cluster from 'node:cluster';
import { clusterPrimary, clusterWorker, counter, gauge, histogram, info, instruments, metricsText, registry, summary, text } from './kit.mjs';
const own = registry();
const m = instruments({
  done: counter({ name: 'done_total', help: 'x', labels: { worker: text() } }),
  all: counter({ name: 'all_total', help: 'x' }),
  open: gauge({ name: 'open', help: 'x' }),
  took: histogram({ name: 'took_seconds', help: 'x', unit: 'seconds', buckets: [1, 2], native: true }),
  size: summary({ name: 'size_bytes', help: 'x', unit: 'bytes', quantiles: [0.5] }),
  build: info({ name: 'build_info', help: 'x', labels: { version: text() } }),
}, { registry: own });
const until = async (yes) => { while (!yes()) await new Promise((done) => setTimeout(done, 20)); };
if (cluster.isPrimary) {
  m.all.inc(1000);
  const primary = clusterPrimary({ registry: own, timeoutSeconds: 1 });
  const workers = [1, 2, 3, 4].map((number) => cluster.fork({ NUMBER: String(number) }));
  let ready = 0;
  let left = 0;
  cluster.on('message', (_, message) => { if (message === 'ready') ready++; });
  cluster.on('disconnect', () => { left++; });
  await until(() => ready === 4);
  console.log(await metricsText({ registry: await primary.registry() }));
  workers[0].send('leave');
  workers[1].process.kill('SIGKILL');
  await until(() => left === 2);
  console.log('=====');
  const start = Date.now();
  console.log(await metricsText({ registry: await primary.registry() }));
  console.log('waited', Date.now() - start > 900); // for the one that hangs
  for (const worker of workers) worker.process.kill('SIGKILL');
  process.exit(0);
} else {
  const worker = clusterWorker({ registry: own, everySeconds: 0 });
  const number = Number(process.env.NUMBER);
  for (let i = 0; i < 100_000; i++) { m.all.inc(); m.done.inc({ worker: process.env.NUMBER }); }
  for (let i = 0; i < 100; i++) { m.took.observe(number - 0.5); m.size.observe(number); }
  m.open.set(number);
  m.build.set({ version: '1' });
  process.on('message', async (message) => {
    if (message !== 'leave') return;
    m.all.inc(7);
    await worker.leave();
    process.exit(0);
  });
  process.send('ready');
  if (number === 3) setTimeout(() => { while (true) {} }, 1500);
}
`;

let files: Kit;
beforeAll(async () => {
  files = await kit();
});
afterAll(() => files.remove());

test('the totals of a cluster are exact, also of workers that have left, were killed, or hang', async () => {
  const program = PROGRAM.replace(
    "workers[0].send('leave');",
    "await new Promise((done) => setTimeout(done, 1700)); workers[0].send('leave');",
  );
  const { stdout } = await run(process.execPath, [await files.program(program)], { timeout: 30_000 });
  const [before = '', after = ''] = stdout.split('=====');
  for (const text of [before, after]) {
    expect(text).toContain('done_total{worker="1"} 100000');
    expect(text).toContain('done_total{worker="4"} 100000');
    expect(text).toContain('took_seconds_bucket{le="1.0"} 100');
    expect(text).toContain('took_seconds_bucket{le="2.0"} 200');
    expect(text).toContain('took_seconds_count 400');
    expect(text).toContain('took_seconds_sum 800');
    expect(text).toContain('size_bytes_sum 1000');
    expect(text).toContain('size_bytes{quantile="0.5"} NaN');
    expect(text).toContain('build_info{version="1"} 1');
  }
  expect(before).toContain('\nall_total 401000\n');
  expect(before).toContain('\nopen 10\n');
  expect(after).toContain('\nall_total 401007\n');
  expect(after).toContain('\nopen 7\n');
  expect(after).toContain('waited true');
});
