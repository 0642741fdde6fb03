// How long each system of definitions/ takes from its definitions to its files, as it is and 20 and 200 times, and that it grows linearly.
// Prints ratios of CPU, which a busy machine says less wrong than time; asserts nothing. `node test/bench/systems.mjs cqrs` is of one system.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inOwnProcesses, measureCompile } from './measure.mjs';

const DEFINITIONS = new URL('../../definitions/', import.meta.url);
const TIMES = [1, 20, 200];
const [, , asked = ''] = process.argv;
const [system, times] = asked.split(':');
if (times !== undefined) await measure(system, Number(times));
else printAll(asked === '' ? systems() : [asked]);

function systems() {
  return readdirSync(DEFINITIONS, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : []));
}

function printAll(names) {
  printRow('system', ['times', 'ms', 'cpu ms', 'files', 'MB', 'peak MB', 'CPU: linear is 1']);
  for (const name of names) {
    const sizes = TIMES.map((count) => `${name}:${count}`);
    const rows = inOwnProcesses(import.meta.url, sizes).map((row, index) => ({ ...row, times: TIMES[index] }));
    rows.forEach((row, index) => {
      const before = rows[index - 1];
      const slope = before ? (sumOf(row, 'cpu') / sumOf(before, 'cpu') / (row.times / before.times)).toFixed(2) : '';
      const [ms, cpu] = ['ms', 'cpu'].map((of) => sumOf(row, of).toFixed(0));
      printRow(name, [row.times, ms, cpu, row.files, (row.bytes / 1e6).toFixed(1), (row.rss / 1e6).toFixed(0), slope]);
    });
  }
}

async function measure(name, count) {
  const copyOf = await copier(name);
  const { routing } = await import('signalbox');
  const production = await productionOf();
  const estate = (size) => {
    const copies = Array.from({ length: size }, (_, index) => copyOf(index));
    const owner = Object.values(copies[0].teams).find(({ ticket }) => ticket);
    return { production, routes: routing({ fallback: owner.ticket }), copies };
  };
  await measureCompile(estate(1), estate(count));
}

/** Evaluates the definitions anew for each copy; what has a name in the whole estate is given the number of the copy. */
async function copier(name) {
  const { build } = await import('esbuild');
  const libraries = {};
  for (const library of ['signalbox', 'signalbox/metrics', 'signalbox/runtime']) libraries[library] = await import(library);
  const entry = fileURLToPath(new URL(`${name}/index.ts`, DEFINITIONS));
  const bundled = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    external: ['signalbox', 'signalbox/*'],
  });
  const run = new Function('require', 'module', bundled.outputFiles[0].text);
  return (index) => {
    const module = { exports: {} };
    const signalbox = numbered(libraries.signalbox, index);
    run((library) => (library === 'signalbox' ? signalbox : libraries[library]), module);
    return module.exports;
  };
}

function numbered(signalbox, index) {
  const own = {};
  for (const kind of ['system', 'service', 'team', 'timeInterval', 'remediation', 'routeTest'])
    own[kind] = (options) => signalbox[kind]({ ...options, name: `${options.name}-${index}` });
  own.recording = (options) => signalbox.recording({ ...options, name: options.name.replace(/:(\w+):/, `:$1_${index}:`) });
  // an estate has one route tree, and the environment of the bench
  const none = () => ({ kind: 'none' });
  return { ...signalbox, ...own, routing: none, environment: none };
}

/** An environment with every server. */
async function productionOf() {
  const { alertmanager, collector, environment, grafana, loki, prometheus, tempo } = await import('signalbox');
  return environment({
    name: 'production',
    prometheus: prometheus({ version: '3.15', retention: '90d' }),
    alertmanager: alertmanager({ version: '0.34', smtp: { smarthost: 'smtp.example.org:587', from: 'bench@example.org' } }),
    loki: loki({ version: '3.7' }),
    tempo: tempo({ version: '3.0' }),
    collector: collector({ version: '0.156', receive: ['files', 'journald', 'hostmetrics'] }),
    grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
    runbooks: 'https://runbooks.example.org',
  });
}

function sumOf({ stages }, of) {
  return Object.values(stages).reduce((sum, stage) => sum + stage[of], 0);
}

function printRow(name, cells) {
  console.log([name.padEnd(18), ...cells.map((cell) => String(cell).padStart(9))].join(' '));
}
