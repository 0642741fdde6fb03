// How long `generate` takes for 1, 100 and 1,000 services of the size of Phoenix's master, and that it grows linearly.
// Prints ratios; asserts nothing about time.
import { inOwnProcesses, measureCompile, printSizes } from './measure.mjs';

const SIZES = [1, 100, 1000];
const [, , size] = process.argv;
if (size === undefined) printSizes('services', SIZES, inOwnProcesses(import.meta.url, SIZES));
else await measure(Number(size));

async function measure(services) {
  const { estateOf } = await import('./estate.mjs');
  await measureCompile(estateOf(1), estateOf(services));
}
