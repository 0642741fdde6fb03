/** Resources: of the hosts, of the workers, and of the flows that use them. Sections of the board of the flows. */
import { nodeExporter, panel, promql, section } from 'signalbox';
import * as steps from './metrics/steps.ts';
import { host } from './services.ts';

const { metrics: node } = nodeExporter;
const of = { job: host.name };
/** Colours of a share that is used. */
const used = {
  unit: 'percentunit',
  thresholds: [
    { from: 0.7, color: 'orange' },
    { from: 0.9, color: 'red' },
  ],
} as const;

export const resources = [
  section({
    title: 'Resource utilization',
    panels: [
      panel.timeseries({
        title: 'Memory',
        unit: 'percentunit',
        show: promql`sum by (instance) (${steps.memoryConsumption}) / (sum by (instance) (${steps.memoryLimit}) > 0)`,
      }),
      panel.timeseries({
        title: 'Memory by flow and step',
        show: promql`topk(10, sum by (flow_id, step_id) (${steps.memoryConsumption}))`,
      }),
      panel.timeseries({
        title: 'Workers busy',
        unit: 'percentunit',
        show: promql`sum by (job) (${steps.workersBusy}) / (sum by (job) (${steps.workers}) > 0)`,
      }),
      panel.statusHistory({
        title: 'Heat map of workers',
        description: 'How busy each process is: a square a step of time, red where nearly all of its workers run.',
        show: promql`sum by (instance) (${steps.workersBusy}) / (sum by (instance) (${steps.workers}) > 0)`,
        ...used,
      }),
    ],
  }),
  section({
    title: 'Hosts',
    panels: [
      panel.timeseries({
        title: 'CPU',
        unit: 'percentunit',
        show: promql`1 - avg by (instance) (rate(${node.node_cpu_seconds_total.where({ ...of, mode: 'idle' })}[$__rate_interval]))`,
      }),
      panel.timeseries({
        title: 'Memory of hosts',
        unit: 'percentunit',
        show: promql`1 - ${node.node_memory_MemAvailable_bytes.where(of)} / ${node.node_memory_MemTotal_bytes.where(of)}`,
      }),
      panel.timeseries({
        title: 'Network',
        unit: 'Bps',
        show: promql`sum by (instance) (rate(${node.node_network_receive_bytes_total.where(of)}[$__rate_interval]) + rate(${node.node_network_transmit_bytes_total.where(of)}[$__rate_interval]))`,
      }),
      panel.timeseries({
        title: 'Disk',
        unit: 'percentunit',
        show: promql`topk(10, 1 - min by (instance, mountpoint) (${node.node_filesystem_avail_bytes.where(of)} / ${node.node_filesystem_size_bytes.where(of)}))`,
      }),
      panel.statusHistory({
        title: 'Heat map of hosts',
        description: 'How busy the processors of each host are.',
        show: promql`1 - avg by (instance) (rate(${node.node_cpu_seconds_total.where({ ...of, mode: 'idle' })}[$__rate_interval]))`,
        ...used,
      }),
    ],
  }),
] as const;
