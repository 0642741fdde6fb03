import { defaultRegistry, type Registry } from './registry.ts';

export interface ProcessMetricsOptions {
  /** @default the registry of this process */
  readonly registry?: Registry;
  /** `prom-client` or `@prometheus-io/client`. @default whichever is installed */
  readonly client?: { collectDefaultMetrics(config: never): void };
}

/** Process and Node.js metrics (CPU, memory, event loop, garbage collection) by prom-client. False where it is not installed. */
export async function processMetrics(options: ProcessMetricsOptions = {}): Promise<boolean> {
  const { registry = defaultRegistry() } = options;
  if (registry.getSingleMetric('process_cpu_seconds_total') !== undefined) return true;
  const client = options.client ?? (await installed('prom-client')) ?? (await installed('@prometheus-io/client'));
  if (client === undefined) return false;
  client.collectDefaultMetrics({ register: registry } as never); // it only calls registerMetric
  return true;
}

async function installed(name: string): Promise<ProcessMetricsOptions['client'] | undefined> {
  try {
    const loaded = (await import(name)) as { default?: ProcessMetricsOptions['client'] }; // both are CommonJS
    return loaded.default;
  } catch {
    return undefined;
  }
}
