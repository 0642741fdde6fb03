/** Sections 6.1, 6.2 and 8.2. Neither summaries nor runbooks are written there, so none is here. */
import { alert, promql } from 'signalbox';
import { agents } from './agents.ts';
import { orchestrator } from './orchestrator.ts';

export const highCpuUsage = alert({
  service: orchestrator,
  name: 'HighCPUUsage',
  when: promql`avg(rate(process_cpu_seconds_total[5m])) > 0.8`,
  for: '5m',
  severity: 'warning',
  description: 'High CPU usage detected',
} as never);

export const highMemoryUsage = alert({
  service: orchestrator,
  name: 'HighMemoryUsage',
  when: promql`process_resident_memory_bytes / process_total_memory_bytes > 0.85`,
  for: '5m',
  severity: 'warning',
  description: 'High memory usage detected',
} as never);

export const highLatency = alert({
  service: orchestrator,
  name: 'HighLatency',
  when: promql`histogram_quantile(0.95, rate(request_duration_seconds_bucket[5m])) > 1`,
  for: '5m',
  severity: 'warning',
  description: 'High request latency detected',
} as never);

export const highErrorRate = alert({
  service: orchestrator,
  name: 'HighErrorRate',
  when: promql`sum(rate(task_failures_total[5m])) / sum(rate(tasks_total[5m])) > 0.05`,
  for: '5m',
  severity: 'critical',
  description: 'High task failure rate detected',
} as never);

export const agentUnhealthy = alert({
  service: agents,
  name: 'AgentUnhealthy',
  when: promql`agent_health_status{health="unhealthy"} > 0`,
  for: '5m',
  severity: 'critical',
  description: 'Agent reported as unhealthy',
} as never);

export const errorBudgetBurn = alert({
  service: orchestrator,
  name: 'ErrorBudgetBurn',
  when: promql`
    (
      sum(rate(requests_total{status=~"5.."}[1h]))
      /
      sum(rate(requests_total[1h]))
    ) > 0.001
  `,
  for: '1h',
  severity: 'critical',
  description: 'Error budget burning too fast',
} as never);
