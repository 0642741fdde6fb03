/** Every capability the document of the CQRS framework names, section by section, and what delivers it. */
import { coverage, delivered, notDelivered } from 'signalbox';
import { production } from '../environments.ts';
import * as alerts from './alerts.ts';
import { overview } from './boards.ts';
import { appLogs, auditLogs } from './logs.ts';
import * as metrics from './metrics.ts';
import { cqrs, userService } from './services.ts';
import * as slos from './slos.ts';
import { users } from './teams.ts';
import { tracing } from './traces.ts';

const instrumented = { test: 'test/unit/runtime/instrumented.test.ts' };
const traced = { test: 'test/unit/runtime/tracing.test.ts' };
const sampled = { test: 'test/unit/runtime/sampling.test.ts' };
const healthy = { test: 'test/unit/runtime/health-indicators.test.ts' };
/** What a real server answers to it. */
const typed = (call: string) => ({ test: 'test/servers/documented/cqrs.txt', named: `=== cqrs-cli ${call}` });
const asked = (what: string) => ({ test: `test/servers/operate/${what}.test.ts` });
const overhead = 'Measured at 100 requests a second and above the promise; docs/runtime.md has the figures.';
const nextPhase = 'Named as the next phase of the framework itself: tests of the application, not of what is observed of it.';

