/** Boards of the shop, one for each thing docs/dashboards.md tells of. A test compiles them and finds nothing to complain about. */
import {
  annotation,
  choices,
  dashboard,
  dashboardLink,
  labelValues,
  logql,
  panel,
  promql,
  section,
  taggedAnnotation,
  textbox,
} from 'signalbox';
import { accessLogs, build, checkout, checkoutTraces, errors, latency, queue, requests, usage } from './shop.ts';

const route = labelValues({ of: requests, label: 'route', multi: true });
const method = choices({ name: 'method', values: ['GET', 'POST'], all: true });
const find = textbox({ name: 'find', title: 'In the lines' });

/** By intent: what is shown is named, and unit, legend, colours and description follow. */
export const traffic = dashboard({
  name: 'traffic',
  title: 'Checkout: traffic',
  service: checkout,
  variables: [route, method],
  panels: [
    panel.stat({ title: 'Requests', show: requests }),
    panel.gauge({ title: 'Disk', show: promql`max(${usage})`, max: 1, thresholds: [{ from: 0.9, color: 'red' }] }),
    panel.alertList({ title: 'Firing', of: checkout, width: 12, height: 4 }),
  ],
  sections: [
    section({
      title: 'Requests',
      panels: [
        panel.timeseries({
          title: 'By outcome, beside last week',
          show: promql`sum by (code) (rate(${requests.where({ route, method })}[$__rate_interval]))`,
          compare: '1w',
        }),
        panel.heatmap({ title: 'Latency', show: latency.where({ route }) }),
      ],
    }),
    section({
      title: 'Each route: $route',
      collapsed: true,
      repeat: route,
      panels: [
        panel.timeseries({ title: 'Latency', show: latency.where({ route }) }),
        panel.barChart({
          title: 'Failures',
          show: promql`sum by (code) (increase(${requests.where({ route, code: '5xx' })}[$__range]))`,
        }),
      ],
    }),
  ],
  annotations: [
    annotation({
      name: 'New versions',
      when: promql`sum by (version) (changes(${build}[5m])) > 0`,
      title: '{{version}}',
      tags: ['version'],
    }),
    taggedAnnotation({ name: 'Experiments', tags: ['experiment'], color: 'orange' }),
  ],
});

/** What was said and what was done, with the way to other boards. */
export const evidence = dashboard({
  name: 'evidence',
  title: 'Checkout: evidence',
  service: checkout,
  variables: [find],
  links: [
    dashboardLink({ to: traffic }),
    dashboardLink({ title: 'Runbooks', url: 'https://runbooks.example.org', newTab: true }),
  ],
  sections: [
    section({
      title: 'Lines and traces',
      panels: [
        panel.logs({ title: 'Errors', show: logql`${accessLogs.where({ level: 'error' })} |= "$find"` }),
        panel.traces({ title: 'Paid by card', show: checkoutTraces.where({ 'payment.method': 'card' }) }),
      ],
    }),
    section({
      title: 'States',
      panels: [
        panel.timeseries({
          title: 'Queues',
          show: queue,
          dataLinks: [dashboardLink({ to: traffic })],
          overrides: [{ of: /orders/, color: 'purple' }],
        }),
        panel.table({
          title: 'Failures by reason',
          show: promql`sum by (reason) (increase(${errors}[$__range]))`,
          mappings: [{ value: 'refused', text: 'refused by the bank' }],
        }),
      ],
    }),
  ],
});
