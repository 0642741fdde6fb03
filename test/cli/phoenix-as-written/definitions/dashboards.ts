/** Section 7. */
import { dashboard, panel, promql, section } from 'signalbox';

export const systemOverview = dashboard({
  name: 'system-overview',
  title: 'System Overview',
  sections: [
    section({
      title: 'System Overview',
      panels: [
        panel.raw({ title: 'CPU Usage', type: 'graph', json: {}, show: promql`rate(process_cpu_seconds_total[5m])` }),
        panel.raw({ title: 'Memory Usage', type: 'graph', json: {}, show: promql`process_resident_memory_bytes` }),
        panel.raw({ title: 'Request Rate', type: 'graph', json: {}, show: promql`rate(requests_total[5m])` }),
      ],
    }),
  ],
});

export const businessMetrics = dashboard({
  name: 'business-metrics',
  title: 'Business Metrics',
  sections: [
    section({
      title: 'Business Metrics',
      panels: [
        panel.gauge({
          title: 'Task Success Rate',
          show: promql`sum(rate(tasks_completed_total[5m])) / sum(rate(tasks_total[5m]))`,
        }),
        panel.table({ title: 'Agent Health', show: promql`agent_health_status` }),
      ],
    }),
  ],
});