export const phase5 = coverage({
  name: 'phase-5',
  system: cqrs,
  document: 'Phase 5: Extended Observability',
  sections: {
    '1. OpenTelemetry': [
      delivered('Tracing and metrics by one call', { runtime: 'observe' }, { runtime: 'startTracing' }, traced),
      delivered('Spans and counts of commands', metrics.commands, metrics.commandDuration, { runtime: 'cqrs' }, instrumented),
      delivered('Spans and counts of events', metrics.events, metrics.eventDuration, metrics.eventLag, instrumented),
      delivered('Spans and counts of queries', metrics.queries, metrics.queryDuration, instrumented),
      delivered('Spans and counts of aggregates', metrics.aggregateLoads, metrics.aggregateEvents, metrics.aggregateConflicts),
      delivered('Spans and counts of sagas', metrics.sagas, metrics.sagasActive, metrics.sagaDuration, instrumented),
      delivered('W3C trace context across services', tracing, { runtime: 'inject' }, { runtime: 'withExtracted' }, traced),
      delivered('Log lines carry trace and correlation ids', appLogs, { runtime: 'logger' }),
      delivered('Exporter: OTLP', production, { runtime: 'startTracing' }, { test: 'test/servers/collector-config.test.ts' }),
      delivered('Exporter: Prometheus', userService, { runtime: 'metricsHandler' }),
      delivered('Exporter: console', { test: 'test/unit/exporters/kinds.test.ts' }),
      delivered('Sampling by probability, and adaptive', tracing, { runtime: 'sampler' }, sampled),
    ],
    '2. Dashboards': [
      delivered('System overview', overview, { address: 'cqrs/board/health' }),
      delivered(
        'Performance: heat maps of latency, throughput',
        { address: 'cqrs/board/performance' },
        {
          panel: 'Command latency, spread',
          on: overview,
        },
      ),
      delivered('Errors: rates, patterns, alerts', { address: 'cqrs/board/errors' }, { command: 'logs --stats pattern' }),
      delivered(
        'Business metrics: KPIs and counts of aggregates',
        { panel: 'Registrations', on: overview },
        {
          panel: 'Aggregates loaded',
          on: overview,
        },
      ),
      delivered('Stat panel "Events/sec"', { panel: 'Events/sec', on: overview }),
      delivered('Panel "Command Latency"', { panel: 'Command latency', on: overview }),
      delivered('A builder of dashboards', overview, { doc: 'docs/dashboards.md' }),
      delivered(
        'Deployment through the API of Grafana',
        { command: 'deploy --target' },
        {
          test: 'test/servers/grafana-target.test.ts',
        },
      ),
      delivered(
        'Templates: minimal, development, production',
        { test: 'test/unit/define/boards.test.ts' },
        {
          doc: 'docs/dashboards.md',
        },
      ),
      delivered('Variables', { doc: 'docs/dashboards.md' }, { test: 'test/unit/define/dashboard.test.ts' }),
      delivered(
        'Alerts and thresholds on boards',
        { panel: 'Alerts', on: overview },
        {
          panel: 'Command availability',
          on: overview,
        },
      ),
    ],
    '3. Distributed tracing': [
      delivered('From command to event to projection', { runtime: 'cqrs' }, { command: 'traces show' }, instrumented),
      delivered('Spans of related work are linked', { runtime: 'withMessage' }, instrumented),
      delivered('Context through asynchronous work', { runtime: 'withContext' }, traced),
      delivered(
        'Chains of causation',
        { runtime: 'messageIds' },
        { command: 'traces causation' },
        { test: 'test/unit/operate/traces/findings.test.ts' },
      ),
      delivered('Across services', { runtime: 'httpClient' }, { runtime: 'httpServer' }, traced),
      delivered('Attributes such as user.id', tracing),
      delivered('Correlation of a command with its events', { runtime: 'messageIds' }, { command: 'logs --correlation' }),
      delivered('Sampling by probability', { runtime: 'shouldSample' }, sampled),
      delivered('Sampling by rate', { runtime: 'samplerOf' }, sampled),
      delivered('Errors are always sampled', tracing, { test: 'test/servers/sampling.test.ts' }),
      delivered('Sampling that follows the load', { runtime: 'samplerOf' }, { command: 'sampling' }, sampled),
    ],
    '4. SLOs': [
      delivered('Several windows: 5m, 1h, 6h, and days', {
        address: 'user-service/alert/SloBurn/command-availability/page-quick',
      }),
      delivered('Error budgets', slos.commandAvailability, { command: 'slo' }, asked('slo')),
      delivered(
        'Burn rates in four degrees',
        { address: 'user-service/alert/SloBurn/command-availability/page-quick' },
        { address: 'user-service/alert/SloBurn/command-availability/page-slow' },
        { address: 'user-service/alert/SloBurn/command-availability/ticket-quick' },
        { address: 'user-service/alert/SloBurn/command-availability/ticket-slow' },
      ),
      delivered('Compliance over a period, and breaches', { command: 'slo --period' }, { command: 'report' }, asked('report')),
      delivered('Alerts made by policy', { address: 'user-service/alert/SloBudgetExhausted/command-availability' }, users),
      delivered('commandAvailability: 99.9%', slos.commandAvailability),
      delivered('queryLatency: 95% under 100 ms', slos.queryLatency),
      delivered('eventThroughput: 1000 events a second', slos.eventThroughput),
      delivered('dataFreshness: projections lag less than 5 s', slos.dataFreshness),
      delivered('Policy: alert', slos.policy),
      delivered('Policy: throttle', slos.policy, { doc: 'docs/error-budgets.md' }),
      delivered('Policy: block deployments', slos.policy, { command: 'gate --service' }, { test: 'test/servers/gate.test.ts' }),
      delivered('When a budget will be spent', { command: 'slo' }, { address: 'cqrs/board/slos' }),
      delivered('Alerts of severity info, warning and critical', alerts.commandsOdd, alerts.eventsDrop, alerts.flowBroken, {
        doc: 'definitions/cqrs/README.md',
      }),
      delivered('History and trends', { address: 'cqrs/board/slos' }, { command: 'report' }),
    ],
    '5. Logs': [
      delivered('timestamp, level, message, service', appLogs, { runtime: 'logger' }),
      delivered('traceId, correlationId, aggregateId, eventType, error', appLogs),
      delivered('metadata of any form', { runtime: 'logger' }),
      delivered('Collected as they come, with a buffer', production, { runtime: 'logBuffer' }),
      delivered('Enriched with context', { runtime: 'withContext' }, production),
      delivered('Sink: console', { runtime: 'logger' }),
      delivered('Sink: file', appLogs),
      delivered('Sink: Loki', production, { test: 'test/servers/log-delivery.test.ts' }),
      delivered('Sink: Elasticsearch, as an exporter of the collector', { test: 'test/unit/exporters/kinds.test.ts' }),
      delivered('Search with filters and a limit', { command: 'logs --contains' }, { command: 'logs --where' }, asked('logs')),
      delivered('Statistics by level, service and pattern', { command: 'logs --stats' }, asked('logs')),
      delivered('Sent in batches', production),
      delivered('Retention', appLogs, auditLogs),
      notDelivered(
        'Archives of what retention deletes',
        'Loki deletes; a bucket policy or an exporter of the collector keeps copies.',
      ),
      delivered('Lines as they come', { command: 'logs --follow' }),
    ],
    '6. Anomalies': [
      delivered('Z-score, threshold 3', alerts.commandsOdd, { command: 'anomalies --method z-score' }),
      delivered('Interquartile range, multiplier 1.5', alerts.commandsOdd, { command: 'anomalies --method iqr' }),
      delivered('Most commands a second', alerts.tooManyCommands),
      delivered('Most change of a rate', alerts.commandsJump),
      delivered('A pattern of ten points, similar by 0.8', alerts.lagSawtooth),
      delivered('Commands: throughput', alerts.commandsOdd),
      delivered('Commands and queries: latency', slos.queryLatency, { command: 'anomalies --metric' }),
      delivered('Events: flow and volume', alerts.eventsDrop, alerts.flowBroken),
      notDelivered(
        'Queries: hits of a cache',
        'The example service has no cache; `cacheMetrics` counts hits where there is one.',
      ),
      delivered('Errors: patterns of failure', { command: 'logs --stats pattern' }, { command: 'traces errors' }),
      delivered('Percentiles', slos.queryLatency, { doc: 'docs/alerting-kinds.md' }),
      delivered('Learnt from the past', alerts.eventsDrop, { doc: 'docs/alerting-anomalies.md' }),
      delivered('Several methods together', alerts.commandsOdd, { command: 'anomalies --method composite' }),
      delivered('Confidence', { command: 'anomalies' }, asked('statistics')),
      delivered('Trends: improving, stable, degrading', alerts.lagGrows, { command: 'report' }),
      notDelivered('Models trained by machine learning', 'Statistics that PromQL computes, and can be read by whoever is woken.'),
    ],
    '7. Health': [
      delivered('Database', alerts.databaseDown, { runtime: 'indicator' }, healthy),
      delivered('Event store', alerts.eventStoreDown, { runtime: 'indicator' }, healthy),
      delivered('Memory and disk', { runtime: 'indicator' }, healthy),
      delivered('External services', { runtime: 'indicator' }, healthy),
      delivered('Command processing: length of the queue', alerts.commandsDown, { runtime: 'indicator' }),
      delivered('Event processing: lag', alerts.eventsDown, { runtime: 'indicator' }),
      delivered('Projections: freshness', alerts.projectionsDown, slos.dataFreshness),
      delivered('Aggregates: consistency', { runtime: 'indicator' }, healthy),
      delivered('All up, majority up, any up', { runtime: 'health' }, { command: 'health --together' }),
      delivered('By component', metrics.componentHealth, { panel: 'Health indicators', on: overview }),
      delivered('Circuit breakers', { runtime: 'circuitBreaker' }, { test: 'test/unit/runtime/health.test.ts' }),
      delivered('How health was over time', metrics.componentHealth, { address: 'cqrs/board/health' }),
    ],
    '8. Command line': [
      delivered('health', { command: 'health' }, typed('health')),
      delivered('health --indicator=database', { command: 'health --indicator=database' }, typed('health --indicator=database')),
      delivered('health --format=json', { command: 'health --format=json' }, typed('health --format=json')),
      delivered('slo --period=24h', { command: 'slo --period=24h' }, typed('slo --period=24h')),
      delivered('slo --format=summary', { command: 'slo --format=summary' }, typed('slo --format=summary')),
      delivered(
        'logs --level=error --since=1h',
        { command: 'logs --level=error --since=1h' },
        typed('logs --level=error --since=1h'),
      ),
      delivered('logs --service=users', { command: 'logs --service=users' }, typed('logs --service=users')),
      delivered('log-stats --since=24h', { command: 'logs --stats level --since=24h' }, typed('log-stats --since=24h')),
      delivered('anomalies --severity=high', { command: 'anomalies --severity=high' }, typed('anomalies --severity=high')),
      delivered('anomalies --metric=commands', { command: 'anomalies --metric=commands' }, typed('anomalies --metric=commands')),
      delivered('Tables, JSON, colours', { command: 'slo --format json' }),
      delivered('Filters by typing', { command: 'logs --interactive' }, { test: 'test/unit/cli/browser.test.ts' }),
      delivered('Progress', { command: 'check' }, { test: 'test/unit/cli/terminal.test.ts' }),
      delivered('Export as CSV and JSON', { command: 'logs --format=csv' }),
      delivered('Traces and correlation', { command: 'traces show' }, { command: 'traces search --correlation' }),
    ],
    'Enterprise features': [
      notDelivered(
        'Millions of events a second',
        'A bound counter takes nanoseconds (test/bench), but nobody has run a million a second.',
      ),
      delivered('Several instances', userService, { runtime: 'clusterPrimary' }),
      notDelivered('Several regions', 'Each would be an environment of its own; production here has one cluster.'),
      delivered('Nothing blocks', { runtime: 'logBuffer' }, { test: 'test/unit/runtime/log-buffer.test.ts' }),
      delivered('Goes on while a part fails', { runtime: 'health' }, { test: 'test/unit/runtime/health.test.ts' }),
      delivered('Circuit breakers', { runtime: 'circuitBreaker' }),
      delivered('Retries with growing pauses, as the collector does by itself', production, {
        test: 'test/servers/collector-config.test.ts',
      }),
      delivered('Sensitive data is masked', appLogs, { runtime: 'REDACTED_KEYS' }),
      notDelivered('Data is encrypted where it lies', 'Disks and buckets do that; no setting of these servers does.'),
      delivered('Access by role', { doc: 'docs/dashboards.md' }, { doc: 'docs/deployment.md' }),
      delivered('Audit', auditLogs, { test: 'test/cli/audit-sinks.test.ts' }),
      delivered('TLS', { test: 'test/servers/listener-tls.test.ts' }),
      notDelivered('Caching of queries', 'Loki and Tempo keep their own defaults; no cache is set up beside them.'),
    ],
    Integrations: [
      delivered('Jaeger', { test: 'test/unit/exporters/kinds.test.ts' }),
      delivered('Prometheus', userService, { test: 'test/servers/generated-accepted.test.ts' }),
      delivered('Grafana', overview),
      delivered('Elasticsearch', { test: 'test/unit/exporters/kinds.test.ts' }),
      notDelivered('Logstash and Kibana', 'The collector and Grafana do what they would.'),
      delivered('AWS X-Ray, Google Cloud Trace, Azure Monitor', { test: 'test/unit/exporters/kinds.test.ts' }),
      delivered('Instrumented by one call', { runtime: 'cqrs' }, { runtime: 'observe' }),
      delivered('Event streams', metrics.eventLag, slos.eventThroughput),
      delivered('Projections', metrics.projectionLag, metrics.projectionPosition, metrics.projected, slos.dataFreshness),
      notDelivered('Profiles of performance', 'No server for profiles is among those that are configured.'),
      delivered('Runbooks and guides', slos.commandAvailability, alerts.flowBroken, { doc: 'definitions/cqrs/README.md' }),
    ],
    'Usage examples': [
      delivered('Service, version, environment, rate of sampling', userService, metrics.build, production, tracing, {
        doc: 'docs/runtime.md',
      }),
      delivered('Deploy dashboards', { command: 'deploy --target' }),
      delivered('SLO user-registration-latency: 95% within 2 s, 7 days', slos.registration),
      delivered('Thresholds of that SLO: warning 3 s, critical 5 s', alerts.registrationsSlow, alerts.registrationsTooSlow),
      delivered('Its category, priority, description and owner', slos.registration, users),
      delivered('History of anomalies of one metric, the last hour', { command: 'anomalies --query --since=1h' }),
      delivered('health --format=table', { command: 'health --format=table' }, typed('health --format=table')),
      delivered(
        'slo --period=7d --format=summary',
        { command: 'slo --period=7d --format=summary' },
        typed('slo --period=7d --format=summary'),
      ),
      delivered(
        'logs --level=error --since=2h --service=user-service',
        { command: 'logs --level=error --since=2h --service=user-service' },
        typed('logs --level=error --since=2h --service=user-service'),
      ),
      delivered(
        'anomalies --metric=latency --severity=high --since=24h',
        { command: 'anomalies --metric=latency --severity=high --since=24h' },
        typed('anomalies --metric=latency --severity=high --since=24h'),
      ),
    ],
    'Performance impact': [
      notDelivered('Tracing below 1% of CPU', overhead),
      notDelivered('Metrics below 0.5% of CPU', overhead),
      delivered('Logs below 2% of CPU', { doc: 'docs/runtime.md' }),
      delivered('Health checks below 0.1% of CPU', { doc: 'docs/runtime.md' }),
      delivered('Together below 4% of CPU, 180 MB, 55 MB an hour', { doc: 'docs/runtime.md' }),
      delivered('Nine tenths less by sampling', tracing, { command: 'sampling' }),
      delivered('Batches and compression', production, { doc: 'docs/runtime.md' }),
      notDelivered('95% of queries answered from a cache', 'Nobody has measured it; the caches are the servers’ own.'),
    ],
    'Next phase': [
      notDelivered('Property-based tests', nextPhase),
      notDelivered('Chaos engineering', nextPhase),
      notDelivered('Load tests', nextPhase),
      notDelivered('Detection of regressions of performance, in tests', nextPhase),
      notDelivered('Mutation tests', nextPhase),
      notDelivered('Contract tests', nextPhase),
      notDelivered('Visual regression of dashboards', 'The preview draws what a branch changes; nobody compares pictures.'),
      notDelivered('End-to-end tests', nextPhase),
    ],
  },
});
