import { alert, promql } from 'signalbox';
import { agent, host, loadBalancer, master } from '../services.ts';

const steps = [
  'See whether the process runs: if it restarts over and over, read its last log lines.',
  'If it runs, see whether Prometheus can reach its port.',
  'Bring it back, or take it out of service and start another.',
];
const common = {
  name: 'InstanceDown',
  for: '2m',
  summary: 'An instance does not answer its scrape.',
  description: '{{ $labels.instance }} has not answered Prometheus for two minutes.',
} as const;

export const masterDown = alert({
  ...common,
  service: master,
  severity: 'critical',
  when: promql`up{job="phoenix-master"} == 0`,
  runbook: { impact: 'The other masters carry its share; with the last one gone nothing is orchestrated.', steps },
});
export const agentDown = alert({
  ...common,
  service: agent,
  severity: 'warning',
  when: promql`up{job="phoenix-agent"} == 0`,
  runbook: { impact: 'The pool is smaller; tasks that were with the agent fail as agent_unreachable.', steps },
});
export const loadBalancerDown = alert({
  ...common,
  service: loadBalancer,
  severity: 'critical',
  when: promql`up{job="phoenix-load-balancer"} == 0`,
  runbook: { impact: 'Requests may not reach any master.', steps },
});
export const hostDown = alert({
  ...common,
  service: host,
  severity: 'warning',
  when: promql`up{job="phoenix-host"} == 0`,
  runbook: { impact: 'What ran on the host is likely gone with it, or only its exporter is.', steps },
});
