/**
 * The host metrics receiver of the OpenTelemetry collector, as its metrics are called in Prometheus: read from each
 * scraper's documentation.md, names put through the collector's own translation (dots to underscores, the unit and
 * `_total` appended). With suffixes switched off, or UTF-8 names kept, they are called differently and this does not apply.
 * What is on by default, and the three utilization gauges that have to be turned on.
 */
import { oneOf, text } from '../authored/label.ts';
import { catalogue } from './catalogue.ts';
import { counter, gauge } from './recipe.ts';

/** https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.128.0/receiver/hostmetricsreceiver */
export const HOSTMETRICS_VERSION = 'v0.128.0';

const cpu = {
  cpu: text({ series: 16 }),
  state: oneOf('idle', 'interrupt', 'nice', 'softirq', 'steal', 'system', 'user', 'wait'),
};
const memory = { state: oneOf('buffered', 'cached', 'inactive', 'free', 'slab_reclaimable', 'slab_unreclaimable', 'used') };
const device = { device: text({ series: 8 }) };
const disk = { ...device, direction: oneOf('read', 'write') };
const filesystem = { ...device, mode: text(), mountpoint: text({ series: 8 }), type: text() };
const filesystemState = { ...filesystem, state: oneOf('free', 'reserved', 'used') };
const network = { ...device, direction: oneOf('receive', 'transmit') };
const fault = { type: oneOf('major', 'minor') };
const STATUSES = [
  ...(['blocked', 'daemon', 'detached', 'idle', 'locked', 'orphan', 'paging'] as const),
  ...(['running', 'sleeping', 'stopped', 'system', 'unknown', 'zombies'] as const),
] as const;

/** CPU, memory, disks, filesystems, network, paging and processes of a host, through the OpenTelemetry collector. */
export const hostMetrics = catalogue({
  name: 'hostmetrics',
  version: HOSTMETRICS_VERSION,
  source: 'https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.128.0/receiver/hostmetricsreceiver',
  metrics: () => ({
    system_cpu_time_seconds_total: counter('Seconds each logical CPU spent on each mode.', { unit: 'seconds', labels: cpu }),
    system_cpu_utilization_ratio: gauge('Share of time per logical CPU and mode. Off by default.', {
      unit: 'ratio',
      labels: cpu,
    }),
    system_cpu_load_average_1m: gauge('Average CPU load over 1 minute.'),
    system_cpu_load_average_5m: gauge('Average CPU load over 5 minutes.'),
    system_cpu_load_average_15m: gauge('Average CPU load over 15 minutes.'),
    system_memory_usage_bytes: gauge('Bytes of memory in use.', { unit: 'bytes', labels: memory }),
    system_memory_utilization_ratio: gauge('Share of memory in use. Off by default.', { unit: 'ratio', labels: memory }),
    system_disk_io_bytes_total: counter('Disk bytes transferred.', { unit: 'bytes', labels: disk }),
    system_disk_operations_total: counter('Disk operations.', { labels: disk }),
    system_disk_io_time_seconds_total: counter('Time the disk was active.', { unit: 'seconds', labels: device }),
    system_disk_operation_time_seconds_total: counter('Time spent in disk operations.', { unit: 'seconds', labels: disk }),
    system_disk_weighted_io_time_seconds_total: counter('Time the disk was active, times the queue length.', {
      unit: 'seconds',
      labels: device,
    }),
    system_disk_pending_operations: gauge('Size of the queue of pending I/O operations.', { labels: device }),
    system_disk_merged_total: counter('Disk reads and writes merged into single physical operations.', { labels: disk }),
    system_filesystem_usage_bytes: gauge('Filesystem bytes used.', { unit: 'bytes', labels: filesystemState }),
    system_filesystem_inodes_usage: gauge('Filesystem inodes used.', { labels: filesystemState }),
    system_filesystem_utilization_ratio: gauge('Share of filesystem bytes used. Off by default.', {
      unit: 'ratio',
      labels: filesystem,
    }),
    system_network_io_bytes_total: counter('Bytes transmitted and received.', { unit: 'bytes', labels: network }),
    system_network_packets_total: counter('Packets transferred.', { labels: network }),
    system_network_errors_total: counter('Network errors encountered.', { labels: network }),
    system_network_dropped_total: counter('Packets dropped.', { labels: network }),
    system_network_connections: gauge('Connections.', { labels: { protocol: oneOf('tcp'), state: text({ series: 12 }) } }),
    system_paging_usage_bytes: gauge('Swap (unix) or pagefile (windows) usage.', {
      unit: 'bytes',
      labels: { ...device, state: oneOf('cached', 'free', 'used') },
    }),
    system_paging_operations_total: counter('Paging operations.', {
      labels: { direction: oneOf('page_in', 'page_out'), ...fault },
    }),
    system_paging_faults_total: counter('Page faults.', { labels: fault }),
    system_processes_count: gauge('Processes in each state.', { labels: { status: oneOf(...STATUSES) } }),
    system_processes_created_total: counter('Processes created.'),
    system_uptime_seconds: gauge('Time the system has been running.', { unit: 'seconds' }),
  }),
});
