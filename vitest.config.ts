import { defineConfig } from 'vitest/config';
import { BUILT, BUILT_FILES, builtSources } from './test/built.ts';
import { LongestFirst } from './test/longest-first.ts';

const conditions = ['signalbox-source'];

export default defineConfig({
  ...(BUILT
    ? { plugins: [builtSources] }
    : { resolve: { conditions }, ssr: { resolve: { conditions, externalConditions: conditions } } }),
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 300_000, // only what hangs takes this long, on a busy machine too
    hookTimeout: 300_000,
    maxWorkers: 3, // most of the time goes to waiting for servers and promtool, not to this process
    isolate: false, // what is tested holds no state: loading it anew for each file takes longer than most of the tests
    sequence: { sequencer: LongestFirst },
    server: { deps: { external: [/\/signalbox-[^/]+\/definitions\.mjs$/, BUILT_FILES] } }, // run as Node runs it, not transformed again
    reporters: ['default'],
  },
});
