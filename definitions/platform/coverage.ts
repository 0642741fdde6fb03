/** Every capability the document of the application platform names, section by section, and what delivers it. */
import { coverage, delivered, notDelivered } from 'signalbox';
import { production } from '../environments.ts';
import * as alerts from './alerts.ts';
import { business, payments, system } from './boards.ts';
import { appLogs, auditLogs, systemLogs } from './logs.ts';
import * as metrics from './metrics.ts';
import { restart } from './response.ts';
import { app, host, platform } from './services.ts';
import * as slos from './slos.ts';
import { leads, product } from './teams.ts';
import { requestTraces } from './traces.ts';

const on = (board: typeof system) => (title: string) => ({ panel: title, on: board });
const [onSystem, onBusiness, onPayments] = [on(system), on(business), on(payments)];
const boardOf = (name: string) => ({ address: `platform/board/${name}` });
const named = (test: string) => (name: string) => ({ test, named: name });

const played = named('test/servers/scenarios/suite.ts');
const fires = played('each incident fires the alerts it names, and not before it');
const shown = played('every panel of every board has data');
const arrives = played('what is logged arrives');
const tracesWhole = named('test/servers/scenarios/traces.test.ts')('what arrives is whole');
const tracesKept = named('test/servers/scenarios/traces.test.ts')('what fails, is slow or matters arrives');
const statistics = named('test/servers/operate/statistics.test.ts');
const report = named('test/servers/operate/report.test.ts');
const collected = named('test/servers/collector-config.test.ts');
const patterns = named('test/servers/operate/logs.test.ts')('counts by pattern');
const inTempo = named('test/unit/operate/traces/tempo.test.ts');
const bottlenecks = named('test/unit/operate/traces/several.test.ts')('adds up what they wait for');
const suggested = named('test/servers/operate/recommend.test.ts')('suggests what was put into the data, and nothing else');
const generated = named('test/servers/generated-accepted.test.ts');
const routed = named('test/servers/routing/route-trees.test.ts')("receivers in order and group labels are Alertmanager's");
const operated = named('test/servers/alert-operations.test.ts');
const resolves = named('test/servers/alert-delivery.test.ts')('is taken back once requests succeed again');
const remediated = named('test/servers/platform-remediation.test.ts');

const NO_PROFILES =
  'signalbox has no definition of profiles, and none of the servers it configures (Prometheus, Loki, Tempo, Mimir) stores them. Spans say which call took the time; which function did, a profiler attached to the process has to say.';

