// How long `generate` takes for 1, 100 and 1,000 services of the size of Phoenix's master, and that time and memory grow linearly; with
// `--large` also 10,000, which takes a quarter of an hour. Prints ratios; asserts nothing about time.
import { inOwnProcesses, measureCompile, printSizes, SMALL_HEAP_MB } from './measure.mjs';

const SIZES = process.argv.includes('--large') ? [100, 1000, 10_000] : [1, 100, 1000];
const [, , size] = process.argv;
if (size === undefined || size === '--large')
  printSizes('services', SIZES, inOwnProcesses(import.meta.url, SIZES, SMALL_HEAP_MB));
else await measure(Number(size));

async function measure(services) {
  const { estateOf } = await import('./estate.mjs');
  await measureCompile(estateOf(1), estateOf(services));
}
