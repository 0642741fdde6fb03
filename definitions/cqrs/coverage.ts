/** Every capability the document of the CQRS framework names, section by section, and what delivers it. */
import { coverage, delivered, notDelivered } from 'signalbox';
import { production } from '../environments.ts';
import * as alerts from './alerts.ts';
import { overview } from './boards.ts';
import { vendors } from './exporters.ts';
import { appLogs, auditLogs } from './logs.ts';
import * as metrics from './metrics.ts';
import { cqrs, userService } from './services.ts';
import * as slos from './slos.ts';
import { users } from './teams.ts';
import { tracing } from './traces.ts';

const unit = (file: string) => (named: string) => ({ test: `test/unit/runtime/${file}.test.ts`, named });
const instrumented = unit('instrumented');
const sampled = unit('sampling');
const healthy = unit('health-indicators');
const chain = instrumented('a chain from command to event to projection keeps its ids, its trace and its counts');
/** `start.ts`, run. */
const started = (named: string) => ({ test: 'test/unit/systems/cqrs.test.ts', named });
const checked = started('starting it starts its health checks, by the names that alerts ask for');
/** What a real collector says to it. */
const collected = {
  test: 'test/servers/collector-config.test.ts',
  named: 'accepts the exporters whose components are in the image',
};
/** What a real server answers to it. */
const typed = (call: string) => ({ test: 'test/servers/documented/cqrs.txt', named: `=== cqrs-cli ${call}` });
const server = (file: string) => (named: string) => ({ test: `test/servers/operate/${file}.test.ts`, named });
const panel = (title: string) => ({ panel: title, on: overview });
const boardOf = (name: string) => ({ address: `cqrs/board/${name}` });
const tier = (name: string) => ({ address: `user-service/alert/SloBurn/command-availability/${name}` });
/** Promised and measured, row by row. */
const measured = { doc: 'docs/runtime.md#what-it-costs' };
const nextPhase = 'Named as the next phase of the framework itself: tests of the application, not of what is observed of it.';

