/** Section 7.2: Business metrics. */
import { dashboard, panel, promql, section } from 'signalbox';
import { agentHealth, operationDuration, operationFailures, operations } from '../agent/metrics.ts';
import { taskDuration, tasksCompleted, tasksFailed, tasksQueued } from '../master/metrics.ts';
import { agent, phoenix } from '../services.ts';
import { operationSuccess, tasks } from '../slos.ts';

export const business = dashboard({
  name: 'business',
  title: 'Business metrics',
  system: phoenix,
  sections: [
    section({
      title: 'Tasks',
      panels: [
        panel.gauge({
          title: 'Task success rate',
          show: promql`sum(rate(${tasksCompleted}[5m])) / (sum(rate(${tasksCompleted}[5m])) + sum(rate(${tasksFailed}[5m])))`,
          min: 0,
          max: 1,
        }),
        panel.stat({ title: 'Tasks, 30 days', show: tasks.attained, goal: tasks }),
        panel.stat({ title: 'Budget left', show: tasks.budget }),
        panel.timeseries({
          title: 'Tasks',
          show: [
            { show: promql`sum(rate(${tasksQueued}[$__rate_interval]))`, legend: 'queued' },
            { show: promql`sum(rate(${tasksCompleted}[$__rate_interval]))`, legend: 'completed' },
            { show: promql`sum(rate(${tasksFailed}[$__rate_interval]))`, legend: 'failed' },
          ],
        }),
        panel.timeseries({ title: 'Failed tasks by reason', show: tasksFailed }),
        panel.timeseries({ title: 'Time of a task', show: taskDuration.where({ outcome: 'completed' }) }),
      ],
    }),
    section({
      title: 'Agents',
      panels: [
        panel.table({ title: 'Agent health', show: promql`${agentHealth} == 1` }),
        panel.stat({ title: 'Operations, 30 days', show: operationSuccess.attained, goal: operationSuccess }),
        panel.timeseries({ title: 'Operations', show: operations }),
        panel.timeseries({ title: 'Failed operations', show: operationFailures }),
        panel.timeseries({ title: 'Time of an operation', show: operationDuration }),
        panel.alertList({ title: 'Alerts of the agents', of: agent }),
      ],
    }),
  ],
});
