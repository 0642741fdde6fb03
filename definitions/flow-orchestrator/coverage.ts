/** Every capability the document of FlowOrchestrator names, section by section, and what delivers it. */
import { coverage, delivered, notDelivered } from 'signalbox';
import { production } from '../environments.ts';
import * as alerts from './alerts.ts';
import { flows as board } from './boards.ts';
import { engineLogs } from './logs.ts';
import * as engine from './metrics/engine.ts';
import * as process from './metrics/process.ts';
import * as steps from './metrics/steps.ts';
import * as recordings from './recordings.ts';
import * as response from './response.ts';
import * as scaling from './scaling.ts';
import { exporter, flowOrchestrator, host, importer, orchestrator, processor } from './services.ts';
import * as slos from './slos.ts';
import { flows, management } from './teams.ts';
import * as tracing from './traces.ts';

const runtime = (file: string) => (named: string) => ({ test: `test/unit/runtime/${file}.test.ts`, named });
const statistics = runtime('statistics');
const STATISTICS = 'test/servers/operate/statistics.test.ts';
const sampled = runtime('sampling');
const server = (file: string) => (named: string) => ({ test: `test/servers/operate/${file}.test.ts`, named });
const queried = server('query');
const versioned = server('versions');
const recommended = server('recommend');
const kinds = (named: string) => ({ test: 'test/unit/operate/recommend/kinds.test.ts', named });
const ofFlows = (named: string) => ({ test: 'test/unit/systems/flow-orchestrator.test.ts', named });
const traced = (named: string) => ({ test: 'test/unit/operate/traces/tempo.test.ts', named });
/** The document's own query, word for word, asked of a real Prometheus. */
const query = server('flow-query')('answers by branch and step, the slowest first');
const declared = ofFlows('is about metrics that are declared, by labels that each of them has');
const panel = (title: string) => ({ panel: title, on: board });
const boardOf = (name: string) => ({ address: `flow-orchestrator/board/${name}` });
const OTHERS_DO = 'A decision inside the engine, of which nothing on the servers can take part';

