// Measures an estate from its definitions to its files, each size in a process of its own, so that memory is its own.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const TODAY = '2026-11-21';
/** So much is found that does not scale before the machine suffers. */
const HEAP_MB = 12_000;
/** What 10,000 services have to fit into: with what Node takes beside it, a process stays below 1.5 GB. */
export const SMALL_HEAP_MB = 1_200;

/** Runs the bench once for each size and gives what each printed. */
export function inOwnProcesses(bench, sizes, heapMb = HEAP_MB) {
  return sizes.map((size) => inOwnProcess(bench, heapMb, size));
}

/** Runs the bench with these arguments and gives what it printed. */
export function inOwnProcess(bench, heapMb, ...args) {
  const flags = ['--expose-gc', `--max-old-space-size=${heapMb}`, fileURLToPath(bench)];
  const run = spawnSync(process.execPath, [...flags, ...args.map(String)], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

/** Prints what each stage took, and the most memory the process has had: on a busy machine `cpu` says more than `ms`. */
export async function measureCompile(small, whole) {
  const program = await import('signalbox/program');
  await throughAll(program, small); // warm
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  const { stages, files, bytes, kept } = await throughAll(program, whole);
  globalThis.gc();
  const heap = process.memoryUsage().heapUsed - before;
  if (!kept) throw new Error('nothing was kept');
  const rss = process.resourceUsage().maxRSS * 1024;
  console.log(JSON.stringify({ files, bytes, stages, heap, rss }));
}

/** Resolve, derive and compile; then check; then write every file. */
async function throughAll(program, module) {
  const stages = {};
  const generated = await timed(stages, 'generate', () => {
    const resolved = program.resolve(module);
    const derived = program.derive(resolved.value.estate, resolved.value.context);
    const compiled = program.compile(derived.value);
    const found = [...resolved.diagnostics, ...derived.diagnostics, ...compiled.diagnostics];
    return { derived: derived.value, artifacts: compiled.value, found };
  });
  const { derived, artifacts, found } = generated;
  const diagnostics = await timed(stages, 'check', () => program.check(derived, artifacts, { found, today: TODAY }));
  const problem = diagnostics.find(({ severity }) => severity === 'error');
  if (problem) throw new Error(JSON.stringify(problem));
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-bench-'));
  try {
    const files = await timed(stages, 'write', () => program.writeGenerated(folder, artifacts));
    let bytes = 0;
    for (const { path } of files) bytes += (await stat(join(folder, 'generated', path))).size;
    return { stages, files: files.length, bytes, kept: generated };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function timed(stages, name, task) {
  const cpuBefore = process.cpuUsage();
  const begin = performance.now();
  const value = await task();
  const { user, system } = process.cpuUsage(cpuBefore);
  stages[name] = { ms: performance.now() - begin, cpu: (user + system) / 1000 };
  return value;
}

/** A table of the sizes, and how each grew from the one before: 1 is linear. */
export function printSizes(what, sizes, rows) {
  const head = ['files', 'text MB', 'cpu s', 'generate', 'check', 'write', 'cpu ms each', 'heap MB', 'peak MB', 'seconds'];
  printRow(what, head);
  rows.forEach((row, index) => {
    const { files, bytes, stages, heap, rss } = row;
    const cpu = sumOf(row, 'cpu');
    const each = ['generate', 'check', 'write'].map((stage) => (stages[stage].cpu / 1000).toFixed(1));
    const numbers = [(bytes / 1e6).toFixed(1), (cpu / 1000).toFixed(1), ...each, (cpu / sizes[index]).toFixed(2)];
    const memory = [heap, rss].map((size) => (size / 1e6).toFixed(0));
    printRow(sizes[index], [files, ...numbers, ...memory, (sumOf(row, 'ms') / 1000).toFixed(1)]);
  });
  rows.slice(1).forEach((row, index) => {
    const times = sizes[index + 1] / sizes[index];
    const slope = (now, before) => (now / before / times).toFixed(2);
    const [cpu, heap] = [slope(sumOf(row, 'cpu'), sumOf(rows[index], 'cpu')), slope(row.heap, rows[index].heap)];
    console.log(`From ${sizes[index]} to ${sizes[index + 1]} ${what}: ${cpu} times linear in CPU, ${heap} in heap.`);
  });
}

function sumOf({ stages }, of) {
  return Object.values(stages).reduce((sum, stage) => sum + stage[of], 0);
}

export function printRow(first, cells) {
  console.log([String(first).padEnd(10), ...cells.map((cell) => String(cell).padEnd(12))].join('').trimEnd());
}
