import { dashboard, labelValues, nodeExporter, panel, promql, section } from 'signalbox';
import { appLogs, auditLogs } from './logs.ts';
import * as metrics from './metrics.ts';
import { app, host, platform } from './services.ts';
import { availability, responseTime } from './slos.ts';

const { metrics: node } = nodeExporter;
const route = labelValues({ of: metrics.requests, label: 'route', multi: true });
const paid = metrics.orders.where({ outcome: 'paid' });
const failed = metrics.calls.where({ code: ['5xx', 'error'] });

export const system = dashboard({
  name: 'system',
  title: 'Platform: system view',
  system: platform,
  variables: [route],
  sections: [
    section({
      title: 'Now',
      panels: [
        panel.stat({ title: 'Availability', show: availability.attained, goal: availability }),
        panel.stat({ title: 'Fast answers', show: responseTime.attained, goal: responseTime }),
        panel.stat({ title: 'Requests', show: promql`sum(rate(${metrics.requests.where({ route })}[$__rate_interval]))` }),
        panel.alertList({ title: 'Alerts', of: app, width: 24 }),
      ],
    }),
    section({
      title: 'Response times',
      panels: [
        panel.timeseries({ title: 'Time to answer', show: metrics.duration.where({ route }) }),
        panel.heatmap({ title: 'Time to answer, spread', show: metrics.duration.where({ route }) }),
        panel.timeseries({
          title: 'Calls that fail',
          show: promql`sum by (host) (rate(${failed}[$__rate_interval]))`,
        }),
        panel.logs({ title: 'Errors', show: appLogs.where({ level: 'error' }) }),
      ],
    }),
    section({
      title: 'Resources',
      panels: [
        panel.timeseries({
          title: 'CPU',
          show: promql`1 - avg by (instance) (rate(${node.node_cpu_seconds_total.where({ mode: 'idle', job: host.name })}[$__rate_interval]))`,
        }),
        panel.timeseries({ title: 'Jobs that wait', show: metrics.jobsWaiting }),
        panel.table({ title: 'Component health', show: promql`${metrics.componentHealth} == 1`, width: 24 }),
      ],
    }),
  ],
});

export const business = dashboard({
  name: 'business',
  title: 'Platform: business view',
  system: platform,
  sections: [
    section({
      title: 'People',
      panels: [
        panel.stat({ title: 'Here now', show: promql`sum(${metrics.sessions})` }),
        panel.timeseries({ title: 'Sign-ups', show: promql`sum(rate(${metrics.signUps}[$__rate_interval]))` }),
        panel.timeseries({
          title: 'Use of features',
          show: promql`sum by (feature) (rate(${metrics.featureUses}[$__rate_interval]))`,
        }),
      ],
    }),
    section({
      title: 'Orders',
      panels: [
        panel.timeseries({
          title: 'Orders by outcome',
          show: promql`sum by (outcome) (rate(${metrics.orders}[$__rate_interval]))`,
        }),
        panel.stat({ title: 'Paid today', show: promql`sum(increase(${paid}[1d]))` }),
        panel.timeseries({
          title: 'Paid, against this hour a week ago',
          unit: 'percentunit',
          show: promql`sum(rate(${paid}[$__rate_interval])) / (sum(rate(${paid}[$__rate_interval] offset 7d)) > 0)`,
        }),
      ],
    }),
  ],
});

/** A view of one's own: what people pay with, put together from three places. Write yours beside it. */
export const payments = dashboard({
  name: 'payments',
  title: 'Platform: payments, a custom view',
  system: platform,
  sections: [
    section({
      title: 'Orders and what they need',
      panels: [
        panel.timeseries({ title: 'Orders that are paid', show: promql`sum(rate(${paid}[$__rate_interval]))` }),
        panel.timeseries({
          title: 'Calls that fail',
          show: promql`sum by (host) (rate(${failed}[$__rate_interval]))`,
        }),
        panel.timeseries({ title: 'Time of calls', show: metrics.callDuration.where({ host: 'payments' }) }),
        panel.timeseries({ title: 'Jobs that wait', show: metrics.jobsWaiting }),
        panel.alertList({ title: 'Alerts', of: app, width: 24 }),
        panel.logs({ title: 'Who did what', show: auditLogs, width: 24 }),
      ],
    }),
  ],
});
