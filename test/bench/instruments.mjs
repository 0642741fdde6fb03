/**
 * Nanoseconds per operation and milliseconds per scrape of our cells, prom-client, its successor `@prometheus-io/client` and
 * OpenTelemetry metrics, in turns, so that what slows the machine down slows all. Trust the ratios.
 * `node test/bench/instruments.mjs`
 */
import client from 'prom-client';
import { openTelemetry } from './instruments/opentelemetry.mjs';
import { ours } from './instruments/ours.mjs';
import { promClient } from './instruments/prom-client.mjs';

const ROUNDS = 9;
const OPERATIONS = 300_000;
const OPERATIONS_OF_ALL = [
  'counter, no labels',
  'counter, fresh label object',
  'counter, kept',
  'histogram, fresh label object',
  'histogram, kept',
];
const SCRAPES = [
  ['counter', 1_000, 1],
  ['counter', 10_000, 1],
  ['histogram', 714, 14], // so many lines each: 11 buckets and +Inf, sum and count
];

const successor = await installed('@prometheus-io/client');
const all = [
  ...(await ours()),
  promClient('prom-client', client),
  ...(successor ? [promClient('@prometheus-io/client', successor.default ?? successor)] : []),
  openTelemetry(),
];
if (!successor) console.log('@prometheus-io/client is not installed, and left out.');

printRow(
  'ns per operation',
  all.filter(({ operations }) => operations['counter, kept']),
);
for (const name of OPERATIONS_OF_ALL) {
  const contenders = all.filter(({ operations }) => operations[name]);
  const loops = contenders.map(({ operations }) => looped(operations[name]));
  printRow(name, contenders, await medians(loops));
}
console.log();
printRow('ms per scrape', all);
for (const [kind, count, linesEach] of SCRAPES) {
  const scrapes = all.map(({ scrape }) => scrape(kind, count));
  for (const [index, scrape] of scrapes.entries()) complete(all[index].name, await scrape(), count * linesEach);
  const ms = await medians(scrapes.map((scrape) => async () => await timed(scrape)));
  printRow(`${(count * linesEach).toLocaleString('en')} series of ${kind}s`, all, ms);
}

/** The successor asks for Node.js 22 and may not be there. */
async function installed(name) {
  try {
    return await import(name);
  } catch {
    return undefined;
  }
}

function looped(operation) {
  return () => {
    const start = performance.now();
    for (let index = 0; index < OPERATIONS; index++) operation(index);
    return ((performance.now() - start) / OPERATIONS) * 1e6;
  };
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** A library that left series out would win for nothing. */
function complete(name, text, series) {
  const found = text.split('\n').filter((line) => /^(?:labelled|duration)[^ ]*\{.*a="route-/.test(line)).length;
  if (found !== series) throw new Error(`${name} exposed ${found} of ${series} series`);
}

/** What each measured, in turns; the first two rounds warm up. */
async function medians(measures) {
  const found = measures.map(() => []);
  for (let round = -2; round < ROUNDS; round++) {
    for (const [index, measure] of measures.entries()) {
      const one = await measure();
      if (round >= 0) found[index].push(one);
    }
  }
  return found.map((list) => list.sort((a, b) => a - b)[ROUNDS >> 1]);
}

/** Names of the contenders, or what each took and how many times the first that is. */
function printRow(first, contenders, values) {
  const cells = contenders.map(({ name }, index) => {
    if (values === undefined) return name;
    const times = index === 0 ? '' : ` (${(values[index] / values[0]).toFixed(1)}x)`;
    return `${values[index].toFixed(values[index] < 100 ? 1 : 0)}${times}`;
  });
  console.log([first.padEnd(34), ...cells.map((cell) => cell.padStart(22))].join(''));
}
