// What it costs to generate 100 and 1,000 services again: from nothing; with nothing changed; with one alert of one service edited. Each is a process
// of its own, as `signalbox generate` and every round of `--watch` is. `--large`: also 10,000. Prints ratios; asserts nothing about time.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inOwnProcess, printRow, SMALL_HEAP_MB, TODAY } from './measure.mjs';

const SIZES = process.argv.includes('--large') ? [100, 1000, 10_000] : [100, 1000];
const ROUNDS = ['cold', 'unchanged', 'edited'];
const [, , size, round, folder] = process.argv;
if (folder === undefined) await measureAll();
else await generate(Number(size), round === 'edited', folder);

async function measureAll() {
  printRow('services', [...ROUNDS.flatMap((name) => [name, 'cpu s', 'written']), 'edited/cold', 'cpu', 'peak MB']);
  for (const services of SIZES) {
    const directory = await mkdtemp(join(tmpdir(), 'signalbox-again-'));
    try {
      const rows = ROUNDS.map((name) => inOwnProcess(import.meta.url, SMALL_HEAP_MB, services, name, directory));
      const share = (of) => (rows.at(-1)[of] / rows[0][of]).toFixed(2);
      const peak = Math.max(...rows.map(({ rss }) => rss));
      const cells = rows.flatMap(({ seconds, cpu, written }) => [`${seconds.toFixed(1)} s`, cpu.toFixed(1), written]);
      printRow(services, [...cells, share('seconds'), share('cpu'), (peak / 1e6).toFixed(0)]);
    } finally {
      await rm(directory, { recursive: true });
    }
  }
}

/** All of what the process does counts: importing the program and making the definitions, too. */
async function generate(services, edited, directory) {
  const program = await import('signalbox/program');
  const { estateOf } = await import('./estate.mjs');
  const store = program.folderStore(directory);
  const built = program.compileModule(estateOf(services, edited), TODAY, [], undefined, store);
  if (built.failed) throw new Error(JSON.stringify(built.diagnostics[0]));
  const files = await program.writeGenerated(directory, built.generated);
  store.tidy();
  const { user, system } = process.cpuUsage();
  const written = files.filter(({ state }) => state !== 'same').length;
  console.log(
    JSON.stringify({
      seconds: performance.now() / 1000,
      cpu: (user + system) / 1e6,
      written,
      rss: process.resourceUsage().maxRSS * 1024,
    }),
  );
}