const overview = [
  delivered('Real-time monitoring', system, shown),
  delivered('Distributed tracing', requestTraces, { runtime: 'startTracing' }, tracesWhole),
  delivered('Log aggregation', appLogs, production, arrives),
  delivered('Metrics collection', app, host, { runtime: 'instruments' }),
  delivered('Alerting system', alerts.jobsStuck, product.page, fires),
  delivered('System visibility', system, boardOf('health'), shown),
  delivered('Quick troubleshooting', slos.availability, { command: 'traces errors' }, inTempo('finds where a failure began')),
  delivered('Performance insights', boardOf('performance'), { command: 'recommend' }, suggested),
  delivered('Proactive maintenance', alerts.diskFills, { command: 'capacity' }, fires),
  delivered('Resource optimization', { command: 'recommend' }, suggested),
];
const collection = [
  delivered('System metrics', host, onSystem('CPU')),
  delivered('Application metrics', metrics.requests, metrics.duration, onSystem('Time to answer')),
  delivered('Business metrics', metrics.signUps, metrics.orders, metrics.featureUses, onBusiness('Orders by outcome')),
  delivered('Custom metrics', metrics.jobsWaiting, onSystem('Jobs that wait')),
];
const tracing = [
  delivered('Request tracing', requestTraces, { runtime: 'httpServer' }, { command: 'traces show' }, tracesWhole),
  delivered('Error tracking', requestTraces, { command: 'traces errors' }, tracesKept),
  notDelivered('Performance profiling', NO_PROFILES),
  delivered('Dependency mapping', metrics.calls, boardOf('performance'), { runtime: 'httpClient' }),
];
const logging = [
  delivered('Log collection', appLogs, systemLogs, production, arrives),
  delivered(
    'Log processing: levels, ids, what must not be read',
    appLogs,
    collected('reads files: labels, trace ids, and lines that are no JSON'),
  ),
  delivered('Log storage', production, generated('accepts the configuration')),
  delivered('Log analysis', { command: 'logs --stats pattern' }, patterns),
];
const metricsAnalysis = [
  delivered('Time-series analysis', { command: 'metrics --series' }, onSystem('CPU')),
  delivered(
    'Trend detection',
    alerts.diskFills,
    { command: 'capacity' },
    statistics('what fills gets worse, what stays does not'),
  ),
  delivered(
    'Anomaly detection',
    alerts.ordersOdd,
    alerts.trafficOdd,
    { command: 'anomalies' },
    statistics('finds the lost hour of a series with a season, and nothing else'),
  ),
  delivered(
    'Correlation analysis',
    alerts.paymentTrouble,
    { command: 'correlate' },
    statistics('finds what moved with it, how much later, and not the stranger'),
  ),
];
const performanceAnalysis = [
  delivered('Response times', slos.responseTime, onSystem('Time to answer')),
  delivered('Resource usage', onSystem('CPU'), alerts.memoryLow),
  delivered('Bottleneck detection', { command: 'traces bottlenecks' }, { command: 'traces critical-path' }, bottlenecks),
  delivered(
    'Capacity planning',
    { command: 'capacity' },
    alerts.diskFills,
    statistics('says when a disk is full, beside predict_linear'),
  ),
];
const businessAnalysis = [
  delivered('User behavior', metrics.sessions, metrics.signUps, onBusiness('Here now'), onBusiness('Sign-ups')),
  delivered('Feature usage', metrics.featureUses, onBusiness('Use of features')),
  delivered('Error patterns', { command: 'logs --stats pattern' }, boardOf('errors'), patterns),
  delivered('SLA compliance', slos.availability, { command: 'slo' }, { command: 'report' }),
];
const alerting = [
  delivered('Alert rules', alerts.callsFail, fires),
  delivered('Alert routing', product, routed),
  delivered(
    'Alert aggregation: one notification for a group',
    production,
    operated('delivers once, in the groups the router predicts'),
  ),
  delivered(
    'Alert management',
    { command: 'alerts ack' },
    { command: 'alerts history' },
    { command: 'alerts list' },
    operated('tells nobody who joins an acknowledged group, until it is given back'),
  ),
];
const dashboards = [
  delivered('System dashboards', system, boardOf('health')),
  delivered('Business dashboards', business),
  delivered('Custom dashboards', payments, { doc: 'docs/dashboards.md#writing-a-board' }),
  delivered('Real-time views', system, { command: 'logs --follow' }),
];
const response = [
  delivered('Incident management', { command: 'incidents' }, operated('reads all of it back as incidents')),
  delivered(
    'Auto-remediation: an action, a guard, a line in the audit log',
    restart,
    auditLogs,
    { runtime: 'remediationHandler' },
    remediated('are restarted, with a line in the audit log before and after'),
    remediated('are left alone while a deploy is under way, and the line says so'),
  ),
  delivered('Runbooks', alerts.jobsStuck, slos.availability),
  delivered('Escalation paths', product, leads.page, operated('escalates what stays open to the second receiver')),
];
const flows = [
  delivered('Application → collector: metrics are sent', app, { runtime: 'instruments' }),
  delivered(
    'Collector → storage: data is stored',
    production,
    generated('accepts the configuration and every rule file it names'),
  ),
  delivered('Storage → analysis: data is processed', { command: 'metrics' }, alerts.trafficOdd),
  delivered('Analysis → application: insights', { command: 'recommend' }, { command: 'report' }),
  delivered('Monitor → rules: rules are checked', alerts.jobsStuck, { command: 'check' }),
  delivered('Rules → alert: it is triggered', alerts.jobsStuck, fires),
  delivered(
    'Alert → team: it is told',
    product.page,
    product.ticket,
    operated('delivers once, in the groups the router predicts'),
  ),
  delivered('Team → monitor: it is resolved', { command: 'alerts ack' }, { command: 'incidents' }, resolves),
  delivered('Request → tracer: a trace is captured', requestTraces, { runtime: 'httpServer' }),
  delivered('Tracer → storage: it is stored', production, tracesWhole),
  delivered('Storage → analysis: it is analyzed', { command: 'traces bottlenecks' }, bottlenecks),
  delivered('Analysis → request: insights', { command: 'traces critical-path' }, inTempo('finds the critical path')),
];
const metricsManager = [
  delivered('MetricsConfig: collectors, storage, analysis', app, host, production, { command: 'metrics' }),
  delivered('initCollectors', production, { runtime: 'instruments' }),
  delivered('collect: process, store, analyze', app, { command: 'metrics' }, alerts.trafficOdd),
  delivered('process: each collector in turn', production, collected('accepts a config with every server')),
];
const alertManager = [
  delivered('AlertConfig: rules, routing, notification', alerts.callsFail, product, production),
  delivered(
    'validate, before it is deployed: what an alert says and who would be told of it',
    { command: 'check' },
    { command: 'test' },
    generated('passes every rule test of %s'),
  ),
  delivered('route', product, routed),
  delivered('notify', product.page, product.ticket, operated('delivers once, in the groups the router predicts')),
];
const traceManager = [
  delivered('TraceConfig: samplers, processors, exporters', requestTraces, production),
  delivered(
    'Samplers',
    requestTraces,
    { runtime: 'sampler' },
    named('test/servers/sampling.test.ts')('each service has its own share, and who declared none keeps everything'),
  ),
  delivered(
    'Processors, one after the other',
    requestTraces,
    named('test/servers/sampling.test.ts')('attributes of spans are redacted and enriched'),
  ),
  delivered('Exporters', production, collected('accepts the exporters whose components are in the image')),
  delivered('captureTrace: sample, process, export', requestTraces, { runtime: 'startTracing' }, tracesKept, tracesWhole),
];
const diagram = [
  delivered('System metrics', host),
  delivered('App metrics', metrics.requests, metrics.calls),
  delivered('Business metrics', metrics.orders),
  delivered('Request trace', requestTraces),
  delivered('Error trace', requestTraces, tracesKept),
  notDelivered('Performance profile', NO_PROFILES),
  delivered('App logs', appLogs),
  delivered('System logs', systemLogs),
  delivered('Audit logs', auditLogs, onPayments('Who did what')),
  delivered('Time series', onSystem('CPU'), { command: 'metrics --series' }),
  delivered('Anomaly detection', alerts.ordersOdd, alerts.trafficOdd),
  delivered('Correlation', alerts.paymentTrouble),
  delivered('Time series DB', production, generated('accepts the configuration and every rule file it names')),
  delivered('Trace storage', production, tracesWhole),
  delivered('Log storage', production, generated('takes the rules of every environment and holds them as they are')),
  delivered('Filtering', requestTraces, { command: 'metrics --where' }, { command: 'logs --level' }),
  delivered('Transform', appLogs, collected('tells records of one resource apart by their labels, and redacts them')),
  delivered('Aggregation', slos.availability, { command: 'metrics --aggregate sum' }),
  delivered('System view', system),
  delivered('Business view', business),
  delivered('Custom view', payments),
  delivered('Alert rules', alerts.callsFail),
  delivered('Alert routes', product),
  delivered('Notifications', product.page, product.ticket),
  delivered('Report: performance', { command: 'report' }, report('tells of performance what queries by hand do')),
  delivered(
    'Report: usage, as requests of each service',
    { command: 'report' },
    report('tells of usage what a query by hand counts'),
  ),
  delivered('Report: trends', { command: 'report' }, report('classes trends, by values that are those of the server')),
];
const edges = [
  delivered('System metrics → time series', onSystem('CPU'), { command: 'metrics node_cpu_seconds_total --series' }),
  delivered('App metrics → anomaly detection', metrics.requests, alerts.trafficOdd, fires),
  delivered('Business metrics → correlation', metrics.orders, alerts.paymentTrouble, fires),
  delivered('Time series → filtering', onSystem('Time to answer'), { command: 'metrics --series --where' }),
  delivered('Anomaly detection → transform: beside what was expected', onBusiness('Paid, against this hour a week ago'), shown),
  delivered('Correlation → aggregation: one alert of several', alerts.paymentTrouble, fires),
  delivered('Filtering → system view: by route', onSystem('Requests'), onSystem('Time to answer'), shown),
  delivered('Transform → business view', onBusiness('Paid, against this hour a week ago'), shown),
  delivered(
    'Aggregation → custom view',
    onPayments('Orders that are paid'),
    onPayments('Calls that fail'),
    onPayments('Alerts'),
    shown,
  ),
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
    'Metrics manager': metricsManager,
    'Alert manager': alertManager,
    'Trace manager': traceManager,
    'Architecture diagram': diagram,
    'Edges of the diagram': edges,
  },
});
