import { dashboard, haproxy, panel, promql, section } from 'signalbox';
import { loadBalancer } from '../services.ts';

const { metrics } = haproxy;
const responses = metrics.haproxy_backend_http_responses_total;

/** Where the alerts of the load balancers lead. */
export const loadBalancers = dashboard({
  name: 'load-balancers',
  title: 'Load balancers',
  service: loadBalancer,
  sections: [
    section({
      title: 'Load balancers',
      panels: [
        panel.alertList({ title: 'Alerts of the load balancers', of: loadBalancer }),
        panel.timeseries({ title: 'Servers up', show: promql`max by (proxy) (${metrics.haproxy_backend_active_servers})` }),
        panel.timeseries({ title: 'Answers', show: promql`sum by (code) (rate(${responses}[$__rate_interval]))` }),
        panel.timeseries({
          title: 'Errors, share of answers',
          show: promql`sum by (proxy) (rate(${responses.where({ code: '5xx' })}[$__rate_interval])) / sum by (proxy) (rate(${responses}[$__rate_interval]))`,
        }),
        panel.timeseries({
          title: 'Connections to masters that failed',
          show: promql`sum by (proxy) (rate(${metrics.haproxy_backend_connection_errors_total}[$__rate_interval]))`,
        }),
        panel.timeseries({
          title: 'Requests that wait',
          show: promql`max by (proxy) (${metrics.haproxy_backend_current_queue})`,
        }),
      ],
    }),
  ],
});
