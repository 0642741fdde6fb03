import { dashboard, nodeExporter, panel, promql, section } from 'signalbox';
import { kernelLogs } from '../logs.ts';
import { host } from '../services.ts';

const { metrics } = nodeExporter;
/** Other systems have hosts too. */
const own = { job: host.name };

/** Where the alerts of the hosts lead. */
export const hosts = dashboard({
  name: 'hosts',
  title: 'Hosts',
  service: host,
  sections: [
    section({
      title: 'Hosts',
      panels: [
        panel.timeseries({
          title: 'CPU usage',
          show: promql`1 - avg by (instance) (rate(${metrics.node_cpu_seconds_total.where({ ...own, mode: 'idle' })}[$__rate_interval]))`,
        }),
        panel.timeseries({
          title: 'Memory available',
          show: promql`${metrics.node_memory_MemAvailable_bytes.where(own)} / ${metrics.node_memory_MemTotal_bytes.where(own)}`,
        }),
        panel.timeseries({
          title: 'Disk available',
          show: promql`min by (instance, mountpoint) (${metrics.node_filesystem_avail_bytes.where(own)} / ${metrics.node_filesystem_size_bytes.where(own)})`,
        }),
        panel.timeseries({
          title: 'Received',
          show: promql`sum by (instance) (rate(${metrics.node_network_receive_bytes_total.where(own)}[$__rate_interval]))`,
        }),
        panel.timeseries({
          title: 'Sent',
          show: promql`sum by (instance) (rate(${metrics.node_network_transmit_bytes_total.where(own)}[$__rate_interval]))`,
        }),
        panel.alertList({ title: 'Alerts of the hosts', of: host }),
        panel.logs({ title: 'Kernel', show: kernelLogs }),
      ],
    }),
  ],
});
