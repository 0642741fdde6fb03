/** Ordinary weeks of the application, its hosts and its shop, and what can go wrong in them. */
import { component, nodeExporter } from 'signalbox';
import { burns, late, noData, scenario, spent, unanswered } from '../simulator/scenario.ts';
import { serviceGraph } from '../simulator/service-graph.ts';
import { counts, gone, is, ramp, stands, takes } from '../simulator/statement.ts';
import * as alerts from './alerts.ts';
import { appLogs, auditLogs, systemLogs } from './logs.ts';
import * as metrics from './metrics.ts';
import { app, host } from './services.ts';
import { availability, responseTime } from './slos.ts';
import { requestTraces } from './traces.ts';

const node = nodeExporter.metrics;
const objectives = [availability, responseTime];
const GB = 1_000_000_000;
const HOUR = 3_600;

export const play = scenario({
  system: 'platform',
  services: [{ service: app, instances: 2 }, { service: host }, { service: serviceGraph }],
  history: '22d', // orders are compared with three other weeks
  labels: {
    component: ['database', 'mail'],
    method: ['GET', 'POST'],
    route: ['/', '/search', '/orders'],
    mountpoint: ['/', '/var'],
    client: ['browser', 'platform-app'],
    server: ['platform-app', 'payments'],
  },
  ordinary: [
    counts(metrics.requests, 40),
    takes(metrics.duration, { around: 0.06, perSecond: 3 }),
    counts(metrics.calls, 10),
    takes(metrics.callDuration, { around: 0.08, perSecond: 1 }),
    counts(metrics.orders, 2),
    stands(metrics.sessions, 300),
    stands(metrics.jobsWaiting, 40),
    counts(node.node_cpu_seconds_total, 2),
    stands(node.node_memory_MemAvailable_bytes, 6 * GB),
    stands(node.node_memory_MemTotal_bytes, 16 * GB, 0),
    stands(node.node_filesystem_avail_bytes, 40 * GB, 0.001),
    stands(node.node_filesystem_size_bytes, 100 * GB, 0),
  ],
  logs: [
    { stream: appLogs, level: 'info', message: 'request answered', fields: { user_id: 'user-1' }, perMinute: 12 },
    { stream: auditLogs, level: 'info', message: 'order placed', fields: { actor: 'user-1', action: 'order' }, perMinute: 2 },
    { stream: systemLogs, level: 'info', message: 'systemd: started session', perMinute: 1 },
  ],
  traces: [
    {
      tracing: requestTraces,
      root: 'POST /orders',
      perMinute: 16,
      takes: { around: 0.3, spread: 0.7 },
      fails: 0.03,
      attributes: { 'user.id': 'user-1', 'order.id': 'order-1', feature: 'checkout' },
      secrets: { 'http.request.header.authorization': 'Bearer of-user-1', 'user.email': 'user-1@example.org' },
      children: [{ name: 'INSERT orders' }, { name: 'POST payments', secrets: { 'payment.token': 'of-a-card' } }],
    },
  ],
  incidents: [
    {
      name: 'a release breaks every request',
      at: '5m',
      for: '1h',
      traces: [{ tracing: requestTraces, root: 'GET /search', perMinute: 4, takes: { around: 0.05 }, fails: 1 }],
      what: [counts(metrics.requests.where({ code: '5xx' }), 40), counts(metrics.requests.where({ code: '2xx' }), 0)],
      logs: [{ stream: appLogs, level: 'error', message: 'request failed', fields: { error: 'undefined' }, perMinute: 30 }],
      fires: [...burns(availability), spent(availability)],
    },
    {
      name: 'payments fail',
      at: '2h',
      for: '45m',
      what: [
        counts(metrics.calls.where({ host: 'payments', code: ['5xx', 'error'] }), 5),
        counts(metrics.orders.where({ outcome: 'paid' }), 0.2),
        counts(metrics.orders.where({ outcome: 'refused' }), 1.5),
      ],
      fires: [alerts.callsFail, alerts.ordersOdd, alerts.paymentTrouble],
    },
    {
      name: 'workers hang, and nobody answers',
      at: '4h',
      for: '40m',
      what: [stands(metrics.jobsWaiting, ramp(40, 20_000, HOUR / 4))],
      fires: [alerts.jobsStuck, unanswered(app)],
    },
    {
      name: 'the database is lost',
      at: '6h',
      for: '10m',
      what: [is(component('database'), 'unhealthy')],
      fires: [alerts.databaseDown],
    },
    {
      name: 'no request is counted any more',
      at: '7h',
      for: '40m',
      what: [gone(metrics.requests), gone(metrics.duration)],
      fires: [alerts.silent, ...objectives.map(noData)],
    },
    { name: 'rules wait', at: '9h', for: '30m', prometheusIsLate: true, fires: objectives.map(late) },
    {
      name: 'a log grows',
      at: '9h',
      for: '2h',
      what: [stands(node.node_filesystem_avail_bytes.where({ mountpoint: '/var' }), ramp(40 * GB, 5 * GB, 2 * HOUR))],
      fires: [alerts.diskFills],
    },
    {
      name: 'a process takes all memory',
      at: '11h',
      for: '20m',
      what: [stands(node.node_memory_MemAvailable_bytes, GB / 3)],
      fires: [alerts.memoryLow],
    },
    {
      name: 'an index is missing',
      at: '12h',
      for: '8h',
      traces: [{ tracing: requestTraces, root: 'GET /orders', perMinute: 0.5, takes: { around: 3 } }],
      what: [takes(metrics.duration, { around: 3, perSecond: 3 })],
      fires: [...burns(responseTime), spent(responseTime)],
    },
    {
      name: 'most people do not reach it',
      at: '21h',
      for: '45m',
      what: [counts(metrics.requests, 8)],
      fires: [alerts.trafficOdd],
    },
  ],
});
