import { alert, logql } from 'signalbox';
import { appLogs, kernelLogs } from '../logs.ts';
import { host, master } from '../services.ts';

export const manyErrorsLogged = alert({
  service: master,
  name: 'ManyErrorsLogged',
  severity: 'warning',
  for: '5m',
  when: logql`sum by (component) (rate(${appLogs.where({ level: 'error' })}[5m])) > 1`,
  summary: 'Many errors are logged.',
  description: '{{ $labels.component }} logs {{ $value | humanize }} errors a second.',
  runbook: {
    impact: 'Something fails over and over; users may not see it yet.',
    steps: [
      'Group the errors of that time by message: the most frequent is likely the cause.',
      'Take the trace_id of one line to its trace.',
      'If a release brought them, roll it back.',
    ],
  },
});

export const outOfMemoryKill = alert({
  service: host,
  name: 'OutOfMemoryKill',
  severity: 'warning',
  when: logql`sum by (service_name) (count_over_time(${kernelLogs} |= "Out of memory: Killed process" [5m])) > 0`,
  summary: 'The kernel killed a process for memory.',
  description: '{{ $value }} processes were killed within five minutes.',
  runbook: {
    impact: 'What it was working on is lost; a master or Redis may be the one.',
    steps: [
      'Read the line: it names the process.',
      'See its memory before: a leak wants a restart and a fix, a spike wants a limit or a larger host.',
    ],
  },
});
