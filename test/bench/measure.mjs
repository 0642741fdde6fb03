// Measures compiling an estate, each size in a process of its own, so that memory is its own.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const HEAP_MB = 12_000;

/** Runs the bench once for each size and gives what each printed. */
export function inOwnProcesses(bench, sizes) {
  const flags = ['--expose-gc', `--max-old-space-size=${HEAP_MB}`];
  return sizes.map((size) => {
    const run = spawnSync(process.execPath, [...flags, fileURLToPath(bench), String(size)], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(run.stderr);
    return JSON.parse(run.stdout);
  });
}

/** Prints what compiling took: on a busy machine `cpu` says more than `ms`. */
export async function measureCompile(small, whole) {
  const { compileModule } = await import('signalbox/program');
  compileModule(small, '2026-11-21'); // warm
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  const cpuBefore = process.cpuUsage();
  const begin = performance.now();
  const built = compileModule(whole, '2026-11-21');
  const ms = performance.now() - begin;
  const { user, system } = process.cpuUsage(cpuBefore);
  globalThis.gc();
  const heap = process.memoryUsage().heapUsed - before;
  if (built.failed) throw new Error(JSON.stringify(built.diagnostics.find((one) => one.severity === 'error')));
  const bytes = built.artifacts.reduce((sum, artifact) => sum + artifact.text.length, 0);
  console.log(JSON.stringify({ files: built.artifacts.length, bytes, ms, cpu: (user + system) / 1000, heap }));
}

/** A table of the sizes, and how each grew from the one before. */
export function printSizes(what, sizes, rows) {
  console.log(
    [what.padEnd(10), ...['files', 'text MB', 'seconds', 'cpu s', 'heap MB'].map((one) => one.padEnd(9)), 'cpu ms each'].join(''),
  );
  rows.forEach(({ files, bytes, ms, cpu, heap }, index) => {
    const size = sizes[index];
    const numbers = [(bytes / 1e6).toFixed(1), (ms / 1000).toFixed(2), (cpu / 1000).toFixed(2), (heap / 1e6).toFixed(0)];
    const cells = [files, ...numbers].map((cell) => String(cell).padEnd(9));
    console.log([String(size).padEnd(10), ...cells, (cpu / size).toFixed(2)].join(''));
    const before = rows[index - 1];
    if (!before) return;
    const times = (of) => (rows[index][of] / before[of]).toFixed(1);
    console.log(
      `          ${size / sizes[index - 1]} times the ${what}: ${times('cpu')} times the time, ${times('heap')} times the memory.`,
    );
  });
}