const statisticsService = [
  delivered('Collects telemetry of all components', orchestrator, importer, processor, exporter, host),
  delivered('Aggregates raw metrics', recordings.endings, recordings.stepSeconds, slos.completion),
  delivered('Keeps history for trends', production, { command: 'report' }, { command: 'metrics --series' }),
  delivered('Can be asked', { command: 'query' }, queried('a query gives what the server gives')),
  delivered('Alerts by thresholds', alerts.queueLong),
  delivered('Samples less under load', tracing.importTraces, sampled('adaptive: all while there is little to do')),
  delivered('Versions are part of what is measured', process.component, { command: 'versions usage' }),
  delivered('Correlates metrics of components', alerts.backedUp, { command: 'correlate' }),
  delivered(
    'Periodic reports of the health of the system',
    { command: 'report --every' },
    server('report')('one for each period: whole files'),
  ),
];
const metricTypes = [
  delivered('Counter', engine.executions),
  delivered('Gauge', engine.activeFlows, engine.activeBranches, steps.memoryConsumption),
  delivered('Histogram', steps.executionDuration),
  delivered(
    'Timer: into a histogram, of which queries make the statistics',
    { runtime: 'startTimer' },
    statistics('a timer observes once'),
  ),
  delivered('Meter: rates over one, five and fifteen minutes', { runtime: 'meter' }, statistics('a meter has the mean')),
];
const metricStructure = [
  delivered(
    'MetricName: flow.execution.duration, which is flow_execution_duration_seconds',
    steps.executionDuration,
    statistics('become names of Prometheus in base units'),
    query,
  ),
  delivered('MetricValue: a number or a distribution', engine.flowDuration, steps.dataVolume),
  delivered(
    'MetricUnit: base units; what is given in ms is converted',
    steps.memoryConsumption,
    statistics('are recorded by, converted, with attributes in any spelling'),
  ),
  delivered('Timestamp: when it was scraped', orchestrator, { doc: 'docs/runtime.md' }),
  delivered('ComponentId: the labels job and instance', importer, production),
  delivered('FlowId: the label flow_id', steps.steps, engine.executions, query),
  delivered('BranchPath: the label branch_path', steps.executionDuration, engine.activeBranches, query),
  delivered('StepId: the label step_id', steps.executionDuration, steps.memoryConsumption, query),
  delivered('ServiceType: the label service_type, Importer, Processor or Exporter', steps.executionDuration, query),
  delivered(
    'VersionId: the label version of flow_component_info, joined by instance',
    process.component,
    versioned('counts for each version what happened while it ran'),
  ),
  delivered(
    'SamplingInfo: sampling.rate on each kept trace; metrics are not sampled',
    tracing.engineTraces,
    { runtime: 'correctedCount' },
    sampled('counts are corrected from attributes of what was kept'),
  ),
];
const interfaces = [
  delivered(
    'RecordCounter, RecordGauge, RecordHistogram',
    { runtime: 'statistics' },
    statistics('are recorded by, converted, with attributes in any spelling'),
  ),
  delivered(
    'RecordTimer, RecordMeter',
    { runtime: 'statistics' },
    { runtime: 'meter' },
    statistics('are recorded by, converted, with attributes in any spelling'),
  ),
  delivered('BatchRecord', { runtime: 'batch' }, statistics('are recorded when full, when it is time, and at the end')),
  delivered('QueryMetrics', { command: 'query --language json' }, query),
  delivered('GetAvailableMetrics', { command: 'metrics' }, queried('metrics are listed by family')),
  delivered('GetConfiguredAlerts', { command: 'inventory' }, { command: 'alerts list' }),
  delivered(
    'SubscribeToMetric, UnsubscribeFromMetric',
    { runtime: 'subscribe' },
    statistics('tell what has changed, by series, until they are ended'),
  ),
  delivered(
    'BeginScope, EndScope',
    { runtime: 'scopes' },
    statistics('a scope begins and ends where it is told to, with its results'),
  ),
  delivered('StartTimer', { runtime: 'startTimer' }, statistics('a timer observes once')),
  delivered(
    'ConfigureAggregation: the buckets of a metric, and what is recorded of it',
    steps.executionDuration,
    recordings.stepSeconds,
    recordings.endings,
    { command: 'suggest-recordings' },
  ),
  delivered(
    'SetRetentionPolicy: a metric that says `retention` is sent to the warehouse or left out of it; Prometheus has one time for all',
    engine.executions,
    ofFlows('a metric that is to be kept for years'),
  ),
];
const sampling = [
  delivered(
    'StatisticalSignificanceSampler: the share of failures is known to a point',
    tracing.processTraces,
    sampled('confidence: in each window the share of errors is known'),
  ),
  delivered('AdaptiveRateSampler', tracing.importTraces, tracing.exportTraces, sampled('adaptive: all while there is little')),
  delivered(
    'ImportanceBasedSampler: flows of high priority, failed and slow ones whole',
    tracing.engineTraces,
    ofFlows('what failed is kept'),
    sampled('importance over all traces'),
  ),
  delivered(
    'SamplingImpactAnalyzer: the error of what is counted from kept traces',
    { command: 'sampling' },
    recommended('judges the rate by what metrics counted'),
  ),
  delivered(
    'OptimalSamplingCalculator: the rate for the error that is allowed',
    { command: 'sampling --error' },
    recommended('for the window, the error and the confidence that are asked for'),
  ),
  delivered(
    'SamplingCostBenefitAnalyzer: what a month costs now, and at that rate',
    { command: 'sampling --price' },
    recommended('says what kept traces cost in a month'),
  ),
];
const realTime = [
  delivered('ActiveFlowMonitor', engine.activeFlows, panel('Flows under way'), { command: 'workflows active' }),
  delivered('ResourceUtilizationMonitor', steps.memoryConsumption, steps.workersBusy, host, panel('Memory'), panel('CPU')),
  delivered('PerformanceAnomalyDetector: of what flows end', alerts.throughputOdd, { command: 'anomalies' }),
  delivered('HealthCheckSubsystem', engine.componentHealth, alerts.schedulerDown, { runtime: 'health' }),
  delivered('AlertManager: Alertmanager itself', production, flows.page),
  delivered('Dashboards in real time', board),
  delivered('Execution of flows', panel('Executions by outcome'), { address: 'estate/board/execution' }),
  delivered('Branches side by side', panel('Branches side by side'), panel('Branches of an execution')),
  delivered(
    'Heat maps of resources: a square for each process and step of time',
    panel('Heat map of workers'),
    panel('Heat map of hosts'),
  ),
  delivered('Trends of performance', boardOf('performance'), { command: 'metrics --series' }),
  delivered('Distribution of errors', boardOf('errors'), panel('Failures by step')),
  delivered('Use of versions', panel('Versions'), boardOf('versions')),
];
const integration = [
  delivered('Measuring points in the context of an execution', { runtime: 'runWorkflow' }, { runtime: 'withContext' }),
  delivered('Metrics where flows are orchestrated', engine.queueWait, engine.mergeDuration),
  delivered('Branches compared', panel('Branches compared'), panel('Slowest steps'), { command: 'traces bottlenecks' }),
  delivered(
    'Resources allotted by statistics: replicas, and how many branches run side by side',
    scaling.processors,
    recordings.branchesAllowed,
    { runtime: 'signalOf' },
  ),
  delivered('How well strategies of merging work', engine.merges, panel('Merges that conflict'), panel('Time to merge')),
  delivered('Versions compared while they run', alerts.worseVersion, { command: 'versions compare' }),
  delivered(
    'Baselines of services: saved by a command, not when a service registers',
    { command: 'baseline save' },
    server('baseline')('tells what changed since it was saved'),
  ),
  delivered('Performance over the life of a service', { command: 'versions transitions' }, { command: 'report' }),
  delivered(
    'Versions compared before a transition',
    { command: 'versions compare' },
    versioned('agrees with a query by hand where one version ran alone'),
  ),
  delivered('Health by performance', slos.startsSoon, { command: 'health' }),
  delivered('Recommendations for resources', { command: 'recommend' }, recommended('says what to do about workers, versions')),
  delivered('Regressions found and told', alerts.worseVersion, { command: 'gate' }),
];
const alertTypes = [
  delivered('ThresholdAlert', alerts.queueLong, alerts.stepsSlow),
  delivered('AnomalyAlert', alerts.throughputOdd),
  delivered('TrendAlert', alerts.memoryFills),
  delivered('CorrelationAlert', alerts.backedUp),
  delivered('HealthAlert', alerts.schedulerDown, alerts.importersGone, alerts.processorsGone, alerts.exportersGone),
  delivered('VersionAlert', alerts.oldEngine, alerts.oldImporter, alerts.oldProcessor, alerts.oldExporter, alerts.worseVersion),
];
const channels = [
  delivered('Email for critical alerts', flows.page),
  delivered('SMS for urgent issues, by Amazon SNS', flows.page),
  delivered('Dashboard notifications for information', panel('Alerts'), ofFlows('the list of alerts is of every service')),
  delivered(
    'Web hook for automated responses: the scheduler is restarted, workers are started',
    response.restartScheduler,
    response.startWorkers,
    { runtime: 'remediationHandler' },
    { test: 'test/servers/remediation.test.ts' },
  ),
  delivered('Escalation of what nobody answers', flows, management.page),
  delivered('Related alerts in one notification', { doc: 'docs/alerting-routes.md' }, alerts.backedUp),
];
const traceIntegration = [
  delivered('One trace id over all components', tracing.engineTraces, tracing.processTraces, { runtime: 'inject' }),
  delivered(
    'A span for each step',
    { runtime: 'runWorkflow' },
    runtime('workflow')('a workflow that runs is followed by itself'),
  ),
  delivered('Times and context at both ends of a span', { runtime: 'startTracing' }, { runtime: 'withContext' }),
  delivered('Branches in one trace', tracing.processTraces, { command: 'traces show' }),
  delivered('Errors in traces, which are all kept', tracing.engineTraces, { command: 'traces errors' }),
  delivered('Versions in traces', tracing.engineTraces, { command: 'versions compatibility' }),
  delivered('The way of a flow from end to end', { command: 'traces show' }, { address: 'estate/board/execution' }),
  delivered('Critical path', { command: 'traces critical-path' }, traced('finds the critical path')),
  delivered(
    'Bottlenecks',
    { command: 'traces bottlenecks' },
    {
      test: 'test/unit/operate/traces/several.test.ts',
      named: 'adds up what they wait for',
    },
  ),
  delivered('Cascades of errors', { command: 'traces errors' }, traced('finds where a failure began')),
  delivered('Branches', { command: 'traces show' }, traced('shows a trace as a tree')),
  delivered('Who calls whom', boardOf('performance'), { command: 'traces bottlenecks' }),
  delivered(
    'Versions that do not fit each other',
    { command: 'versions compatibility' },
    {
      test: 'test/unit/operate/versions/compatibility.test.ts',
      named: 'a pair of versions that fails more than others',
    },
  ),
];
const repository = [
  delivered('RawMetricsStore: Prometheus, 90 days', production),
  delivered('AggregatedMetricsStore: what rules record', recordings.endings, recordings.stepSeconds, slos.completion),
  delivered('MetricsWarehouse: a Mimir that Prometheus writes to, run by others', production, {
    test: 'test/servers/mimir-distributed.test.ts',
  }),
  delivered('AnalyticsCache: what is asked often is recorded ahead', recordings.stepSeconds, { command: 'suggest-recordings' }),
  delivered('MetricsCatalog', { command: 'inventory' }, { command: 'metrics' }),
  delivered(
    'Tiers by age and importance: all for 90 days; recordings and what asks for it longer, in the warehouse',
    production,
    engine.executions,
    recordings.endings,
  ),
  delivered(
    'Retention by type of metric: of raw series, recordings, lines and traces; a metric may ask for longer than others',
    production,
    engine.executions,
    engineLogs,
    ofFlows('a metric that is to be kept for years'),
  ),
  delivered('Aggregated for the long term', recordings.endings, recordings.stepSeconds, production),
  delivered('Compression, which the servers do by themselves', production),
  notDelivered(
    'Integrity of critical data verified',
    'Prometheus, Loki and Tempo verify checksums of their blocks as they read them; no command of signalbox does.',
  ),
  delivered('Storage that knows versions', process.component, { command: 'versions usage' }),
];
const analysis = [
  delivered('Trends', { command: 'report' }, server('report')('classes trends')),
  delivered('Anomalies', alerts.throughputOdd, { command: 'anomalies' }, { test: STATISTICS, named: 'finds the lost hour' }),
  delivered('Correlation', { command: 'correlate' }, { test: STATISTICS, named: 'finds what moved with it' }),
  delivered('Regression: what a change did', { command: 'baseline compare' }, { command: 'versions compare' }),
  delivered('Forecast', { command: 'capacity' }, alerts.memoryFills, { test: STATISTICS, named: 'says when a disk is full' }),
  delivered(
    'Benchmark against a baseline',
    { command: 'baseline compare' },
    server('baseline')('tells what changed since it was saved'),
  ),
  delivered('Impact of versions', { command: 'versions compare' }, versioned('counts for each version what happened')),
  delivered('Critical metrics are looked at by themselves', alerts.throughputOdd, slos.policy),
  delivered(
    'Decides on the life of services: a gate before a deploy',
    { command: 'gate' },
    { test: 'test/servers/gate.test.ts' },
  ),
  delivered('How flows could be better', { command: 'recommend' }),
  delivered('Efficiency of branches', panel('Branches of an execution'), panel('Branches compared'), { command: 'recommend' }),
  delivered('Resources by how they are used', { command: 'recommend' }, { command: 'capacity' }),
  delivered('Patterns of errors', { command: 'logs --stats pattern' }, { command: 'traces errors' }),
];
const queries = [
  delivered('Ranges of time', { command: 'query --from' }, query),
  delivered('Filters by dimension', { command: 'query --language json' }, query),
  delivered(
    'MIN, MAX, AVG, COUNT, PERCENTILE',
    { command: 'metrics --aggregate' },
    queried('a histogram comes to what was observed'),
  ),
  delivered('Rates and trends', { command: 'metrics --series' }, queried('a counter comes to what it counted, and its rate')),
  delivered('Several metrics in one query', query, { command: 'correlate' }),
  delivered('Patterns over several metrics', alerts.backedUp, { command: 'correlate' }),
  delivered('Queries by version', { command: 'versions compare' }),
  delivered(
    'The query in JSON, with metrics, filter, groupBy, aggregations, calculations, sort and limit',
    { command: 'query --file' },
    query,
    declared,
  ),
];
const allocation = [
  delivered(
    'ResourceUtilizationOptimizer: replicas follow how busy workers are; what a process may use stays as it was started',
    scaling.importers,
    scaling.processors,
    scaling.exporters,
  ),
  delivered(
    'FlowPriorityManager: the engine is told when flows of low priority have to wait; which those are, it knows',
    slos.policy,
    { doc: 'docs/error-budgets.md#what-follows-when-a-budget-runs-low' },
  ),
  delivered(
    'BranchParallelismOptimizer: how many branches may run is recorded, and the engine reads it',
    recordings.branchesAllowed,
    { runtime: 'signalOf' },
    panel('Branches a flow may have'),
    { test: 'test/servers/recorded-signal.test.ts' },
  ),
  notDelivered(
    'MemoryAllocationOptimizer',
    `${OTHERS_DO}: how a process divides its memory is set in its code; how much its steps hold is on the board.`,
  ),
  delivered('ServiceScalingManager: KEDA, by declared signals', scaling.importers, scaling.processors, scaling.exporters, {
    test: 'test/unit/systems/flow-orchestrator.test.ts',
    named: 'each kind of worker is scaled',
  }),
  delivered('Resources foreseen from history', { command: 'capacity' }, { command: 'recommend' }),
  notDelivered(
    'Quotas changed while a flow runs',
    'A quota belongs to a pod, and the cluster sets it when the pod starts; what changes while flows run is how many pods there are.',
  ),
  notDelivered(
    'Flows scheduled by what they need',
    `${OTHERS_DO}: what each needs is measured by \`flow_id\`, and which starts next the scheduler decides.`,
  ),
  notDelivered(
    'Branches by the critical path',
    `${OTHERS_DO}: \`signalbox traces critical-path\` says which branch is waited for, after the execution has ended.`,
  ),
  delivered('Versions considered', { command: 'recommend' }, { command: 'versions advice' }),
  delivered('Memory by how it is used', { command: 'recommend' }, panel('Memory by flow and step')),
];
const dashboards = [
  delivered('System overview', panel('Flows under way'), panel('Waiting'), panel('Completion')),
  delivered('Resource utilization: CPU, memory, network, disk', panel('CPU'), panel('Memory'), panel('Network'), panel('Disk')),
  delivered('Component health', panel('Component health'), boardOf('health')),
  delivered('Flow execution: active and recent', panel('Flows under way'), panel('Executions by outcome'), {
    command: 'workflows recent',
  }),
  delivered('Errors', boardOf('errors'), panel('Failures by step')),
  delivered('Performance', boardOf('performance'), panel('Duration')),
  delivered('Versions', panel('Versions'), boardOf('versions')),
  delivered('Refreshes by itself', board, { doc: 'docs/dashboards.md' }),
  delivered('Views can be configured', board, { doc: 'docs/dashboards.md' }),
  delivered('Drill-down: from a graph by its exemplar to the trace', { address: 'estate/board/execution' }, panel('Duration')),
  delivered('Alerts of one’s own', alerts.queueLong, { doc: 'docs/alerting.md' }),
  delivered('Beside the time before', { command: 'baseline compare' }, { command: 'report' }),
  delivered('Export and reports', { command: 'preview --export' }, { command: 'report' }),
  notDelivered(
    'Boards of each user',
    'Everybody sees the same; whoever needs another one saves a copy in Grafana, which no deployment touches.',
  ),
];
const visualization = [
  delivered(
    'Topology: services and who calls whom, drawn from spans; the structure of one flow is the tree of its trace',
    boardOf('performance'),
    { address: 'estate/board/execution' },
    { command: 'traces show' },
  ),
  delivered('Timeline of an execution', { address: 'estate/board/execution' }, { command: 'traces show' }),
  delivered('Branches of an execution', { command: 'traces show' }, panel('Branches of an execution')),
  delivered(
    'Resources of an execution: on its spans; by flow and step on the board',
    tracing.engineTraces,
    panel('Memory by flow and step'),
  ),
  delivered('Errors and where they went', { command: 'traces errors' }, traced('finds where a failure began')),
  delivered('Heat maps of performance', panel('Duration, spread')),
  delivered('Versions', { command: 'versions compatibility' }),
  delivered('Executions while they run: how many; one by one when they have ended', panel('Flows under way'), {
    command: 'workflows active',
  }),
  notDelivered(
    'Replay of an execution',
    'Its trace and its lines are kept and can be read in their order; nothing plays them again.',
  ),
  delivered('Down to the step', panel('Slowest steps'), { command: 'workflows steps' }),
  delivered('Branches compared', panel('Branches compared'), panel('Slowest steps')),
  delivered('Marks on graphs', board, { command: 'deploy --target' }),
  delivered('Errors stand out', panel('Errors'), { command: 'traces show' }),
  delivered('Export and sharing', { command: 'preview --export' }, { command: 'traces show --json' }),
];
const recommendations = [
  delivered('Resource allocation', { command: 'recommend' }, recommended('suggests what was put into the data')),
  delivered('Structure of flows', { command: 'recommend' }, kinds('what traces tell of workflows')),
  delivered('Branches side by side', { command: 'recommend' }, kinds('workers')),
  delivered('Version of a component', { command: 'versions advice' }, kinds('versions')),
  delivered('Strategy of merging', { command: 'recommend' }, engine.merges),
  delivered('Memory: requests and limits of containers, by what they used', { command: 'recommend' }),
  delivered('What to do about errors: retries that do not help', { command: 'recommend' }, steps.stepRetries),
  delivered('From what was measured', { command: 'recommend' }, recommended('each with evidence that a query by hand confirms')),
  delivered('What it would change', { command: 'recommend' }, recommended('each measures what it says')),
  delivered('How to do it', { command: 'recommend' }, recommended('says what to do about workers, versions')),
  delivered('Before and after', { command: 'recommend --after' }, kinds('what became of it')),
  delivered('Improvement over time', { command: 'recommend --save' }, recommended('keeps what it said, and measures it again')),
  delivered('Versions considered', { command: 'recommend' }, kinds('versions')),
  delivered('In order of priority', { command: 'recommend' }, recommended('says how it came out, in a table')),
];
const capacity = [
  delivered(
    'LoadForecastingEngine: a line with its interval',
    { command: 'capacity' },
    {
      test: 'test/unit/operate/capacity.test.ts',
      named: 'the interval of 95 % holds',
    },
  ),
  delivered('CapacityModelingSystem', { command: 'capacity --what-if' }),
  delivered('GrowthAnalyzer', { command: 'capacity' }),
  delivered('SaturationPredictor', { command: 'capacity --limit' }, alerts.memoryFills),
  delivered('ScalingRecommender', { command: 'capacity --limit' }),
  delivered('What will be needed in the long term', { command: 'capacity --within' }),
  delivered('Peaks', { command: 'capacity' }),
  delivered('Bottlenecks', { command: 'traces bottlenecks' }),
  delivered('When to scale', { command: 'capacity --limit' }, scaling.processors, scaling.importers),
  delivered('Transitions of versions', { command: 'versions advice' }),
  notDelivered(
    'How the infrastructure should evolve',
    '`signalbox capacity` says what runs out when and what it costs; what to build instead is for people to decide.',
  ),
  delivered('Cost', { command: 'capacity --price' }),
];
const versions = [
  delivered('VersionUtilizationMonitor', { command: 'versions usage' }, panel('Versions')),
  delivered('VersionPerformanceAnalyzer', { command: 'versions compare' }, versioned('counts for each version what happened')),
  delivered('VersionTransitionTracker', { command: 'versions transitions' }),
  delivered('VersionImpactAssessor', { command: 'versions compare' }, alerts.worseVersion),
  delivered('VersionOptimizationAdvisor', { command: 'versions advice' }),
  delivered('Which runs now', { command: 'versions usage' }, versioned('says what runs, and what should not')),
  delivered('Which ran before', { command: 'versions transitions' }, boardOf('versions')),
  delivered('Which is better', { command: 'versions compare' }),
  delivered('Which to go to', { command: 'versions advice' }),
  delivered('Which fit each other', { command: 'versions compatibility' }),
  delivered(
    'Deprecated ones are told, of the engine and of each kind of worker',
    alerts.oldEngine,
    alerts.oldImporter,
    alerts.oldProcessor,
    alerts.oldExporter,
  ),
  delivered('Up or down', { command: 'versions advice' }, versioned('advises to go back')),
];

export const document = coverage({
  name: 'observability-and-operations',
  system: flowOrchestrator,
  document: '7. Observability and Operations',
  sections: {
    '7.1.1 Statistics service': statisticsService,
    '7.1.2 Types of metrics': metricTypes,
    '7.1.2 Structure of a metric': metricStructure,
    '7.1.3 Interfaces': interfaces,
    '7.1.4 Sampling': sampling,
    '7.2.1 Monitoring in real time': realTime,
    '7.2.2 Integration': integration,
    '7.2.3 Types of alerts': alertTypes,
    '7.2.3 Channels': channels,
    '7.2.4 Traces': traceIntegration,
    '7.3.1 Repository': repository,
    '7.3.2 Analysis': analysis,
    '7.3.3 Queries': queries,
    '7.3.4 Allocation of resources': allocation,
    '7.4.1 Health dashboards': dashboards,
    '7.4.2 Execution of flows': visualization,
    '7.4.3 Recommendations': recommendations,
    '7.4.4 Capacity': capacity,
    '7.4.5 Versions': versions,
  },
});
