import { alert, haproxy, promql } from 'signalbox';
import { loadBalancer } from '../services.ts';

const responses = haproxy.metrics.haproxy_backend_http_responses_total;
const servers = haproxy.metrics.haproxy_backend_active_servers;

export const loadBalancerErrors = alert({
  service: loadBalancer,
  name: 'LoadBalancerErrors',
  severity: 'critical',
  for: '5m',
  when: promql`sum by (proxy) (rate(${responses.where({ code: '5xx' })}[5m])) / sum by (proxy) (rate(${responses}[5m])) > ${'5%'}`,
  summary: 'The load balancer answers with errors.',
  description: '{{ $value | humanizePercentage }} of the answers of {{ $labels.proxy }} are 5xx.',
  runbook: {
    impact: 'Clients see errors, also those that no master has counted because no master was reached.',
    steps: [
      'Compare with the 5xx the masters count. If they count the same, follow the burn of availability instead.',
      'If they count fewer, the load balancer cannot reach them: see connection errors and active servers.',
    ],
  },
});

export const backendEmpty = alert({
  service: loadBalancer,
  name: 'BackendEmpty',
  severity: 'critical',
  for: '1m',
  when: promql`max by (proxy) (${servers}) == 0`,
  summary: 'A backend has no server left.',
  description: 'No server of {{ $labels.proxy }} passes its health check.',
  runbook: {
    impact: 'Every request to it is answered 503.',
    steps: [
      'See whether the masters run and what /readyz says there.',
      'If they are well, see whether the load balancer can reach their port.',
    ],
  },
});
