import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

export default defineConfig({
  resolve: { conditions: ['signalbox-source'] },
  ssr: { resolve: { conditions: ['signalbox-source'], externalConditions: ['signalbox-source'] } },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 300_000, // only what hangs takes this long, on a busy machine too
    hookTimeout: 300_000,
    maxWorkers: 3, // most of the time goes to waiting for servers and promtool, not to this process
    isolate: false, // what is tested holds no state: loading it anew for each file takes longer than most of the tests
    sequence: { sequencer: LongestFirst },
    server: { deps: { external: [/\/signalbox-[^/]+\/definitions\.mjs$/] } }, // a project's bundle: run as Node runs it, not transformed again
    reporters: ['default'],
  },
});
