/** Every capability the document of the application platform names, section by section, and what delivers it. */
import { coverage, delivered, notDelivered } from 'signalbox';
import { production } from '../environments.ts';
import * as alerts from './alerts.ts';
import { business, system } from './boards.ts';
import { appLogs, auditLogs, systemLogs } from './logs.ts';
import * as metrics from './metrics.ts';
import { restart } from './response.ts';
import { app, host, platform } from './services.ts';
import * as slos from './slos.ts';
import { leads, product } from './teams.ts';
import { requestTraces } from './traces.ts';

const onSystem = (title: string) => ({ panel: title, on: system });
const onBusiness = (title: string) => ({ panel: title, on: business });
const boardOf = (name: string) => ({ address: `platform/board/${name}` });
const asked = (what: string) => ({ test: `test/servers/operate/${what}.test.ts` });
const statistics = asked('statistics');
const NO_PROFILES = 'No server for profiles is among those that are configured; spans tell where the time of a request went.';

const overview = [
  delivered('Real-time monitoring', app, host, system),
  delivered('Distributed tracing', requestTraces, { runtime: 'startTracing' }),
  delivered('Log aggregation', appLogs, production),
  delivered('Metrics collection', app, { runtime: 'instruments' }),
  delivered('Alerting system', alerts.jobsStuck, product.page),
  delivered('System visibility', system, boardOf('health')),
  delivered('Quick troubleshooting', slos.availability, { command: 'traces errors' }),
  delivered('Performance insights', boardOf('performance'), { command: 'recommend' }),
  delivered('Proactive maintenance', alerts.diskFills, { command: 'capacity' }),
  delivered('Resource optimization', { command: 'recommend' }, asked('recommend')),
];
const collection = [
  delivered('System metrics', host, onSystem('CPU')),
  delivered('Application metrics', metrics.requests, metrics.duration),
  delivered('Business metrics', metrics.signUps, metrics.orders, metrics.featureUses),
  delivered('Custom metrics', metrics.jobsWaiting),
];
const tracing = [
  delivered('Requests', requestTraces, { runtime: 'httpServer' }, { command: 'traces show' }),
  delivered('Errors', requestTraces, { command: 'traces errors' }),
  notDelivered('Profiles of performance', NO_PROFILES),
  delivered('Dependencies', metrics.calls, boardOf('performance'), { runtime: 'httpClient' }),
];
const logging = [
  delivered('Collection', appLogs, systemLogs, production),
  delivered('Processing: levels, ids, what must not be read', appLogs, { test: 'test/servers/log-delivery.test.ts' }),
  delivered('Storage', production),
  delivered('Analysis', { command: 'logs --stats pattern' }, asked('logs')),
];
const metricsAnalysis = [
  delivered('Time series', { command: 'metrics --series' }),
  delivered('Trends', alerts.diskFills, { command: 'report' }, statistics),
  delivered('Anomalies', alerts.ordersOdd, { command: 'anomalies' }, statistics),
  delivered('Correlation', alerts.paymentTrouble, { command: 'correlate' }),
];
const performanceAnalysis = [
  delivered('Response times', slos.responseTime, onSystem('Time to answer')),
  delivered('Use of resources', onSystem('CPU'), alerts.memoryLow),
  delivered('Bottlenecks', { command: 'traces bottlenecks' }, { command: 'traces critical-path' }),
  delivered('Capacity', { command: 'capacity' }, alerts.diskFills),
];
const businessAnalysis = [
  delivered('What users do', metrics.sessions, metrics.signUps, onBusiness('Here now')),
  delivered('Use of features', metrics.featureUses, onBusiness('Use of features')),
  delivered('Patterns of errors', { command: 'logs --stats pattern' }, boardOf('errors')),
  delivered('Compliance with the SLA', slos.availability, { command: 'slo' }, { command: 'report' }),
];
const alerting = [
  delivered('Rules', alerts.callsFail, { doc: 'docs/alerting-kinds.md' }),
  delivered('Routing', product, { doc: 'docs/alerting-routes.md' }),
  delivered('Aggregation', alerts.paymentTrouble, { doc: 'docs/alerting-routes.md' }),
  delivered('Management', { command: 'alerts ack' }, { command: 'alerts history' }, { command: 'alerts list' }),
];
const dashboards = [
  delivered('System', system, boardOf('health')),
  delivered('Business', business),
  delivered('Custom', { doc: 'docs/dashboards.md' }),
  delivered('Views in real time', system, { command: 'logs --follow' }),
];
const response = [
  delivered('Incidents', { command: 'incidents' }, { doc: 'docs/alerting-operations.md' }),
  delivered(
    'Auto-remediation: an action, a guard, a line in the audit log',
    restart,
    { runtime: 'remediationHandler' },
    {
      test: 'test/unit/runtime/remediation-handler.test.ts',
    },
  ),
  delivered('Runbooks', alerts.jobsStuck, slos.availability),
  delivered('Escalation', product, leads.page),
];
const flows = [
  delivered('Metrics: application → collector → storage → analysis → insight', app, production, { command: 'recommend' }),
  delivered('Alerts: rule → alert → team → resolved', alerts.jobsStuck, product.page, {
    test: 'test/servers/alert-delivery.test.ts',
  }),
  delivered('Traces: request → tracer → storage → analysis → insight', requestTraces, { command: 'traces bottlenecks' }),
];
const implementation = [
  delivered('Metrics manager: collectors, storage, analysis', { runtime: 'instruments' }, production, { command: 'metrics' }),
  delivered('Alert manager: rules, routing, notification', alerts.callsFail, product, production),
  delivered(
    'Trace manager: samplers, processors, exporters',
    requestTraces,
    { runtime: 'sampler' },
    {
      test: 'test/unit/exporters/kinds.test.ts',
    },
  ),
];
const diagram = [
  delivered('System, application and business metrics', host, metrics.requests, metrics.orders),
  delivered('Request and error traces', requestTraces),
  notDelivered('Performance profile', NO_PROFILES),
  delivered('Application logs', appLogs),
  delivered('System logs', systemLogs),
  delivered('Audit logs', auditLogs),
  delivered('Time series, anomalies, correlation', alerts.diskFills, alerts.ordersOdd, alerts.paymentTrouble),
  delivered('A database of time series, storage of traces, storage of logs', production),
  delivered('Filtering', requestTraces, appLogs),
  delivered('Transforming', appLogs, { test: 'test/servers/collector-config.test.ts' }),
  delivered('Aggregating', slos.availability),
  delivered('System, business and custom view', system, business),
  delivered('Alert rules, routes, notifications', alerts.callsFail, product.ticket),
  delivered('Report: performance', { command: 'report' }, asked('report')),
  delivered('Report: usage', { command: 'report' }, asked('report')),
  delivered('Report: trends', { command: 'report' }, asked('report')),
];

export const architecture = coverage({
  name: 'architecture',
  system: platform,
  document: 'Monitoring and Observability Architecture',
  sections: {
    Overview: overview,
    'Monitoring layer: metrics': collection,
    'Monitoring layer: traces': tracing,
    'Monitoring layer: logs': logging,
    'Analysis layer: metrics': metricsAnalysis,
    'Analysis layer: performance': performanceAnalysis,
    'Analysis layer: business': businessAnalysis,
    'Operations layer: alerts': alerting,
    'Operations layer: dashboards': dashboards,
    'Operations layer: response': response,
    'The three flows': flows,
    Implementation: implementation,
    'Architecture diagram': diagram,
  },
});
