/** What is not told by an objective that burns: what will, what is odd, and what belongs together. */
import {
  absent,
  anomaly,
  component,
  correlation,
  health,
  nodeExporter,
  rate,
  rateOfChange,
  seasonal,
  sum,
  threshold,
  trend,
} from 'signalbox';
import * as metrics from './metrics.ts';
import { app, host } from './services.ts';

const { node_filesystem_avail_bytes: free, node_memory_MemAvailable_bytes: memory } = nodeExporter.metrics;

export const diskFills = trend({
  service: host,
  name: 'PlatformDiskFills',
  severity: 'warning',
  of: free,
  reaches: 0,
  within: '8h',
  from: '1h',
  summary: 'A disk is full within eight hours.',
  description: '{{ $labels.mountpoint }} of {{ $labels.instance }} fills up at its present pace.',
  runbook: { impact: 'What writes there stops.', steps: ['See what has grown.', 'Delete what is not needed, or grow the disk.'] },
});
export const memoryLow = threshold({
  service: host,
  name: 'PlatformMemoryLow',
  severity: 'warning',
  of: memory,
  below: '512MiB',
  for: '10m',
  runbook: { impact: 'The kernel will end a process.', steps: ['See which process holds the memory, and since when.'] },
});
export const ordersOdd = anomaly({
  service: app,
  name: 'OrdersOdd',
  severity: 'warning',
  for: '10m',
  of: sum(rate(metrics.orders.where({ outcome: 'paid' }), '10m')),
  method: seasonal({ period: '7d' }),
  direction: 'drop',
  description: 'Fewer orders are paid than at this hour of this day in other weeks.',
  runbook: { impact: 'Money is lost.', steps: ['See whether people come, search and order, or where they stop.', 'Try to pay.'] },
});
export const trafficOdd = anomaly({
  service: app,
  name: 'TrafficOdd',
  severity: 'warning',
  for: '15m',
  of: sum(rate(metrics.requests, '10m')),
  method: rateOfChange({ over: '1h', by: '50%' }),
  direction: 'drop',
  description: 'Fewer than half of the requests of an hour ago arrive; evenings are slower than that.',
  runbook: {
    impact: 'Some people do not reach the application, and no error is counted.',
    steps: ['See whether the load balancer, the name or a network is to blame: open the page from outside.'],
  },
});
export const callsFail = threshold({
  service: app,
  name: 'CallsFail',
  severity: 'warning',
  of: rate(metrics.calls.where({ code: ['5xx', 'error'] }), '5m'),
  aggregate: 'sum',
  by: ['host'],
  above: 1,
  for: '5m',
  runbook: { impact: 'Whatever needs that service fails too.', steps: ['Ask its owner; open a trace of a call that failed.'] },
});
export const paymentTrouble = correlation({
  service: app,
  name: 'PaymentTrouble',
  severity: 'critical',
  all: [ordersOdd, callsFail],
  within: '15m',
  summary: 'Fewer orders are paid while calls to other services fail.',
  runbook: { impact: 'People cannot pay.', steps: ['Call whoever is on call for payments.', 'Switch to the second provider.'] },
});
export const jobsStuck = threshold({
  service: app,
  name: 'JobsStuck',
  severity: 'critical',
  of: metrics.jobsWaiting,
  aggregate: 'max',
  above: 5000,
  for: '10m',
  runbook: {
    impact: 'Mails and exports are late.',
    steps: ['The workers are restarted by themselves, twice an hour at most.', 'If that does not help, read what the jobs say.'],
  },
});
export const databaseDown = health({
  service: app,
  name: 'PlatformDatabaseUnhealthy',
  severity: 'critical',
  for: '2m',
  of: component('database'),
  is: 'down',
  runbook: { impact: 'Nothing can be ordered.', steps: ['Ask `signalbox health --indicator database`, and read its errors.'] },
});
export const silent = absent({
  service: app,
  name: 'PlatformSilent',
  severity: 'critical',
  of: metrics.requests,
  for: '10m',
  runbook: { impact: 'Nobody knows whether it works.', steps: ['See whether it runs, and whether Prometheus reaches it.'] },
});
