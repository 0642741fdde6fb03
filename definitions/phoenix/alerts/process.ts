import { alert, promql, threshold } from 'signalbox';
import { componentHealth, cpuUsage, droppedObservations, memoryLimit, memoryUsage } from '../metrics.ts';
import type { agent, master } from '../services.ts';

/** What is watched in every process of Phoenix: each instance by itself, for the average of all hides one that is in trouble. */
export function processAlerts(service: typeof agent | typeof master) {
  const own = { job: service.name };
  const dropped = droppedObservations.where(own);
  return {
    cpu: threshold({
      service,
      name: 'HighCpuUsage',
      severity: 'warning',
      of: promql`avg_over_time(${cpuUsage.where(own)}[5m])`,
      above: '80%',
      for: '5m',
      cooldown: '10m',
      summary: 'A process is out of CPU.',
      description: '{{ $labels.instance }} has used {{ $value | humanizePercentage }} of a CPU over five minutes.',
      runbook: {
        impact: 'Its requests and tasks wait. Others may have room.',
        steps: [
          'See whether the other instances are as busy. If they are, add instances.',
          'If only this one is, see what it works on: the busiest route or operation of its own.',
          'If it began with a release, roll the release back.',
        ],
      },
    }),
    memory: alert({
      service,
      name: 'HighMemoryUsage',
      severity: 'warning',
      for: '5m',
      cooldown: '10m',
      when: promql`${memoryUsage.where(own)} / ${memoryLimit.where(own)} > ${'85%'}`,
      summary: 'A process is near its memory limit.',
      description: '{{ $labels.instance }} uses {{ $value | humanizePercentage }} of the memory it may use.',
      runbook: {
        impact: 'At the limit it is killed, and what it was working on is lost.',
        steps: [
          'See whether it grows steadily (a leak, or a cache without a bound) or has jumped (one large plan).',
          'If it grows steadily, restart it now, one instance at a time, and file what was seen.',
          'If the load has grown, raise the limit or add instances.',
        ],
      },
    }),
    component: alert({
      service,
      name: 'ComponentUnhealthy',
      severity: 'warning',
      for: '5m',
      when: promql`max by (instance, component) (${componentHealth.where({ ...own, component_health_status: 'unhealthy' })}) == 1`,
      summary: 'A part of a process fails its health check.',
      description: '{{ $labels.component }} of {{ $labels.instance }} is unhealthy.',
      runbook: {
        impact: 'The instance answers 503 to its readiness probe and gets no traffic.',
        steps: [
          'Ask the instance: its /readyz names the check that fails and why.',
          'Mend what the check looks at, then see it turn healthy.',
        ],
      },
    }),
    dropped: alert({
      service,
      name: 'ObservationsDropped',
      severity: 'info',
      // A series begins with its first drop, at 1, and that is no increase; of a target that was there before, it is new.
      when: promql`sum by (metric, reason) (increase(${dropped}[1h])) > 0 or count by (metric, reason) ((${dropped} unless ${dropped} offset 1h) and on (job, instance) up offset 1h) > 0`,
      summary: 'A metric is not recorded as meant.',
      description: 'Observations of {{ $labels.metric }} are dropped: {{ $labels.reason }}.',
      runbook: {
        impact: 'Graphs and objectives made of this metric are wrong by as much.',
        steps: [
          'Find where the metric is recorded.',
          'For series_limit, a label holds something unbounded: fold it into a closed set.',
        ],
      },
    }),
  };
}
