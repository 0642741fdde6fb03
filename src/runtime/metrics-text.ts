import { expose } from './exposition.ts';
import { type ExpositionFormat, TEXT } from './exposition-format.ts';
import { defaultRegistry, type Registry } from './registry.ts';

export interface MetricsTextOptions {
  /** Ours or prom-client's. @default the registry of this process */
  readonly registry?: Registry;
  /** `TEXT` or `OPEN_METRICS`. @default TEXT */
  readonly format?: ExpositionFormat;
}

/** Everything in a registry, as Prometheus reads it. https://prometheus.io/docs/instrumenting/exposition_formats/ */
export async function metricsText({ registry = defaultRegistry(), format = TEXT }: MetricsTextOptions = {}): Promise<string> {
  return expose(registry, format);
}
