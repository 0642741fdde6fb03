// What a plan of 100 and 1,000 services costs, each in a process of its own; with `--large` also 10,000. The target is the folder a Prometheus
// reads: the first plan finds it empty, the second finds what was deployed, and the third finds it with one alert of one service edited.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inOwnProcesses, printRow, SMALL_HEAP_MB } from './measure.mjs';

const SIZES = process.argv.includes('--large') ? [100, 1000, 10_000] : [100, 1000];
const [, , size] = process.argv;
if (size === undefined || size === '--large') print(inOwnProcesses(import.meta.url, SIZES, SMALL_HEAP_MB));
else await measure(Number(size));

async function measure(services) {
  const program = await import('signalbox/program');
  const { estateOf } = await import('./estate.mjs');
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-plan-'));
  const seconds = {};
  const planned = async (name, edited) => {
    const { target, artifacts } = compiled(program, estateOf(services, edited), folder);
    const before = process.cpuUsage();
    const plan = await program.planTarget(target, artifacts, program.artifactKinds, io(folder));
    const { user, system } = process.cpuUsage(before);
    seconds[name] = { cpu: (user + system) / 1e6, changes: plan.changes.filter(({ action }) => action !== 'keep').length };
    return { target, plan };
  };
  const deployed = async ({ target, plan }) => {
    const { status, failure } = await program.applyPlan(plan, target, io(folder));
    if (status !== 'done') throw failure ?? new Error(status);
  };
  try {
    await deployed(await planned('first'));
    await planned('second');
    await planned('edited', true);
  } finally {
    await rm(folder, { recursive: true });
  }
  console.log(JSON.stringify({ seconds, rss: process.resourceUsage().maxRSS * 1024 }));
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

function print(rows) {
  const names = ['first', 'second', 'edited'];
  printRow('services', [...names.flatMap((name) => [`${name} s`, 'changes']), 'peak MB']);
  rows.forEach(({ seconds, rss }, index) => {
    const cells = names.flatMap((name) => [seconds[name].cpu.toFixed(1), seconds[name].changes]);
    printRow(SIZES[index], [...cells, (rss / 1e6).toFixed(0)]);
  });
}
