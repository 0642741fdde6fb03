import { expose } from './exposition.ts';
import { type ExpositionFormat, TEXT } from './exposition-format.ts';
import { optionsOf } from './options.ts';
import { defaultRegistry, type Registry } from './registry.ts';

export interface MetricsTextOptions {
  /** Ours or prom-client's. @default the registry of this process */
  readonly registry?: Registry;
  /** `TEXT` or `OPEN_METRICS`. @default TEXT */
  readonly format?: ExpositionFormat;
}

/** Everything in a registry, as Prometheus reads it. https://prometheus.io/docs/instrumenting/exposition_formats/ */
export async function metricsText(options: MetricsTextOptions = {}): Promise<string> {
  const { registry = defaultRegistry(), format = TEXT } = optionsOf('metricsText', options);
  return expose(registry, format);
}
