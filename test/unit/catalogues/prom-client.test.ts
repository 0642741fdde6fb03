import { createRequire } from 'node:module';
import { collectDefaultMetrics, type MetricObject, Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { nodeProcess, PROM_CLIENT_VERSION } from '../../../src/catalogues/prom-client.ts';

const { version } = createRequire(import.meta.url)('prom-client/package.json') as { version: string };
/** Read from /proc, so only there on Linux: lib/metrics/{osMemoryHeapLinux,processOpenFileDescriptors,processMaxFileDescriptors}.js */
const LINUX_ONLY = ['process_virtual_memory_bytes', 'process_heap_bytes', 'process_open_fds', 'process_max_fds'];

interface Registered extends MetricObject {
  readonly labelNames: string[];
  readonly upperBounds?: number[];
}

function registered(): Registered[] {
  const register = new Registry();
  collectDefaultMetrics({ register });
  return register.getMetricsAsArray() as unknown as Registered[]; // the registry holds the metric objects, typed as their JSON
}

function ours() {
  const elsewhere = process.platform === 'linux' ? [] : LINUX_ONLY;
  return Object.values(nodeProcess.metrics).filter(({ name }) => !elsewhere.includes(name));
}

describe('nodeProcess', () => {
  it('is of the prom-client that is installed', () => {
    expect(PROM_CLIENT_VERSION).toBe(version);
  });

  it('is exactly what collectDefaultMetrics registers: names, types, labels, buckets', () => {
    const shape = (name: string, type: string, labels: string[], buckets: readonly number[]) => ({
      name,
      type,
      labels: labels.toSorted(),
      buckets: [...buckets],
    });
    const theirs = registered().map((each) =>
      shape(each.name, each.constructor.name.toLowerCase(), each.labelNames, each.upperBounds ?? []),
    );
    const declared = ours().map((each) =>
      shape(
        each.name,
        each.kind === 'info' ? 'gauge' : each.kind,
        Object.keys(each.labels),
        each.kind === 'histogram' ? each.buckets : [],
      ),
    );
    const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
    expect(declared.toSorted(byName)).toEqual(theirs.toSorted(byName));
  });
});
