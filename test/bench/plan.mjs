// What a plan of 100 and 1,000 services costs, each plan in a process of its own; with `--large` also 10,000. The target is the folder a Prometheus
// reads: the first plan finds it empty, the second finds what was deployed, and the third finds it with one alert of one service edited.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inOwnProcess, printRow, SMALL_HEAP_MB } from './measure.mjs';

const SIZES = process.argv.includes('--large') ? [100, 1000, 10_000] : [100, 1000];
const ROUNDS = ['first', 'second', 'edited'];
const [, , size, round, directory] = process.argv;
if (directory === undefined) await measureAll();
else await measure(Number(size), round, directory);

async function measureAll() {
  printRow('services', [...ROUNDS.flatMap((name) => [`${name} s`, 'changes']), 'peak MB']);
  for (const services of SIZES) {
    const folder = await mkdtemp(join(tmpdir(), 'signalbox-plan-'));
    try {
      const rows = ROUNDS.map((name) => inOwnProcess(import.meta.url, SMALL_HEAP_MB, services, name, folder));
      const peak = Math.max(...rows.map(({ rss }) => rss));
      printRow(services, [...rows.flatMap(({ cpu, changes }) => [cpu.toFixed(1), changes]), (peak / 1e6).toFixed(0)]);
    } finally {
      await rm(folder, { recursive: true });
    }
  }
}

/** Only the plan is measured; the first is deployed. */
async function measure(services, name, folder) {
  const program = await import('signalbox/program');
  const { estateOf } = await import('./estate.mjs');
  const { target, artifacts } = compiled(program, estateOf(services, name === 'edited'), folder);
  const before = process.cpuUsage();
  const plan = await program.planTarget(target, artifacts, program.artifactKinds, io(folder));
  const { user, system } = process.cpuUsage(before);
  if (name === 'first') await deploy(program, plan, target, folder);
  const changes = plan.changes.filter(({ action }) => action !== 'keep').length;
  console.log(JSON.stringify({ cpu: (user + system) / 1e6, changes, rss: process.resourceUsage().maxRSS * 1024 }));
}

async function deploy(program, plan, target, folder) {
  const { status, failure } = await program.applyPlan(plan, target, io(folder));
  if (status !== 'done') throw failure ?? new Error(status);
}

function compiled(program, module, folder) {
  const { value } = program.resolve(module);
  const derived = program.derive(value.estate, value.context).value;
  const [environment] = derived.estate.environments;
  const reach = { prometheus: { by: 'files', to: join(folder, 'prometheus'), reload: undefined, health: undefined } };
  const target = { address: 'estate/target/live', name: 'live', origin: {}, environment, reach, confirm: [] };
  return { target, artifacts: program.compile(derived).value };
}

function io(baseDirectory) {
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  return { baseDirectory, env: {}, secret: () => '', wait, timeoutMs: 30_000, proxyFor: () => undefined };
}
