// Reading and analysing the queries this project generates, against @prometheus-io/lezer-promql, which only parses, and how both
// grow with the length of a query. Trust the ratios: absolute times are those of the machine. Prints; asserts nothing about time.
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parser } from '@prometheus-io/lezer-promql';
import { build } from 'esbuild';
import { load } from 'js-yaml';

const ROUNDS = 41;
const WARM_UP = 30;
const LENGTHS = [1000, 10_000, 100_000];

const folder = await mkdtemp(join(tmpdir(), 'signalbox-bench-'));
const contents = ['parse', 'analyse', 'print', 'visit']
  .map((file) => `export * from './src/query/promql/${file}.ts';`)
  .join('\n');
const outfile = join(folder, 'promql.mjs');
await build({ stdin: { contents, resolveDir: process.cwd() }, bundle: true, platform: 'node', format: 'esm', outfile });
const { analysePromql, parsePromql, printPromql, selectorsOf } = await import(pathToFileURL(outfile).href);
await rm(folder, { recursive: true });

const corpus = ownQueries();
const catalogue = catalogueOf(corpus);
const TASKS = [
  ['parse and check types', (text) => parsePromql(text)],
  ['… and analyse', (text) => analysePromql(parsePromql(text).expr, catalogue)],
  ['… and print', (text) => printPromql(parsePromql(text).expr)],
  ['lezer-promql, parse', (text) => parser.parse(text)],
];

const characters = corpus.reduce((sum, text) => sum + text.length, 0);
console.log(`${corpus.length} queries, ${characters} characters\n`);
const times = medians(
  TASKS.map(
    ([, task]) =>
      () =>
        corpus.forEach(task),
  ),
);
const theirs = times.at(-1);
for (const [index, [name]] of TASKS.entries()) {
  const micros = ((times[index] / corpus.length) * 1000).toFixed(1).padStart(8);
  console.log(`${name.padEnd(24)}${micros} µs per query   ${(theirs / times[index]).toFixed(2)} times the speed of lezer-promql`);
}

console.log('\nnanoseconds per character   ours  lezer-promql');
for (const length of LENGTHS) {
  const text = `${'sum by (job) (rate(requests_total{code=~"5.."}[5m])) / on (job) limit + '.repeat(length / 72)}1`;
  const [us, them] = medians([() => parsePromql(text), () => parser.parse(text)]);
  const cell = (ms) => ((ms * 1e6) / text.length).toFixed(0).padStart(7);
  console.log(`${String(text.length).padStart(7)} characters       ${cell(us)} ${cell(them)}`);
}

/** Every expression of a rule in `generated/`. */
function ownQueries() {
  const files = readdirSync('generated', { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.includes('prometheus') && /\.ya?ml$/.test(file),
  );
  const texts = files.flatMap((file) => expressionsIn(load(readFileSync(join('generated', file), 'utf8'))));
  return [...new Set(texts)].filter((text) => parsePromql(text).problems.length === 0);
}

function expressionsIn(node) {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, item]) =>
    key === 'expr' && typeof item === 'string' ? [item] : expressionsIn(item),
  );
}

/** Every series the queries read, declared with the labels they name: nothing is looked for in vain. */
function catalogueOf(texts) {
  const metrics = new Map();
  for (const { name, matchers } of texts.flatMap((text) => selectorsOf(parsePromql(text).expr))) {
    if (name === undefined) continue;
    const type = /_(?:total|bucket|count|sum)$/.test(name) ? 'counter' : 'gauge';
    const metric = metrics.get(name) ?? { name, type, unit: 'count', labels: {}, jobs: [] };
    for (const { label } of matchers) if (label !== 'job') metric.labels[label] = {};
    metrics.set(name, metric);
  }
  const find = (name) => (metrics.has(name) ? [metrics.get(name)] : []);
  return { find, names: [...metrics.keys()], targetLabels: new Set(['job', 'instance']) };
}

/** Milliseconds of each task, in turns, so that what slows the machine down slows all. */
function medians(tasks) {
  for (const task of tasks) for (let round = 0; round < WARM_UP; round++) task();
  const found = tasks.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, task] of tasks.entries()) {
      const begin = performance.now();
      task();
      found[index].push(performance.now() - begin);
    }
  }
  return found.map((list) => list.sort((a, b) => a - b)[ROUNDS >> 1]);
}
