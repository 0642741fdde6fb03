// Hostile texts by the million: `node test/bench/fuzz-promql.mjs [count] [seed]`. Ends with an error where one is not judged; prints
// how many were read, and which took longest for its length.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [count, seed] = [Number(process.argv[2] ?? 1_000_000), Number(process.argv[3] ?? 20261121)];
const PARTS = ['src/query/promql/parse', 'src/query/promql/print', 'src/query/promql/analyse', 'test/unit/query/promql/corpus'];
const TESTS = ['test/unit/query/promql/catalogue', 'test/unit/query/promql/hostile', 'test/support/random'];

const folder = await mkdtemp(join(tmpdir(), 'signalbox-fuzz-'));
const contents = [...PARTS, ...TESTS].map((file) => `export * from './${file}.ts';`).join('\n');
const outfile = join(folder, 'fuzz.mjs');
await build({ stdin: { contents, resolveDir: process.cwd() }, bundle: true, platform: 'node', format: 'esm', outfile });
const { analysePromql, CATALOGUE, CORPUS, hostile, parsePromql, printPromql, Random } = await import(pathToFileURL(outfile).href);
await rm(folder, { recursive: true });

const random = new Random(seed);
const begin = performance.now();
let characters = 0;
let valid = 0;
let slowest = { ms: 0, length: 0, text: '' };
for (let index = 0; index < count; index++) {
  const text = hostile(random, CORPUS);
  const options = { grafana: random.chance(0.3), experimental: random.chance(0.5) };
  const start = performance.now();
  judge(text, options);
  const ms = performance.now() - start;
  characters += text.length;
  if (ms > slowest.ms) slowest = { ms, length: text.length, text: text.slice(0, 80) };
}
const seconds = (performance.now() - begin) / 1000;
console.log(`seed ${seed}: ${count} texts, ${characters} characters, ${valid} of them valid, in ${seconds.toFixed(0)} s`);
console.log(`longest: ${slowest.ms.toFixed(1)} ms for ${slowest.length} characters, ${JSON.stringify(slowest.text)}`);

function judge(text, options) {
  const { expr, problems } = parsePromql(text, options);
  const outside = problems.find(({ from, to }) => from < 0 || to < from || to > text.length);
  if (outside || (!expr && problems.length === 0)) throw new Error(`not judged, seed ${seed}: ${JSON.stringify(text)}`);
  if (!expr || problems.some(({ severity }) => severity !== 'warning')) return;
  valid++;
  analysePromql(expr, CATALOGUE);
  const again = parsePromql(printPromql(expr), { grafana: true, experimental: true });
  if (!again.expr) throw new Error(`not read back, seed ${seed}: ${JSON.stringify(text)}`);
}
