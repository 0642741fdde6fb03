import { dashboard, nodeExporter, panel, promql, section } from 'signalbox';
import { appLogs } from './logs.ts';
import * as metrics from './metrics.ts';
import { app, host, platform } from './services.ts';
import { availability, responseTime } from './slos.ts';

const { metrics: node } = nodeExporter;

export const system = dashboard({
  name: 'system',
  title: 'Platform: system view',
  system: platform,
  sections: [
    section({
      title: 'Now',
      panels: [
        panel.stat({ title: 'Availability', show: availability.attained, goal: availability }),
        panel.stat({ title: 'Fast answers', show: responseTime.attained, goal: responseTime }),
        panel.stat({ title: 'Requests', show: promql`sum(rate(${metrics.requests}[$__rate_interval]))` }),
        panel.alertList({ title: 'Alerts', of: app, width: 24 }),
      ],
    }),
    section({
      title: 'Response times',
      panels: [
        panel.timeseries({ title: 'Time to answer', show: metrics.duration }),
        panel.heatmap({ title: 'Time to answer, spread', show: metrics.duration }),
        panel.timeseries({
          title: 'Calls that fail',
          show: promql`sum by (host) (rate(${metrics.calls.where({ code: ['5xx', 'error'] })}[$__rate_interval]))`,
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
        panel.stat({ title: 'Paid today', show: promql`sum(increase(${metrics.orders.where({ outcome: 'paid' })}[1d]))` }),
      ],
    }),
  ],
});
