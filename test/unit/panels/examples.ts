import { logql } from '../../../src/authored/log.ts';
import { promql } from '../../../src/authored/query.ts';
import type { AuthoredPanel } from '../../../src/panels/kind.ts';
import { panel } from '../../../src/panels/kinds.ts';
import { agents, appLogs, availability, duration, master, memory, requests, role } from './phoenix.ts';

/** One panel of every kind and every way to fill it, by the kind's type: what the conformance suite loops over. */
export const panelExamples: Readonly<Record<string, readonly AuthoredPanel[]>> = {
  alertlist: [
    panel.alertList({ title: 'Every alert' }),
    panel.alertList({ title: 'Alerts of an SLO', of: availability, limit: 5 }),
    panel.alertList({ title: 'Alerts of two services', of: [master, { kind: 'service', name: 'phoenix-redis' }] }),
  ],
  barchart: [
    panel.barChart({ title: 'Agents by pool', show: promql`sum by (pool) (${agents})`, x: 'pool', orientation: 'horizontal' }),
    panel.barChart({ title: 'Outcomes', show: requests, stack: true }),
  ],
  bargauge: [panel.barGauge({ title: 'Agents', show: promql`sum by (pool) (${agents})`, max: 100 })],
  canvas: [
    panel.canvas({
      title: 'Plant',
      show: agents,
      elements: [{ type: 'metric-value', name: 'agents', placement: { top: 10, left: 10, width: 120, height: 40 } }],
    }),
  ],
  flamegraph: [
    panel.flameGraph({
      title: 'Processor time',
      profileType: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
      selector: '{service_name="phoenix-master"}',
    }),
  ],
  gauge: [
    panel.gauge({ title: 'Availability', show: availability.attained, goal: availability }),
    panel.gauge({ title: 'Budget', show: availability.budget }),
    panel.gauge({ title: 'Memory', show: memory, max: 2e9, thresholds: [{ from: 1.5e9, color: 'red' }] }),
  ],
  heatmap: [
    panel.heatmap({ title: 'Latency', show: duration }),
    panel.heatmap({ title: 'One route', show: duration.where({ route: '/pay' }) }),
  ],
  histogram: [panel.histogram({ title: 'Agents per master', show: agents, bucketSize: 10 })],
  'library-panel-ref': [panel.library({ title: 'Shared', uid: 'shared-latency', name: 'Latency' })],
  logs: [panel.logs({ title: 'Errors', show: appLogs.where({ level: 'error' }) }), panel.logs({ title: 'All', show: appLogs })],
  nodeGraph: [panel.nodeGraph({ title: 'Calls' })],
  piechart: [panel.pieChart({ title: 'Outcomes', show: requests })],
  raw: [
    panel.raw({
      title: 'Map',
      type: 'geomap',
      json: { options: { view: { id: 'zero' } } },
      show: promql`sum by (country) (${agents})`,
    }),
    panel.raw({ title: 'News', type: 'news', json: {} }),
  ],
  stat: [
    panel.stat({ title: 'Availability', show: availability.attained, goal: availability }),
    panel.stat({ title: 'Requests', show: requests }),
    panel.stat({ title: 'Panics', show: logql`sum(count_over_time(${appLogs} |= "panic" [$__auto]))`, reduce: 'sum' }),
  ],
  'status-history': [panel.statusHistory({ title: 'Runs', show: role, states: [{ value: 1, text: 'leader', color: 'green' }] })],
  'state-timeline': [
    panel.stateTimeline({
      title: 'Role',
      show: role,
      states: [
        { value: 1, text: 'is', color: 'blue' },
        { value: 0, text: 'is not', color: 'gray' },
      ],
    }),
  ],
  table: [
    panel.table({ title: 'Agents', show: promql`sum by (pool) (${agents})` }),
    panel.table({ title: 'Two columns', show: [{ show: agents }, { show: memory }], sortBy: 'Value #A' }),
  ],
  text: [panel.text({ title: 'Read me', markdown: 'Look at **Traffic** first.' })],
  timeseries: [
    panel.timeseries({ title: 'Requests', show: requests, stack: true }),
    panel.timeseries({ title: 'Latency', show: duration }),
    panel.timeseries({ title: 'Beside last week', show: requests, compare: ['1d', '1w'], legend: { mode: 'list' } }),
    panel.timeseries({ title: 'Memory', show: memory }),
    panel.timeseries({ title: 'All requests', show: promql`sum(rate(${requests}[$__rate_interval]))` }),
    panel.timeseries({ title: 'Against goal', show: [{ show: availability.attained, legend: 'attained' }], goal: availability }),
    panel.timeseries({
      title: 'Lines',
      show: logql`sum by (level) (count_over_time(${appLogs}[$__auto]))`,
      description: 'Lines by level.',
    }),
    panel.timeseries({ title: 'Agents of one', show: promql`${agents.where({ instance: 'a:1' })}`, unit: 'suffix:agents' }),
    panel.timeseries({ title: 'Of the service', show: [{ show: agents, legend: master.name }, { show: appLogsRate() }] }),
  ],
  traces: [
    panel.traces({ title: 'Failed', show: { traceql: '{ status = error }' } }),
    panel.traces({ title: 'One', show: { traceql: '0123456789abcdef0123456789abcdef' } }),
  ],
};

function appLogsRate() {
  return logql`sum(rate(${appLogs}[$__auto]))`;
}
