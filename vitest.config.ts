import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['signalbox-source'] },
  ssr: { resolve: { conditions: ['signalbox-source'], externalConditions: ['signalbox-source'] } },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    maxWorkers: 3, // most of the time goes to waiting for servers and promtool, not to this process
    server: { deps: { external: [/\/signalbox-[^/]+\/definitions\.mjs$/] } }, // a project's bundle: run as Node runs it, not transformed again
    reporters: ['default'],
  },
});
