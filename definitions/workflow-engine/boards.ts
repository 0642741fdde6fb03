import { dashboard, labelValues, nodeExporter, panel, promql, section } from 'signalbox';
import { executionLogs } from './logs.ts';
import * as apiMetrics from './metrics/api.ts';
import * as metrics from './metrics/engine.ts';
import * as flows from './metrics/workflows.ts';
import { api, engine, host, workflowEngine } from './services.ts';
import { availability, startsSoon, success } from './slos.ts';

const { metrics: node } = nodeExporter;
const tenant = labelValues({ of: flows.executions, label: 'tenant', multi: true });
const workflow = labelValues({ of: flows.executions, label: 'workflow', multi: true });
const ended = flows.executions.where({ tenant });
const judged = flows.executions.where({ tenant, status: ['completed', 'failed'] });
const completed = flows.executions.where({ tenant, status: 'completed' });

/** What the API of the document gives as `DashboardData`, section by section. */
export const monitoring = dashboard({
  name: 'monitoring',
  title: 'Workflow monitoring',
  system: workflowEngine,
  variables: [tenant],
  sections: [
    section({
      title: 'Workflow statistics',
      panels: [
        panel.stat({ title: 'Running', show: promql`sum(${flows.active.where({ tenant })})` }),
        panel.stat({ title: 'Completed', show: promql`sum(increase(${completed}[$__range]))` }),
        panel.stat({
          title: 'Failed',
          show: promql`sum(increase(${flows.executions.where({ tenant, status: 'failed' })}[$__range]))`,
        }),
        panel.stat({
          title: 'Cancelled',
          show: promql`sum(increase(${flows.executions.where({ tenant, status: 'cancelled' })}[$__range]))`,
        }),
        panel.stat({
          title: 'Success',
          unit: 'percentunit',
          show: promql`sum(increase(${completed}[$__range])) / (sum(increase(${judged}[$__range])) > 0)`,
        }),
        panel.stat({
          title: 'Mean duration',
          show: promql`sum(increase(${flows.executionDuration.where({ tenant }).sum}[$__range])) / (sum(increase(${flows.executionDuration.where({ tenant }).count}[$__range])) > 0)`,
        }),
      ],
    }),
    section({
      title: 'Performance',
      panels: [
        panel.timeseries({ title: 'Duration of executions', show: flows.executionDuration.where({ tenant }) }),
        panel.timeseries({
          title: 'Cache hit rate',
          unit: 'percentunit',
          show: promql`sum by (cache) (rate(${metrics.cacheLookups.where({ result: 'hit' })}[$__rate_interval])) / (sum by (cache) (rate(${metrics.cacheLookups}[$__rate_interval])) > 0)`,
        }),
        panel.timeseries({ title: 'Worker pool utilization', show: metrics.workerUtilization }),
        panel.timeseries({ title: 'Queries of the database', show: metrics.queryDuration }),
        panel.timeseries({ title: 'API requests', show: apiMetrics.duration }),
        panel.stat({ title: 'API', show: availability.attained, goal: availability }),
      ],
    }),
    section({
      title: 'Active workflows',
      panels: [
        panel.table({ title: 'Under way', show: promql`sum by (tenant, workflow) (${flows.active.where({ tenant })}) > 0` }),
        panel.table({ title: 'Waiting', show: promql`sum by (tenant, workflow) (${flows.queueLength.where({ tenant })}) > 0` }),
        panel.timeseries({ title: 'Time in the queue', show: flows.queueWait.where({ tenant }) }),
        panel.logs({ title: 'Events', show: executionLogs.where({ tenant }), width: 24 }),
      ],
    }),
    section({ title: 'Recent alerts', panels: [panel.alertList({ title: 'Alerts', of: engine, width: 24 })] }),
    section({
      title: 'System health',
      panels: [
        panel.table({
          title: 'Component health',
          show: promql`${metrics.componentHealth.where({ job: [engine.name, api.name] })} == 1`,
          width: 24,
        }),
        panel.timeseries({
          title: 'CPU',
          unit: 'percentunit',
          show: promql`1 - avg by (instance) (rate(${node.node_cpu_seconds_total.where({ mode: 'idle', job: host.name })}[$__rate_interval]))`,
        }),
        panel.timeseries({
          title: 'Memory',
          unit: 'percentunit',
          show: promql`1 - ${node.node_memory_MemAvailable_bytes.where({ job: host.name })} / ${node.node_memory_MemTotal_bytes.where({ job: host.name })}`,
        }),
        panel.timeseries({
          title: 'Disk',
          unit: 'percentunit',
          show: promql`topk(10, 1 - min by (instance, mountpoint) (${node.node_filesystem_avail_bytes.where({ job: host.name })} / ${node.node_filesystem_size_bytes.where({ job: host.name })}))`,
        }),
      ],
    }),
    section({
      title: 'Quota usage',
      panels: [
        panel.barGauge({ title: 'Quotas', show: promql`max by (tenant, resource) (${metrics.quotaUsage.where({ tenant })})` }),
        panel.timeseries({
          title: 'Tokens',
          show: promql`sum by (tenant) (rate(${flows.tokens.where({ tenant })}[$__rate_interval]))`,
        }),
        panel.timeseries({
          title: 'Cost an hour',
          unit: 'currencyUSD',
          show: promql`sum by (tenant, workflow) (rate(${flows.cost.where({ tenant })}[$__rate_interval])) * 3600`,
        }),
      ],
    }),
  ],
});

/** `WorkflowTimeline`: how one workflow went over time, and its steps. */
export const timeline = dashboard({
  name: 'timeline',
  title: 'Workflow timeline',
  system: workflowEngine,
  variables: [tenant, workflow],
  sections: [
    section({
      title: 'Executions',
      panels: [
        panel.timeseries({ title: 'Ended', show: promql`sum by (status) (increase(${ended}[$__rate_interval]))`, stack: true }),
        panel.timeseries({
          title: 'Success',
          unit: 'percentunit',
          show: promql`sum by (workflow) (rate(${completed}[$__rate_interval])) / (sum by (workflow) (rate(${judged}[$__rate_interval])) > 0)`,
        }),
        panel.heatmap({ title: 'Duration, spread', show: flows.executionDuration.where({ tenant, workflow }) }),
        panel.stat({ title: 'Workflows succeed', show: success.attained, goal: success }),
        panel.stat({ title: 'Workflows start soon', show: startsSoon.attained, goal: startsSoon }),
      ],
    }),
    section({
      title: 'Steps',
      panels: [
        panel.timeseries({
          title: 'Slowest steps',
          unit: 's',
          show: promql`topk(10, histogram_quantile(0.95, sum by (le, workflow, step) (rate(${flows.stepDuration.where({ tenant, workflow }).bucket}[$__rate_interval]))))`,
        }),
        panel.timeseries({
          title: 'Failures by step',
          show: promql`topk(10, sum by (workflow, step) (rate(${flows.steps.where({ tenant, workflow, outcome: 'error' })}[$__rate_interval])))`,
        }),
        panel.timeseries({
          title: 'Retries',
          show: promql`sum by (workflow, step) (rate(${flows.stepRetries.where({ tenant, workflow })}[$__rate_interval]))`,
        }),
        panel.timeseries({ title: 'Given to steps', show: flows.inputSize.where({ tenant, workflow }) }),
        panel.timeseries({ title: 'Given back by steps', show: flows.outputSize.where({ tenant, workflow }) }),
      ],
    }),
  ],
});
