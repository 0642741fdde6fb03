/**
 * Prometheus node_exporter on Linux with its default collectors: names, types, labels and help from the release's own end-to-end
 * fixture (collector/fixtures/e2e-output.txt), and from collector/{filesystem_common,meminfo_linux,uname,timex}.go for what
 * the fixture leaves out. Upstream types what it copies from /proc/vmstat and /proc/net as untyped; those the kernel only ever
 * counts up are counters here, so that `rate` is right on them and a threshold on the raw value is not.
 */
import { oneOf, text } from '../authored/label.ts';
import { catalogue } from './catalogue.ts';
import { counter, foreignCounter, gauge, info } from './recipe.ts';

/** https://github.com/prometheus/node_exporter/tree/v1.9.1/collector */
export const NODE_EXPORTER_VERSION = 'v1.9.1';

const cpu = text({ series: 16 });
const device = text({ series: 8 });
const perCpu = { labels: { cpu } };
const perDevice = { labels: { device } };
const perDeviceSeconds = { unit: 'seconds', ...perDevice } as const;
const perDeviceBytes = { unit: 'bytes', ...perDevice } as const;
const perSensor = { unit: 'celsius', labels: { chip: text({ series: 4 }), sensor: text({ series: 8 }) } } as const;
const filesystem = { device, mountpoint: text({ series: 8 }), fstype: text({ series: 3 }), device_error: text({ series: 1 }) };
const perFilesystem = { labels: filesystem };
const perFilesystemBytes = { unit: 'bytes', labels: filesystem } as const;
const bytes = { unit: 'bytes' } as const;
const seconds = { unit: 'seconds' } as const;

