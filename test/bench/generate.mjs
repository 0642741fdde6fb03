// How long `generate` takes for 1, 100 and 1,000 services of the size of Phoenix's master, and that it grows linearly.
// Each size runs in a process of its own, so that memory is its own. Prints ratios; asserts nothing about time.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SIZES = [1, 100, 1000];
const [, , size] = process.argv;
if (size === undefined) compare();
else await measure(Number(size));

function compare() {
  const rows = SIZES.map((services) => {
    const { stdout, status, stderr } = spawnSync(
      process.execPath,
      ['--expose-gc', fileURLToPath(import.meta.url), String(services)],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  });
  console.log('services  files    text MB  seconds  heap MB  ms per service');
  for (const { services, files, bytes, ms, heap } of rows) {
    const cells = [
      services,
      files,
      (bytes / 1e6).toFixed(1),
      (ms / 1000).toFixed(2),
      (heap / 1e6).toFixed(0),
      (ms / services).toFixed(2),
    ];
    console.log(cells.map((cell, column) => String(cell).padEnd(column === 0 ? 10 : 9)).join(''));
  }
  const [, hundred, thousand] = rows;
  console.log(
    `\n10 times the services: ${(thousand.ms / hundred.ms).toFixed(1)} times the time, ${(thousand.bytes / hundred.bytes).toFixed(1)} times the text. Linear is 10.`,
  );
}

async function measure(services) {
  const { estateOf } = await import('./estate.mjs');
  const { compileModule } = await import('signalbox/program');
  const module = estateOf(services);
  compileModule(estateOf(1), '2026-11-21'); // warm
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  const begin = performance.now();
  const built = compileModule(module, '2026-11-21');
  const ms = performance.now() - begin;
  globalThis.gc();
  const heap = process.memoryUsage().heapUsed - before;
  if (built.failed) throw new Error(JSON.stringify(built.diagnostics.find((one) => one.severity === 'error')));
  const bytes = built.artifacts.reduce((sum, artifact) => sum + artifact.text.length, 0);
  console.log(JSON.stringify({ services, files: built.artifacts.length, bytes, ms, heap }));
}