export const phase5 = coverage({
  name: 'phase-5',
  system: cqrs,
  document: 'Phase 5: Extended Observability',
  sections: {
    '1. OpenTelemetry': [
      delivered('Tracing and metrics by one call', { runtime: 'observe' }, { runtime: 'startTracing' }, checked),
      delivered('Spans and counts of commands', metrics.commands, metrics.commandDuration, { runtime: 'cqrs' }, chain),
      delivered('Spans and counts of events', metrics.events, metrics.eventDuration, metrics.eventLag, chain),
      delivered(
        'Spans and counts of queries',
        metrics.queries,
        metrics.queryDuration,
        instrumented('failures are counted, recorded and thrown on; a query without an SDK works as well'),
      ),
      delivered('Spans and counts of aggregates', metrics.aggregateLoads, metrics.aggregateEvents, metrics.aggregateConflicts),
      delivered(
        'Spans and counts of sagas',
        metrics.sagas,
        metrics.sagasActive,
        metrics.sagaDuration,
        instrumented('a saga ends once'),
      ),
      delivered(
        'W3C trace context across services',
        tracing,
        { runtime: 'inject' },
        { runtime: 'withExtracted' },
        instrumented('one trace and one correlation id from client to server, by the headers of W3C'),
      ),
      delivered('Log lines carry trace and correlation ids', appLogs, {
        test: 'test/servers/log-delivery.test.ts',
        named: 'is found by its correlation id, with the trace id of the request',
      }),
      delivered('Exporter: OTLP', production, vendors, { runtime: 'startTracing' }, collected),
      delivered('Exporter: Prometheus, which asks for the metrics', userService, { runtime: 'metricsHandler' }),
      delivered('Exporter: console', vendors, collected),
      delivered(
        'Sampling by probability, and adaptive',
        tracing,
        { runtime: 'sampler' },
        sampled('ratio'),
        sampled('adaptive: all while there is little to do'),
      ),
    ],
    '2. Dashboards': [
      delivered('System overview', overview, boardOf('health')),
      delivered(
        'Performance: heat maps of latency, throughput',
        boardOf('performance'),
        panel('Command latency, spread'),
        panel('Query latency, spread'),
        panel('Commands'),
      ),
      delivered('Errors: rates, patterns, alerts', boardOf('errors'), panel('Failed commands'), {
        command: 'logs --stats pattern',
      }),
      delivered('Business metrics: KPIs and counts of aggregates', panel('Registrations'), panel('Aggregates loaded')),
      delivered('Stat panel "Events/sec"', panel('Events/sec')),
      delivered('Panel "Command Latency"', panel('Command latency')),
      delivered('A builder of dashboards', overview, { doc: 'docs/dashboards.md' }),
      delivered(
        'Deployment through the API of Grafana',
        { command: 'deploy --target' },
        {
          test: 'test/servers/grafana-target.test.ts',
          named: 'takes folder, data source and dashboard in this order',
        },
      ),
      delivered(
        'Templates: minimal, development, production',
        { test: 'test/unit/define/boards.test.ts', named: 'follows the template, and leaves out what is not wanted' },
        { doc: 'docs/dashboards.md' },
      ),
      delivered('Variables', { doc: 'docs/dashboards.md' }, { test: 'test/unit/define/dashboard.test.ts' }),
      delivered('Alerts and thresholds on boards', panel('Alerts'), panel('Command availability')),
    ],
    '3. Distributed tracing': [
      delivered('From command to event to projection', { runtime: 'cqrs' }, { command: 'traces show' }, chain),
      delivered('Spans of related work are linked', { runtime: 'withMessage' }, chain),
      delivered(
        'Context through asynchronous work',
        { runtime: 'withContext' },
        {
          test: 'test/unit/runtime/logger.test.ts',
          named: 'context follows the work and is added to, never shared',
        },
      ),
      delivered(
        'Chains of causation',
        { runtime: 'messageIds' },
        { command: 'traces causation' },
        { test: 'test/unit/operate/traces/findings.test.ts', named: 'is a tree over traces, in the order things began' },
      ),
      delivered(
        'Across services',
        { runtime: 'httpClient' },
        { runtime: 'httpServer' },
        instrumented('one trace and one correlation id from client to server, by the headers of W3C'),
      ),
      delivered('Attributes such as user.id', tracing),
      delivered('Correlation of a command with its events', { runtime: 'messageIds' }, { command: 'logs --correlation' }, chain),
      delivered('Sampling by probability', { runtime: 'shouldSample' }, sampled('ratio')),
      delivered('Sampling by rate', { runtime: 'samplerOf' }, sampled('rate-limited: no more than the limit')),
      delivered('Errors are always sampled', tracing, {
        test: 'test/servers/sampling.test.ts',
        named: 'keeps errors and slow traces of a strict service, and drops the rest',
      }),
      delivered(
        'Sampling that follows the load',
        { runtime: 'samplerOf' },
        { command: 'sampling' },
        sampled('adaptive: all while there is little to do'),
      ),
    ],
    '4. SLOs': [
      delivered(
        'Several windows: 5m and 1h, 30m and 6h, 2h and 1d, 6h and 3d, two for each alert',
        tier('page-quick'),
        tier('page-slow'),
        tier('ticket-quick'),
        tier('ticket-slow'),
      ),
      delivered('Error budgets', slos.commandAvailability, { command: 'slo' }, server('slo')('says what was attained')),
      delivered(
        'Burn rates in four degrees: page quick and slow, ticket quick and slow',
        tier('page-quick'),
        tier('page-slow'),
        tier('ticket-quick'),
        tier('ticket-slow'),
      ),
      delivered(
        'Compliance over a period, and breaches',
        { command: 'slo --period' },
        { command: 'report' },
        server('report')('tells of objectives, targets and alerts what queries by hand do'),
      ),
      delivered(
        'Alerts made by policy',
        slos.policy,
        { address: 'user-service/alert/SloBudgetExhausted/command-availability' },
        users,
      ),
      delivered('commandAvailability: 99.9%', slos.commandAvailability),
      delivered('queryLatency: 95% under 100 ms', slos.queryLatency),
      delivered('eventThroughput: 1000 events a second', slos.eventThroughput),
      delivered('dataFreshness: projections lag less than 5 s', slos.dataFreshness),
      delivered('Policy: alert, for each of the objectives', slos.policy),
      delivered('Policy: throttle, which the service reads', slos.policy, {
        doc: 'docs/error-budgets.md#what-follows-when-a-budget-runs-low',
      }),
      delivered(
        'Policy: block deployments',
        slos.policy,
        { command: 'gate --service' },
        { test: 'test/servers/gate.test.ts', named: 'and reads what freezes, what does not, and what is left' },
      ),
      delivered('When a budget will be spent', { command: 'slo' }, boardOf('slos')),
      delivered('Alerts of severity info, warning and critical', alerts.commandsOdd, alerts.eventsDrop, alerts.flowBroken, {
        doc: 'definitions/cqrs/README.md#whom-a-severity-reaches',
      }),
      delivered('History and trends', boardOf('slos'), { command: 'report' }, server('report')('classes trends')),
    ],
    '5. Logs': [
      delivered('timestamp, level, message, service', appLogs, { runtime: 'logger' }),
      delivered('traceId, correlationId, aggregateId, eventType, error', appLogs),
      delivered('metadata of any form', { runtime: 'logger' }, server('logs')('finds declared fields that came as plain JSON')),
      delivered(
        'Collected as they come, with a buffer',
        production,
        { runtime: 'logBuffer' },
        unit('log-buffer')('many are one write'),
      ),
      delivered('Enriched with context, ids and the environment', { runtime: 'withContext' }, production),
      delivered('Sink: console', { runtime: 'logger' }, vendors),
      delivered('Sink: file, put aside when it is full, kept seven days', vendors, collected),
      delivered('Sink: Loki', production, {
        test: 'test/servers/log-delivery.test.ts',
        named: 'is found by its correlation id, with the trace id of the request',
      }),
      delivered(
        'Sink: Elasticsearch, as an exporter of the collector, which no real Elasticsearch has taken in the tests',
        vendors,
      ),
      delivered(
        'Search with filters and a limit; in place of pages `--to` the time of the oldest line that was shown',
        { command: 'logs --contains' },
        { command: 'logs --where' },
        server('logs')('gives every line where all are wanted'),
      ),
      delivered(
        'Statistics by level, service and pattern',
        { command: 'logs --stats' },
        server('logs')('counts by level and service as a query by hand does'),
        server('logs')('counts by pattern'),
      ),
      delivered(
        'Correlated to traces: from a line to its trace and back',
        appLogs,
        { command: 'logs --correlation' },
        {
          address: 'estate/board/execution',
        },
      ),
      delivered('Sent in batches', production, {
        test: 'test/servers/collector-config.test.ts',
        named: 'sends lines that come one by one on together',
      }),
      delivered('Retention: 30 days, of the audit a year', appLogs, auditLogs),
      delivered(
        'Archives: every line goes to a bucket too; what Loki deletes is still there, for other tools to read. No real bucket has taken it in the tests',
        production,
        { test: 'test/unit/exporters/kinds.test.ts' },
      ),
      delivered('Lines as they come', { command: 'logs --follow' }, server('logs')('follows what comes, each line once')),
    ],
    '6. Anomalies': [
      delivered('Z-score, threshold 3, learnt from a day instead of 50 points', alerts.commandsOdd, alerts.failuresOdd, {
        command: 'anomalies --method z-score',
      }),
      delivered('Interquartile range, multiplier 1.5, learnt from a day instead of 50 points', alerts.commandsOdd, {
        command: 'anomalies --method iqr',
      }),
      delivered('Most commands a second: 10,000', alerts.tooManyCommands),
      delivered('Most change of a rate: half of it within ten minutes, instead of 5000 within ten points', alerts.commandsJump),
      delivered('A pattern of ten points, similar by 0.8', alerts.lagSawtooth),
      delivered('Commands: throughput and latency', alerts.commandsOdd, alerts.commandsSlower),
      delivered('Events: flow and volume', alerts.eventsDrop, alerts.flowBroken),
      delivered(
        'Queries: response time and hits of the cache',
        alerts.queriesSlower,
        alerts.cacheMisses,
        panel('Hits of the cache'),
      ),
      delivered(
        'Errors: share of failures, and patterns of what is logged',
        alerts.failuresOdd,
        { command: 'logs --stats pattern' },
        server('logs')('counts by pattern'),
      ),
      delivered(
        'Percentiles: the 95th, over five minutes',
        alerts.registrationsSlow,
        alerts.commandsSlower,
        alerts.queriesSlower,
      ),
      delivered('Learnt from the past', alerts.eventsDrop, { doc: 'docs/alerting-anomalies.md' }),
      delivered('Several methods together', alerts.commandsOdd, { command: 'anomalies --method composite' }),
      delivered(
        'Confidence, by the command; an alert fires or does not',
        { command: 'anomalies' },
        server('statistics')('says why'),
      ),
      delivered(
        'Trends: improving, stable, degrading',
        alerts.lagGrows,
        { command: 'report' },
        server('report')('classes trends'),
      ),
      notDelivered(
        'Models trained by machine learning',
        'Every method is a formula over the past that PromQL computes: whoever is woken can look at what was expected, and why.',
      ),
    ],
    '7. Health': [
      delivered('Database', alerts.databaseDown, { runtime: 'indicator' }, checked),
      delivered('Event store', alerts.eventStoreDown, { runtime: 'indicator' }, checked),
      delivered('Memory, warning at 80 %, and disk, critical at 95 %', { runtime: 'indicator' }, checked, {
        test: 'test/unit/runtime/health-indicators.test.ts',
      }),
      delivered(
        'External services: auth-service',
        { runtime: 'indicator' },
        checked,
        healthy('another service by its health endpoint'),
      ),
      delivered('Command processing: length of the queue', alerts.commandsDown, checked),
      delivered(
        'Event processing: lag, by a check; throughput, by its objective',
        alerts.eventsDown,
        slos.eventThroughput,
        checked,
      ),
      delivered('Projections: freshness, by a check and an objective', alerts.projectionsDown, slos.dataFreshness, checked),
      delivered(
        'Aggregates: consistency, by a check; versions, by the conflicts of writers that are counted',
        metrics.aggregateConflicts,
        panel('Conflicts of aggregates'),
        checked,
      ),
      delivered('All up, majority up, any up', { runtime: 'health' }, { command: 'health --together' }),
      delivered('By component', metrics.componentHealth, panel('Health indicators')),
      delivered(
        'Circuit breakers: a component that is down is spared',
        { runtime: 'circuitBreaker' },
        healthy('with a breaker a component that is down is spared, and tried again later'),
      ),
      delivered('How health was over time', metrics.componentHealth, boardOf('health')),
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
      delivered(
        'logs --service=users, as --service=user-service',
        { command: 'logs --service=user-service' },
        typed('logs --service=users'),
      ),
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
        'A counter takes nanoseconds (`node test/bench/instruments.mjs`); nobody has run a service at a million a second with all of it.',
      ),
      delivered(
        'Several instances',
        userService,
        { runtime: 'clusterPrimary' },
        {
          test: 'test/unit/runtime/cluster.test.ts',
        },
      ),
      notDelivered(
        'Several regions',
        'This estate runs in one. An environment has a `region`, and `globalFor` judges over all of them: docs/scale-tiers.md.',
      ),
      delivered(
        'Efficient storage: few labels, the rest in fields; chunks and blocks, compressed by the servers',
        appLogs,
        production,
        {
          test: 'test/servers/log-delivery.test.ts',
          named: 'adds nothing to the index that changes with the request',
        },
      ),
      delivered(
        'Processed as it comes, without blocking',
        { runtime: 'logBuffer' },
        unit('log-buffer')('while the reader is slow they wait, no more than there is room for'),
      ),
      delivered(
        'Goes on while a part fails',
        { runtime: 'health' },
        unit('logger')('a destination that is gone fails nobody'),
        unit('health')('a check that throws or hangs is unhealthy, with the reason'),
      ),
      delivered('Circuit breakers', { runtime: 'circuitBreaker' }, healthy('a circuit opens after failures in a row')),
      delivered('Retries with growing pauses, as the collector does by itself', production, {
        test: 'test/servers/collector-config.test.ts',
      }),
      delivered(
        'Proactive detection of failures: trends, odd measurements, budgets that burn slowly',
        alerts.lagGrows,
        alerts.failuresOdd,
        tier('ticket-slow'),
      ),
      delivered(
        'Sensitive data is masked',
        appLogs,
        { runtime: 'REDACTED_KEYS' },
        {
          test: 'test/servers/sampling.test.ts',
          named: 'attributes of spans are redacted and enriched',
        },
      ),
      delivered(
        'Encrypted where it lies: the buckets of Loki and Tempo; disks of single servers are the machine’s own',
        production,
        {
          test: 'test/servers/generated-accepted.test.ts',
        },
      ),
      delivered(
        'Access by role: folders of boards have permissions of roles and teams, which this estate leaves as Grafana has them',
        { doc: 'docs/deployment.md#teams-and-service-accounts-of-grafana' },
        { test: 'test/unit/targets/grafana-permissions.test.ts' },
      ),
      delivered('Audit: of the application by its own stream, of deployments by signalbox', auditLogs, {
        test: 'test/cli/audit-sinks.test.ts',
      }),
      delivered('TLS', {
        test: 'test/servers/listener-tls.test.ts',
        named: 'promtool takes the web config, Loki and the collector theirs',
      }),
      delivered('Low overhead: figures below, measured', measured),
      delivered('Efficient sampling', tracing, { command: 'sampling' }),
      delivered(
        'Optimized queries: what is asked over and over is recorded ahead',
        slos.commandAvailability,
        alerts.commandsOdd,
        { command: 'suggest-recordings' },
      ),
      delivered('Caching: chunks and answers of Loki in memcached', production, {
        test: 'test/servers/generated-accepted.test.ts',
      }),
    ],
    Integrations: [
      delivered('Jaeger, which takes OTLP', vendors, collected),
      delivered('Prometheus', userService, {
        test: 'test/servers/generated-accepted.test.ts',
        named: 'accepts the configuration and every rule file it names',
      }),
      delivered('Grafana', overview, {
        test: 'test/servers/generated-accepted.test.ts',
        named: 'takes folders, data sources and dashboards and holds them as they are',
      }),
      delivered('Elasticsearch', vendors, { test: 'test/unit/exporters/kinds.test.ts' }),
      notDelivered(
        'Logstash and Kibana',
        'The collector reads and sends lines, and Grafana shows them, also those of an Elasticsearch; nothing is generated for these two.',
      ),
      delivered(
        'AWS X-Ray, Google Cloud Trace, Azure Monitor: by their exporters, checked against their documents and by no real service',
        vendors,
        { test: 'test/unit/exporters/kinds.test.ts' },
      ),
      delivered(
        'Vendor-agnostic: services speak OTLP and Prometheus; where it goes is one line of a collector',
        vendors,
        production,
      ),
      delivered('Instrumented by one call', { runtime: 'cqrs' }, { runtime: 'observe' }, checked),
      delivered('Domain-specific metrics', metrics.registrationDuration, panel('Registrations'), slos.registration),
      delivered('Event streams', metrics.eventLag, slos.eventThroughput),
      delivered('Projections', metrics.projectionLag, metrics.projectionPosition, metrics.projected, slos.dataFreshness),
    ],
    'Production readiness': [
      delivered('Metrics and boards in real time', userService, overview),
      delivered('Alerts of several severities', alerts.commandsOdd, alerts.eventsDrop, alerts.flowBroken),
      delivered('Objectives with error budgets', slos.commandAvailability, slos.policy),
      delivered('Health checks with circuit breakers', checked, { runtime: 'circuitBreaker' }),
      delivered('Anomalies, by statistics instead of machine learning', alerts.commandsOdd, alerts.failuresOdd),
      delivered('Traces with correlation', tracing, chain),
      delivered('Structured lines that can be searched', appLogs, { command: 'logs --where' }),
      delivered('Boards of Grafana', overview, boardOf('performance')),
      notDelivered(
        'Profiles of performance',
        'There is a panel for flame graphs, and nothing that collects profiles: signalbox configures no server for them.',
      ),
      delivered(
        'Analysis of performance: critical path and bottlenecks of traces',
        { command: 'traces critical-path' },
        { command: 'traces bottlenecks' },
      ),
      delivered(
        'Errors tracked and analysed',
        boardOf('errors'),
        { command: 'traces errors' },
        { command: 'logs --stats pattern' },
      ),
      delivered('Tools on the command line', { command: 'traces show' }, { command: 'query' }, typed('health')),
      delivered('Boards deployed by themselves', { command: 'deploy --target' }, { doc: 'docs/deployment.md' }),
      delivered('Lines collected and kept', appLogs, auditLogs, production),
      delivered('Analysis of the past', { command: 'report' }, { command: 'metrics --series' }),
      delivered('Runbooks and guides', slos.commandAvailability, alerts.flowBroken, { doc: 'definitions/cqrs/README.md' }),
    ],
    'Usage examples': [
      delivered(
        'Service, version, environment',
        userService,
        metrics.build,
        production,
        started('starting it starts its health checks'),
      ),
      delivered('otlpEndpoint: where each service sends, set by the environment', production, { runtime: 'startTracing' }),
      delivered('samplingRate: 10%, and every error', tracing),
      delivered('Grafana: its url in the environment, its key in the target, from a variable and never in a file', production, {
        doc: 'docs/deployment.md',
      }),
      delivered('Deploy dashboards', { command: 'deploy --target' }),
      delivered('health.service.start(): the checks run by themselves once it is started', { runtime: 'observe' }, checked),
      delivered('SLO user-registration-latency: 95% within 2 s, 7 days', slos.registration),
      delivered('Thresholds of that SLO: warning 3 s, critical 5 s', alerts.registrationsSlow, alerts.registrationsTooSlow),
      delivered(
        'Its SLI: the share of registrations within 2 s, counted by buckets, instead of a 95th percentile',
        slos.registration,
        { doc: 'definitions/cqrs/README.md#what-was-corrected' },
      ),
      delivered('Its category, priority, description and owner', slos.registration, users),
      delivered('addDataPoint: what the service counts is looked at', metrics.registrationDuration, { runtime: 'instruments' }),
      delivered(
        'Its metadata, such as the source: the labels job and instance, and those a metric declares; a point cannot have others',
        metrics.registrationDuration,
        userService,
      ),
      delivered(
        'History of anomalies of one metric, the last hour, at most 50',
        { command: 'anomalies --query --since=1h --limit=50' },
        server('statistics')('finds the lost hour of a series with a season, and nothing else'),
      ),
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
      notDelivered('Tracing: below 1% of CPU', 'Measured 2.6 % of a core at 100 requests a second: docs/runtime.md.'),
      delivered('Tracing: at most 50 MB, and 5 MB an hour', measured),
      notDelivered('Metrics: below 0.5% of CPU', 'Measured 1.9 % of a core at 100 requests a second: docs/runtime.md.'),
      delivered('Metrics: at most 20 MB', measured),
      notDelivered(
        'Metrics: 500 KB an hour',
        'Measured 0.7 MB an hour where they are asked for every 15 s; every 30 s they are within it.',
      ),
      delivered('Logs: below 2% of CPU, at most 100 MB, and 50 MB an hour', measured),
      delivered('Health checks: below 0.1% of CPU, 5 MB, hardly any network', measured),
      delivered('Together: below 4% of CPU, 180 MB, 55 MB an hour', measured),
      delivered('Nine tenths less by sampling', tracing, { command: 'sampling' }),
      delivered('Batches', production, {
        test: 'test/servers/collector-config.test.ts',
        named: 'sends lines that come one by one on together',
      }),
      delivered(
        'Compression: spans and scrapes are gzipped on their way, blocks by the servers',
        { runtime: 'startTracing' },
        unit('tracing')('spans are sent compressed'),
      ),
      notDelivered(
        '60 to 80% smaller by compression',
        'How much it saves depends on what is sent, and was measured of nobody’s real lines.',
      ),
      notDelivered(
        '95% of queries answered from a cache',
        'The caches are set up; how often they answer depends on who asks, and nobody has measured it.',
      ),
      delivered('Nothing blocks', { runtime: 'logBuffer' }, unit('log-buffer')('while the reader is slow they wait')),
    ],
    'Next phase': [
      notDelivered('Property-based tests', nextPhase),
      notDelivered('Chaos engineering', nextPhase),
      notDelivered('Load tests', nextPhase),
      notDelivered('Detection of regressions of performance, in tests', nextPhase),
      notDelivered('Mutation tests', nextPhase),
      notDelivered('Contract tests', nextPhase),
      notDelivered(
        'Visual regression of dashboards',
        '`signalbox preview` lists and draws the boards that a branch changes; nothing compares pictures pixel by pixel.',
      ),
      notDelivered('End-to-end tests', nextPhase),
    ],
  },
});
