import { dashboard, panel, promql, section } from 'signalbox';
import { engineLogs } from './logs.ts';
import * as engine from './metrics/engine.ts';
import * as process from './metrics/process.ts';
import * as steps from './metrics/steps.ts';
import { branchesAllowed, stepSeconds } from './recordings.ts';
import { resources } from './resources.ts';
import { everything, flowOrchestrator } from './services.ts';
import { completion, startsSoon } from './slos.ts';

export const flows = dashboard({
  name: 'flows',
  title: 'Flows',
  system: flowOrchestrator,
  sections: [
    section({
      title: 'System overview',
      panels: [
        panel.stat({ title: 'Flows under way', show: promql`sum(${engine.activeFlows})` }),
        panel.stat({ title: 'Waiting', show: promql`sum(${engine.queued})` }),
        panel.stat({ title: 'Completion', show: completion.attained, goal: completion }),
        panel.stat({ title: 'Start', show: startsSoon.attained, goal: startsSoon }),
        panel.alertList({ title: 'Alerts', of: everything, width: 24 }),
        panel.table({ title: 'Component health', show: promql`${engine.componentHealth} == 1`, width: 24 }),
      ],
    }),
    section({
      title: 'Flow execution',
      panels: [
        panel.timeseries({
          title: 'Executions by outcome',
          show: promql`sum by (outcome) (rate(${engine.executions}[$__rate_interval]))`,
        }),
        panel.timeseries({ title: 'Duration', show: engine.flowDuration }),
        panel.heatmap({ title: 'Duration, spread', show: engine.flowDuration }),
        panel.timeseries({ title: 'Wait to start', show: engine.queueWait }),
      ],
    }),
    section({
      title: 'Branches',
      panels: [
        panel.timeseries({
          title: 'Branches side by side',
          show: promql`sum by (flow_id, branch_path) (${engine.activeBranches})`,
        }),
        panel.timeseries({
          title: 'Branches of an execution',
          description: 'How far flows make use of running side by side: one is a queue.',
          show: promql`sum by (flow_id) (${engine.activeBranches}) / (sum by (flow_id) (${engine.activeFlows}) > 0)`,
        }),
        panel.timeseries({
          title: 'Branches compared',
          description: 'How long a step takes in each branch: a flow waits for the slowest of its branches.',
          unit: 's',
          show: promql`topk(10, sum by (flow_id, branch_path) (rate(${steps.executionDuration.sum}[$__rate_interval])) / (sum by (flow_id, branch_path) (rate(${steps.executionDuration.count}[$__rate_interval])) > 0))`,
        }),
        panel.stat({
          title: 'Branches a flow may have',
          description: 'By the workers that are idle; the engine reads this number.',
          show: branchesAllowed,
        }),
        panel.timeseries({
          title: 'Merges that conflict',
          description: 'Share of merges, by strategy.',
          unit: 'percentunit',
          show: promql`sum by (strategy) (rate(${engine.merges.where({ outcome: 'conflict' })}[$__rate_interval])) / (sum by (strategy) (rate(${engine.merges}[$__rate_interval])) > 0)`,
        }),
        panel.timeseries({ title: 'Time to merge', show: engine.mergeDuration }),
      ],
    }),
    section({
      title: 'Steps',
      panels: [
        panel.timeseries({
          title: 'Slowest steps',
          unit: 's',
          show: promql`topk(10, histogram_quantile(0.95, sum by (le, flow_id, branch_path, step_id) (rate(${steps.executionDuration.bucket}[$__rate_interval]))))`,
        }),
        panel.timeseries({ title: 'Mean time of a step', unit: 's', show: promql`topk(10, ${stepSeconds})` }),
        panel.timeseries({
          title: 'Failures by step',
          show: promql`topk(10, sum by (flow_id, step_id) (rate(${steps.steps.where({ outcome: 'error' })}[$__rate_interval])))`,
        }),
        panel.timeseries({
          title: 'Retries',
          show: promql`sum by (service_type) (rate(${steps.stepRetries}[$__rate_interval]))`,
        }),
        panel.timeseries({ title: 'Data', show: promql`sum by (service_type) (rate(${steps.dataVolume}[$__rate_interval]))` }),
      ],
    }),
    ...resources,
    section({
      title: 'Version distribution',
      panels: [
        panel.timeseries({ title: 'Versions', show: promql`count by (job, version) (${process.component})`, stack: true }),
        panel.logs({ title: 'Errors', show: engineLogs.where({ level: 'error' }) }),
      ],
    }),
  ],
});
