import { nodeExporter, service, system } from 'signalbox';
import * as metrics from './metrics.ts';
import { product } from './teams.ts';

export const platform = system({ name: 'platform', title: 'Application platform', owner: product });

export const app = service({
  name: 'platform-app',
  title: 'Application',
  system: platform,
  tier: 1,
  metrics,
  scrape: { port: 9464 },
});

export const host = service({
  name: 'platform-host',
  title: 'Hosts of the application',
  system: platform,
  tier: 2,
  metrics: nodeExporter.pick(
    'node_cpu_seconds_total',
    'node_memory_MemAvailable_bytes',
    'node_memory_MemTotal_bytes',
    'node_filesystem_avail_bytes',
    'node_filesystem_size_bytes',
    'node_network_receive_bytes_total',
    'node_network_transmit_bytes_total',
  ),
  scrape: { port: 9100 },
});