/** CPU, memory, disks, filesystems, network and kernel of one machine. */
export const nodeExporter = catalogue({
  name: 'node_exporter',
  version: NODE_EXPORTER_VERSION,
  source: 'https://github.com/prometheus/node_exporter/blob/v1.9.1/collector/fixtures/e2e-output.txt',
  metrics: () => ({
    node_cpu_seconds_total: counter('Seconds the CPUs spent in each mode.', {
      unit: 'seconds',
      labels: { cpu, mode: oneOf('idle', 'iowait', 'irq', 'nice', 'softirq', 'steal', 'system', 'user') },
    }),
    node_cpu_guest_seconds_total: counter('Seconds the CPUs spent in guests (VMs) for each mode.', {
      unit: 'seconds',
      labels: { cpu, mode: oneOf('nice', 'user') },
    }),
    node_cpu_scaling_frequency_hertz: gauge('Current scaled CPU thread frequency in hertz.', perCpu),
    node_cpu_core_throttles_total: counter('Number of times this CPU core has been throttled.', {
      labels: { core: cpu, package: text({ series: 2 }) },
    }),
    node_load1: gauge('1m load average.'),
    node_load5: gauge('5m load average.'),
    node_load15: gauge('15m load average.'),
    node_procs_running: gauge('Number of processes in runnable state.'),
    node_procs_blocked: gauge('Number of processes blocked waiting for I/O to complete.'),
    node_forks_total: counter('Total number of forks.'),
    node_context_switches_total: counter('Total number of context switches.'),
    node_intr_total: counter('Total number of interrupts serviced.'),
    node_boot_time_seconds: gauge('Node boot time, in unixtime.', seconds),
    node_time_seconds: gauge('System time in seconds since epoch (1970).', seconds),
    node_schedstat_running_seconds_total: counter('Number of seconds CPU spent running a process.', { ...seconds, ...perCpu }),
    node_schedstat_waiting_seconds_total: counter('Number of seconds spent by processing waiting for this CPU.', {
      ...seconds,
      ...perCpu,
    }),

    node_memory_MemTotal_bytes: gauge('Memory information field MemTotal_bytes.', bytes),
    node_memory_MemFree_bytes: gauge('Memory information field MemFree_bytes.', bytes),
    node_memory_MemAvailable_bytes: gauge('Memory information field MemAvailable_bytes.', bytes),
    node_memory_Buffers_bytes: gauge('Memory information field Buffers_bytes.', bytes),
    node_memory_Cached_bytes: gauge('Memory information field Cached_bytes.', bytes),
    node_memory_Active_bytes: gauge('Memory information field Active_bytes.', bytes),
    node_memory_Inactive_bytes: gauge('Memory information field Inactive_bytes.', bytes),
    node_memory_AnonPages_bytes: gauge('Memory information field AnonPages_bytes.', bytes),
    node_memory_Mapped_bytes: gauge('Memory information field Mapped_bytes.', bytes),
    node_memory_Shmem_bytes: gauge('Memory information field Shmem_bytes.', bytes),
    node_memory_Slab_bytes: gauge('Memory information field Slab_bytes.', bytes),
    node_memory_SReclaimable_bytes: gauge('Memory information field SReclaimable_bytes.', bytes),
    node_memory_SUnreclaim_bytes: gauge('Memory information field SUnreclaim_bytes.', bytes),
    node_memory_PageTables_bytes: gauge('Memory information field PageTables_bytes.', bytes),
    node_memory_KernelStack_bytes: gauge('Memory information field KernelStack_bytes.', bytes),
    node_memory_Dirty_bytes: gauge('Memory information field Dirty_bytes.', bytes),
    node_memory_Writeback_bytes: gauge('Memory information field Writeback_bytes.', bytes),
    node_memory_CommitLimit_bytes: gauge('Memory information field CommitLimit_bytes.', bytes),
    node_memory_Committed_AS_bytes: gauge('Memory information field Committed_AS_bytes.', bytes),
    node_memory_SwapTotal_bytes: gauge('Memory information field SwapTotal_bytes.', bytes),
    node_memory_SwapFree_bytes: gauge('Memory information field SwapFree_bytes.', bytes),
    node_memory_SwapCached_bytes: gauge('Memory information field SwapCached_bytes.', bytes),
    node_memory_Hugepagesize_bytes: gauge('Memory information field Hugepagesize_bytes.', bytes),
    node_memory_HugePages_Total: gauge('Memory information field HugePages_Total.'),
    node_memory_HugePages_Free: gauge('Memory information field HugePages_Free.'),
    node_vmstat_oom_kill: foreignCounter('/proc/vmstat information field oom_kill.'),
    node_vmstat_pgfault: foreignCounter('/proc/vmstat information field pgfault.'),
    node_vmstat_pgmajfault: foreignCounter('/proc/vmstat information field pgmajfault.'),
    node_vmstat_pgpgin: foreignCounter('/proc/vmstat information field pgpgin.'),
    node_vmstat_pgpgout: foreignCounter('/proc/vmstat information field pgpgout.'),
    node_vmstat_pswpin: foreignCounter('/proc/vmstat information field pswpin.'),
    node_vmstat_pswpout: foreignCounter('/proc/vmstat information field pswpout.'),
    node_pressure_cpu_waiting_seconds_total: counter('Time processes have waited for CPU time.', seconds),
    node_pressure_io_waiting_seconds_total: counter('Time processes have waited due to IO congestion.', seconds),
    node_pressure_io_stalled_seconds_total: counter('Time no process could make progress due to IO congestion.', seconds),
    node_pressure_memory_waiting_seconds_total: counter('Time processes have waited for memory.', seconds),
    node_pressure_memory_stalled_seconds_total: counter('Time no process could progress due to memory congestion.', seconds),

    node_filesystem_size_bytes: gauge('Filesystem size in bytes.', perFilesystemBytes),
    node_filesystem_free_bytes: gauge('Filesystem free space in bytes.', perFilesystemBytes),
    node_filesystem_avail_bytes: gauge('Filesystem space available to non-root users in bytes.', perFilesystemBytes),
    node_filesystem_files: gauge('Filesystem total file nodes.', perFilesystem),
    node_filesystem_files_free: gauge('Filesystem total free file nodes.', perFilesystem),
    node_filesystem_readonly: gauge('Filesystem read-only status.', perFilesystem),
    node_filesystem_device_error: gauge(
      'Whether an error occurred while getting statistics for the given device.',
      perFilesystem,
    ),
    node_filefd_allocated: gauge('File descriptor statistics: allocated.'),
    node_filefd_maximum: gauge('File descriptor statistics: maximum.'),

    node_disk_reads_completed_total: counter('The total number of reads completed successfully.', perDevice),
    node_disk_writes_completed_total: counter('The total number of writes completed successfully.', perDevice),
    node_disk_reads_merged_total: counter('The total number of reads merged.', perDevice),
    node_disk_writes_merged_total: counter('The number of writes merged.', perDevice),
    node_disk_read_bytes_total: counter('The total number of bytes read successfully.', perDeviceBytes),
    node_disk_written_bytes_total: counter('The total number of bytes written successfully.', perDeviceBytes),
    node_disk_read_time_seconds_total: counter('The total number of seconds spent by all reads.', perDeviceSeconds),
    node_disk_write_time_seconds_total: counter('The total number of seconds spent by all writes.', perDeviceSeconds),
    node_disk_io_time_seconds_total: counter('Total seconds spent doing I/Os.', perDeviceSeconds),
    node_disk_io_time_weighted_seconds_total: counter('The weighted # of seconds spent doing I/Os.', perDeviceSeconds),
    node_disk_io_now: gauge('The number of I/Os currently in progress.', perDevice),
    node_md_disks: gauge('Number of active/failed/spare disks of device.', {
      labels: { device, state: oneOf('active', 'failed', 'spare') },
    }),
    node_md_disks_required: gauge('Total number of disks of device.', perDevice),

    node_network_receive_bytes_total: counter('Network device statistic receive_bytes.', perDeviceBytes),
    node_network_transmit_bytes_total: counter('Network device statistic transmit_bytes.', perDeviceBytes),
    node_network_receive_packets_total: counter('Network device statistic receive_packets.', perDevice),
    node_network_transmit_packets_total: counter('Network device statistic transmit_packets.', perDevice),
    node_network_receive_errs_total: counter('Network device statistic receive_errs.', perDevice),
    node_network_transmit_errs_total: counter('Network device statistic transmit_errs.', perDevice),
    node_network_receive_drop_total: counter('Network device statistic receive_drop.', perDevice),
    node_network_transmit_drop_total: counter('Network device statistic transmit_drop.', perDevice),
    node_network_receive_multicast_total: counter('Network device statistic receive_multicast.', perDevice),
    node_network_carrier: gauge('Network device property: carrier.', perDevice),
    node_network_carrier_changes_total: counter('Network device property: carrier_changes_total.', perDevice),
    node_network_mtu_bytes: gauge('Network device property: mtu_bytes.', perDeviceBytes),
    node_network_speed_bytes: gauge('Network device property: speed_bytes.', perDeviceBytes),
    node_network_up: gauge("1 if operstate is 'up', 0 otherwise.", perDevice),
    node_network_info: info('Non-numeric data from /sys/class/net/<iface>, value is always 1.', {
      ...{ device, address: text(), broadcast: text(), duplex: text() },
      ...{ ifalias: text(), adminstate: text(), operstate: text() },
    }),
    node_arp_entries: gauge('ARP entries by device.', perDevice),
    node_nf_conntrack_entries: gauge('Number of currently allocated flow entries for connection tracking.'),
    node_nf_conntrack_entries_limit: gauge('Maximum size of connection tracking table.'),
    node_sockstat_sockets_used: gauge('Number of IPv4 sockets in use.'),
    node_sockstat_TCP_alloc: gauge('Number of TCP sockets in state alloc.'),
    node_sockstat_TCP_inuse: gauge('Number of TCP sockets in state inuse.'),
    node_sockstat_TCP_orphan: gauge('Number of TCP sockets in state orphan.'),
    node_sockstat_TCP_tw: gauge('Number of TCP sockets in state tw.'),
    node_sockstat_TCP_mem_bytes: gauge('Number of TCP sockets in state mem_bytes.', bytes),
    node_netstat_Tcp_CurrEstab: gauge('Statistic TcpCurrEstab.'),
    node_netstat_Tcp_ActiveOpens: foreignCounter('Statistic TcpActiveOpens.'),
    node_netstat_Tcp_PassiveOpens: foreignCounter('Statistic TcpPassiveOpens.'),
    node_netstat_Tcp_InSegs: foreignCounter('Statistic TcpInSegs.'),
    node_netstat_Tcp_OutSegs: foreignCounter('Statistic TcpOutSegs.'),
    node_netstat_Tcp_RetransSegs: foreignCounter('Statistic TcpRetransSegs.'),
    node_netstat_TcpExt_ListenDrops: foreignCounter('Statistic TcpExtListenDrops.'),
    node_netstat_TcpExt_ListenOverflows: foreignCounter('Statistic TcpExtListenOverflows.'),
    node_softnet_dropped_total: counter('Number of dropped packets.', perCpu),
    node_softnet_times_squeezed_total: counter('Number of times processing packets ran out of quota.', perCpu),

    node_hwmon_temp_celsius: gauge('Hardware monitor for temperature (input).', perSensor),
    node_hwmon_temp_crit_celsius: gauge('Hardware monitor for temperature (crit).', perSensor),
    node_timex_offset_seconds: gauge('Time offset in between local system and reference clock.', seconds),
    node_timex_maxerror_seconds: gauge('Maximum error in seconds.', seconds),
    node_timex_sync_status: gauge('Is clock synchronized to a reliable server (1 = yes, 0 = no).'),
    node_entropy_available_bits: gauge('Bits of available entropy.'),
    node_uname_info: info('Labeled system information as provided by the uname system call.', {
      ...{ sysname: text(), release: text(), version: text() },
      ...{ machine: text(), nodename: text(), domainname: text() },
    }),
    node_os_info: info('The distribution, from os-release.', {
      ...{ build_id: text(), id: text(), id_like: text(), image_id: text(), image_version: text(), name: text() },
      ...{ pretty_name: text(), variant: text(), variant_id: text(), version: text() },
      ...{ version_codename: text(), version_id: text() },
    }),
    node_textfile_mtime_seconds: gauge('Unixtime mtime of textfiles successfully read.', {
      unit: 'seconds',
      labels: { file: text({ series: 4 }) },
    }),
    node_textfile_scrape_error: gauge('1 if there was an error opening or reading a file, 0 otherwise.'),
    node_scrape_collector_duration_seconds: gauge('Duration of a collector scrape.', {
      unit: 'seconds',
      labels: { collector: text({ series: 45 }) },
    }),
    node_scrape_collector_success: gauge('Whether a collector succeeded.', { labels: { collector: text({ series: 45 }) } }),
  }),
});
