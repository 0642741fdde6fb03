/** Section 6.2: tasks and agents. */
import { alert, promql } from 'signalbox';
import { agentHealth } from '../agent/metrics.ts';
import { tasksCompleted, tasksFailed, tasksQueued } from '../master/metrics.ts';
import { agent, master } from '../services.ts';

export const highTaskFailureRate = alert({
  service: master,
  name: 'HighTaskFailureRate',
  severity: 'critical',
  for: '5m',
  when: promql`sum(rate(${tasksFailed}[5m])) / (sum(rate(${tasksFailed}[5m])) + sum(rate(${tasksCompleted}[5m]))) > ${'5%'}`,
  summary: 'Tasks fail too often.',
  description: '{{ $value | humanizePercentage }} of tasks failed over five minutes.',
  runbook: {
    impact: 'Plans do not finish; whoever submitted them sees failed tasks.',
    steps: [
      'See on Business metrics why they fail: agent_error, agent_unreachable or timeout.',
      'agent_unreachable: bring the agents back, or start others.',
      'timeout: see whether operations have become slow, and what they wait for.',
      'agent_error: read the lines of one failed task by its task_id, then its trace.',
    ],
  },
});

export const tasksStuck = alert({
  service: master,
  name: 'TasksStuck',
  severity: 'critical',
  for: '10m',
  when: promql`sum(rate(${tasksQueued}[10m])) > 0 and sum(rate(${tasksCompleted}[10m])) + sum(rate(${tasksFailed}[10m])) == 0`,
  summary: 'Tasks are accepted and none ends.',
  description: 'Tasks arrive at {{ $value | humanize }} a second; none has been completed or has failed for ten minutes.',
  runbook: {
    impact: 'Nothing is processed, though requests are answered: no availability objective notices.',
    steps: [
      'See whether any agent is up and healthy.',
      'Restart one master and see whether tasks move again; if they do, restart the others one by one.',
    ],
  },
});

export const agentUnhealthy = alert({
  service: agent,
  name: 'AgentUnhealthy',
  severity: 'critical',
  for: '5m',
  when: promql`${agentHealth.where({ agent_health_status: 'unhealthy' })} == 1`,
  summary: 'An agent says that it is unhealthy.',
  description: '{{ $labels.instance }} reports that most of its latest operations failed.',
  runbook: {
    impact: 'Tasks sent to this agent fail; the others carry the rest.',
    steps: [
      'See which operations fail there, and whether other agents fail too.',
      'One agent: drain it and restart it.',
      'All agents: what they fetch from or store to is the likely cause; tell its owner.',
    ],
  },
});
