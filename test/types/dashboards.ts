import { oneOf, text } from '../../src/authored/label.ts';
import { logs } from '../../src/authored/log.ts';
import { counter, histogram } from '../../src/authored/metric.ts';
import { promql, rate } from '../../src/authored/query.ts';
import type { Service } from '../../src/authored/references.ts';
import { dashboard, dashboardLink, section } from '../../src/define/dashboard.ts';
import { choices, intervals, labelValues } from '../../src/define/dashboard-variables.ts';
import { slo } from '../../src/define/slo.ts';
import { panel } from '../../src/panels/kinds.ts';

// What authors may write about dashboards, and what the compiler refuses.

declare const master: Service;
declare const agent: Service;
declare const sli: Parameters<typeof slo>[0]['sli'];
const requests = counter({ name: 'http_requests_total', help: '.', labels: { route: text(), code: oneOf('2xx', '5xx') } });
const duration = histogram({ name: 'request_seconds', help: '.', unit: 'seconds', buckets: [0.1, 1], labels: { route: text() } });
const appLogs = logs({ service: master, name: 'app', labels: { level: oneOf('info', 'error') } });
const availability = slo({ service: master, name: 'availability', objective: '99.9%', window: '30d', sli });

const instance = labelValues({ of: requests, label: 'instance', multi: true });
labelValues({ of: requests, label: 'code' });
labelValues({ of: requests.where({ code: '5xx' }), label: 'route' });
// @ts-expect-error no such label
labelValues({ of: requests, label: 'rout' });
choices({ name: 'pool', values: ['a', 'b'] });
intervals({ name: 'window', values: ['5m', '1h'] });
// @ts-expect-error no duration
intervals({ name: 'window', values: ['5 minutes'] });

panel.timeseries({ title: 'Requests', show: promql`sum by (code) (rate(${requests.where({ instance })}[$__rate_interval]))` });
panel.timeseries({ title: 'Two', show: [{ show: rate(requests, '5m'), legend: 'all' }, { show: requests }] });
panel.stat({ title: 'Availability', show: availability.attained, goal: availability });
panel.heatmap({ title: 'Latency', show: duration });
panel.heatmap({ title: 'Latency', show: duration.where({ route: '/pay' }) });
panel.logs({ title: 'Errors', show: appLogs.where({ level: 'error' }) });
panel.alertList({ title: 'Firing', of: master });
panel.alertList({ title: 'Firing', of: [master, agent] });
panel.timeseries({ title: 'Unit', show: requests, unit: 'reqps' });
panel.timeseries({ title: 'Unit', show: requests, unit: 'suffix:tasks' });
// @ts-expect-error no unit of Grafana's
panel.timeseries({ title: 'Unit', show: requests, unit: 'nonsense' });
// @ts-expect-error a heatmap shows a histogram
panel.heatmap({ title: 'Latency', show: requests });
// @ts-expect-error a metric is no log stream
panel.logs({ title: 'Errors', show: requests });
// @ts-expect-error log lines are no number over time of a gauge
panel.gauge({ title: 'Lines', show: appLogs });
// @ts-expect-error a panel has a title
panel.stat({ show: requests });
// @ts-expect-error a raw panel says its plugin
panel.raw({ title: 'Raw', json: {} });

const overview = dashboard({
  name: 'overview',
  title: 'System overview',
  folder: 'Phoenix',
  variables: [instance],
  sections: [section({ title: 'Traffic', panels: [panel.stat({ title: 'Requests', show: requests })] })],
  links: [dashboardLink({ title: 'Docs', url: 'https://example.org' })],
});
dashboard({
  name: 'other',
  title: 'Other',
  sections: [],
  links: [dashboardLink({ to: overview })],
  refresh: 'never',
  range: '1d',
});
// @ts-expect-error panels stand in sections
dashboard({ name: 'other', title: 'Other', sections: [panel.text({ title: 'x', markdown: 'x' })] });
