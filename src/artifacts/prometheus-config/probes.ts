import type { Probed } from '../../model/environment.ts';
import type { Service } from '../../model/service.ts';

/** Where a prober answers unless a path is written: what it tells at `/metrics` is about itself. */
const PROBE_PATH = '/probe';

export function probePath({ scrape }: Service): string {
  return scrape === undefined || scrape.path === '/metrics' ? PROBE_PATH : scrape.path;
}

/**
 * What is asked becomes the instance and a parameter, and the prober is asked instead.
 * https://prometheus.io/docs/guides/multi-target-exporter/#querying-multi-target-exporters-with-prometheus
 */
export function throughProber({ prober }: Probed): object[] {
  return [
    { source_labels: ['__address__'], target_label: '__param_target' },
    { source_labels: ['__param_target'], target_label: 'instance' },
    { target_label: '__address__', replacement: prober },
  ];
}
