/** Every capability the document of FlowOrchestrator names, section by section, and what delivers it. */
import { coverage, delivered, notDelivered } from 'signalbox';
import { production } from '../environments.ts';
import * as alerts from './alerts.ts';
import { flows as board } from './boards.ts';
import { engineLogs } from './logs.ts';
import * as engine from './metrics/engine.ts';
import * as process from './metrics/process.ts';
import * as steps from './metrics/steps.ts';
import { exporter, flowOrchestrator, importer, orchestrator, processor } from './services.ts';
import * as slos from './slos.ts';
import { flows, management } from './teams.ts';
import * as tracing from './traces.ts';

const statistics = { test: 'test/unit/runtime/statistics.test.ts' };
const instrumented = { test: 'test/unit/runtime/instruments.test.ts' };
const sampled = { test: 'test/unit/runtime/sampling.test.ts' };
const structured = { test: 'test/servers/operate/query.test.ts' };
const asked = (what: string) => ({ test: `test/servers/operate/${what}.test.ts` });
const panel = (title: string) => ({ panel: title, on: board });
const boardOf = (name: string) => ({ address: `flow-orchestrator/board/${name}` });
const OTHERS_DO = 'Flows are scheduled by the engine itself: signalbox tells it what there is, and moves nothing.';
const NO_PICTURE =
  'Grafana draws no editor of flows; the calls between services and the spans of an execution are what can be seen.';

const statisticsService = [
  delivered('Collects telemetry of all components', orchestrator, importer, processor, exporter),
  delivered('Aggregates raw metrics', slos.completion, { doc: 'docs/slo.md' }),
  delivered('Keeps history for trends', production, { command: 'report' }),
  delivered('Can be asked', { command: 'query' }, structured),
  delivered('Alerts by thresholds', alerts.queueLong),
  delivered('Samples less under load', tracing.importTraces, sampled),
  delivered('Versions are part of what is measured', process.component, { command: 'versions usage' }),
  delivered('Correlates metrics of components', alerts.backedUp, { command: 'correlate' }),
  delivered('Periodic reports', { command: 'report --every' }, { test: 'test/unit/operate/periodic.test.ts' }),
];
const metricTypes = [
  delivered('Counter', engine.executions, instrumented),
  delivered('Gauge', engine.activeFlows, instrumented),
  delivered('Histogram', steps.stepDuration, instrumented),
  delivered('Timer', { runtime: 'startTimer' }, statistics),
  delivered('Meter', { runtime: 'meter' }, statistics),
];
const metricStructure = [
  delivered('Hierarchical names: flow.execution.duration', engine.executionDuration, { runtime: 'statistics' }, statistics),
  delivered('Values and distributions', engine.executionDuration, steps.dataVolume),
  delivered('Units', process.memoryConsumption, statistics),
  delivered('Time of collection, which is the scrape', orchestrator),
  delivered('ComponentId: the instance', importer, { doc: 'docs/runtime.md' }),
  delivered('FlowId', steps.steps, engine.executions),
  delivered('BranchPath', steps.steps, engine.activeBranches),
  delivered('StepId', steps.steps, steps.stepDuration),
  delivered('ServiceType: importer, processor, exporter', steps.steps),
  delivered('VersionId', process.component),
  delivered('How it was sampled', tracing.engineTraces, { runtime: 'correctedCount' }, sampled),
];
const interfaces = [
  delivered('RecordCounter, RecordGauge, RecordHistogram', { runtime: 'statistics' }, statistics),
  delivered('RecordTimer, RecordMeter', { runtime: 'startTimer' }, { runtime: 'meter' }, statistics),
  delivered('BatchRecord', { runtime: 'batch' }, statistics),
  delivered('QueryMetrics', { command: 'query' }, structured),
  delivered('GetAvailableMetrics', { command: 'metrics' }, { command: 'inventory' }),
  delivered('GetConfiguredAlerts', { command: 'alerts list' }, { command: 'inventory' }),
  delivered('SubscribeToMetric, UnsubscribeFromMetric', { runtime: 'subscribe' }, statistics),
  delivered('BeginScope, EndScope', { runtime: 'scopes' }, statistics),
  delivered('StartTimer', { runtime: 'startTimer' }, statistics),
  delivered('ConfigureAggregation: which buckets, which recordings', steps.stepDuration, { command: 'suggest-recordings' }),
  delivered('SetRetentionPolicy: of raw series, of recordings, of log streams', production, engineLogs),
];
const sampling = [
  delivered('StatisticalSignificanceSampler', tracing.processTraces, sampled),
  delivered('AdaptiveRateSampler', tracing.importTraces, tracing.exportTraces, sampled),
  delivered('ImportanceBasedSampler', tracing.engineTraces, sampled),
  delivered('SamplingImpactAnalyzer', { command: 'sampling' }, { runtime: 'correctedCount' }),
  delivered('OptimalSamplingCalculator', { command: 'sampling' }),
  delivered('SamplingCostBenefitAnalyzer', { command: 'sampling' }),
];
const realTime = [
  delivered('ActiveFlowMonitor', engine.activeFlows, panel('Flows under way'), { command: 'workflows active' }),
  delivered('ResourceUtilizationMonitor', process.memoryConsumption, steps.workersBusy, panel('Memory'), panel('Workers busy')),
  delivered('PerformanceAnomalyDetector', alerts.throughputOdd, { command: 'anomalies' }),
  delivered('HealthCheckSubsystem', engine.componentHealth, alerts.schedulerDown, { runtime: 'health' }),
  delivered('AlertManager: Alertmanager itself', production, flows.page),
  delivered('Dashboards in real time', board),
  delivered('Execution of flows', panel('Executions by outcome'), { address: 'estate/board/execution' }),
  delivered('Branches side by side', panel('Branches side by side'), panel('Branches of an execution')),
  notDelivered(
    'Heat maps of resources',
    'Use of resources is drawn as lines by process; heat maps show distributions, here of durations.',
  ),
  delivered('Trends of performance', boardOf('performance'), { command: 'metrics --series' }),
  delivered('Distribution of errors', boardOf('errors'), panel('Failures by step')),
  delivered('Use of versions', panel('Versions'), boardOf('versions')),
];
const integration = [
  delivered('Measuring points in the context of an execution', { runtime: 'runWorkflow' }, { runtime: 'withContext' }),
  delivered('Metrics where flows are orchestrated', engine.queueWait, engine.mergeDuration),
  delivered('Branches compared', panel('Slowest steps'), { command: 'traces bottlenecks' }),
  notDelivered('Resources allotted by statistics', OTHERS_DO),
  delivered('How well strategies of merging work', engine.merges, panel('Merges that conflict'), { command: 'recommend' }),
  delivered('Versions compared while they run', alerts.worseVersion, { command: 'versions compare' }),
  delivered('Baselines of services', { command: 'baseline save' }, { command: 'baseline compare' }, asked('baseline')),
  delivered('Performance over the life of a service', { command: 'versions transitions' }, { command: 'report' }),
  delivered('Versions compared before a transition', { command: 'versions compare' }, asked('versions')),
  delivered('Health by performance', slos.startsSoon, { command: 'health' }),
  delivered('Recommendations for resources', { command: 'recommend' }, asked('recommend')),
  delivered('Regressions found and told', alerts.worseVersion, { command: 'gate' }),
];
const alertTypes = [
  delivered('ThresholdAlert', alerts.queueLong, alerts.stepsSlow),
  delivered('AnomalyAlert', alerts.throughputOdd),
  delivered('TrendAlert', alerts.memoryFills),
  delivered('CorrelationAlert', alerts.backedUp),
  delivered('HealthAlert', alerts.schedulerDown, alerts.importersGone, alerts.processorsGone, alerts.exportersGone),
  delivered('VersionAlert', alerts.oldVersion, alerts.worseVersion),
];
const channels = [
  delivered('Email for critical alerts', flows.page),
  delivered('SMS for urgent issues', flows.page),
  delivered('Dashboard notifications for information', panel('Alerts'), board),
  delivered('Web hook for automated responses', flows.info, { runtime: 'remediationHandler' }),
  delivered('Escalation of what nobody answers', flows, management.page),
  delivered('Related alerts in one notification', { doc: 'docs/alerting-routes.md' }, alerts.backedUp),
];
const traceIntegration = [
  delivered('One trace id over all components', tracing.engineTraces, tracing.processTraces, { runtime: 'inject' }),
  delivered('A span for each step', { runtime: 'runWorkflow' }, { test: 'test/unit/runtime/workflow.test.ts' }),
  delivered(
    'Times and context at both ends of a span',
    { runtime: 'startTracing' },
    { test: 'test/unit/runtime/tracing.test.ts' },
  ),
  delivered('Branches in one trace', tracing.processTraces, { command: 'traces show' }),
  delivered('Errors in traces', { command: 'traces errors' }),
  delivered('Versions in traces', { command: 'versions compatibility' }),
  delivered('The way of a flow from end to end', { command: 'traces show' }, { address: 'estate/board/execution' }),
  delivered('Critical path', { command: 'traces critical-path' }),
  delivered('Bottlenecks', { command: 'traces bottlenecks' }),
  delivered('Cascades of errors', { command: 'traces errors' }),
  delivered('Branches', { command: 'traces show' }),
  delivered('Who calls whom', boardOf('performance'), { command: 'traces bottlenecks' }),
  delivered('Versions that do not fit each other', { command: 'versions compatibility' }),
];
const repository = [
  delivered('RawMetricsStore: Prometheus', production),
  delivered('AggregatedMetricsStore: what rules record', slos.completion, production),
  delivered('MetricsWarehouse: Mimir, for years', production),
  delivered('AnalyticsCache: queries recorded ahead', { command: 'suggest-recordings' }),
  delivered('MetricsCatalog', { command: 'inventory' }),
  delivered('Tiers by age and importance', production),
  notDelivered('Retention by type of metric', 'Prometheus keeps all raw series for one time; what is recorded is kept longer.'),
  delivered('Aggregated for the long term', production),
  delivered('Compression, which the servers do', production),
  notDelivered('Integrity of critical data verified', 'The stores check their own blocks; nothing of ours checks them again.'),
  delivered('Storage that knows versions', process.component, { command: 'versions usage' }),
];
const analysis = [
  delivered('Trends', { command: 'report' }, { command: 'metrics --series' }),
  delivered('Anomalies', { command: 'anomalies' }),
  delivered('Correlation', { command: 'correlate' }),
  delivered('Regression: what a change did', { command: 'baseline compare' }, { command: 'versions compare' }),
  delivered('Forecast', { command: 'capacity' }, alerts.memoryFills),
  delivered('Benchmark against a baseline', { command: 'baseline compare' }, asked('baseline')),
  delivered('Impact of versions', { command: 'versions compare' }, asked('versions')),
  delivered('Critical metrics are looked at by themselves', alerts.throughputOdd, slos.policy),
  delivered('Decides on the life of services', { command: 'gate' }),
  delivered('How flows could be better', { command: 'recommend' }),
  delivered('Efficiency of branches', panel('Branches of an execution'), { command: 'recommend' }),
  delivered('Resources by how they are used', { command: 'recommend' }, { command: 'capacity' }),
  delivered('Patterns of errors', { command: 'logs --stats pattern' }, { command: 'traces errors' }),
];
const queries = [
  delivered('Ranges of time', { command: 'query --from' }, structured),
  delivered('Filters by dimension', { command: 'query' }, structured),
  delivered('MIN, MAX, AVG, COUNT, PERCENTILE', { command: 'metrics' }, structured),
  delivered('Rates and trends', { command: 'metrics --series' }),
  delivered('Several metrics in one query', { command: 'correlate' }, structured),
  delivered('Patterns over several metrics', alerts.backedUp, { command: 'correlate' }),
  delivered('Queries by version', { command: 'versions compare' }),
  delivered('The query in JSON', { command: 'query --file' }, structured),
];
const allocation = [
  notDelivered('ResourceUtilizationOptimizer', OTHERS_DO),
  notDelivered('FlowPriorityManager', OTHERS_DO),
  notDelivered('BranchParallelismOptimizer', OTHERS_DO),
  notDelivered('MemoryAllocationOptimizer', OTHERS_DO),
  delivered('ServiceScalingManager: KEDA, by a declared signal', { doc: 'docs/kubernetes.md' }),
  delivered('Resources foreseen from history', { command: 'capacity' }, { command: 'recommend' }),
  notDelivered('Quotas changed while a flow runs', OTHERS_DO),
  notDelivered('Flows scheduled by what they need', OTHERS_DO),
  notDelivered('Branches by the critical path', `${OTHERS_DO} The critical path is told: \`signalbox traces critical-path\`.`),
  delivered('Versions considered', { command: 'recommend' }, { command: 'versions advice' }),
  delivered('Memory by how it is used', { command: 'recommend' }),
];
const dashboards = [
  delivered('System overview', panel('Flows under way'), panel('Waiting'), panel('Completion')),
  delivered('Resource utilization: memory and workers', panel('Memory'), panel('Workers busy')),
  notDelivered(
    'CPU, network and disk',
    'Hosts tell them: the definitions of Phoenix have them by node_exporter, and the processes here do not.',
  ),
  delivered('Component health', panel('Component health'), boardOf('health')),
  delivered('Flow execution', panel('Executions by outcome'), { command: 'workflows recent' }),
  delivered('Errors', boardOf('errors'), panel('Failures by step')),
  delivered('Performance', boardOf('performance'), panel('Duration')),
  delivered('Versions', panel('Versions'), boardOf('versions')),
  delivered('Refreshes by itself', board),
  delivered('Views can be configured', board, { doc: 'docs/dashboards.md' }),
  delivered('Drill-down', { address: 'estate/board/execution' }, panel('Duration')),
  delivered('Alerts of one’s own', { doc: 'docs/alerting.md' }),
  delivered('Beside the time before', { doc: 'docs/dashboards.md' }, { command: 'baseline compare' }),
  delivered('Export and reports', { command: 'preview --export' }, { command: 'report' }),
  notDelivered(
    'Boards of each user',
    'Everybody sees the same; whoever needs another one saves a copy in Grafana, which no deployment touches.',
  ),
];
const visualization = [
  notDelivered('Topology of a flow as a picture', NO_PICTURE),
  delivered('Timeline of an execution', { address: 'estate/board/execution' }, { command: 'traces show' }),
  delivered('Branches of an execution', { command: 'traces show' }),
  delivered('Resources during an execution', panel('Memory'), panel('Data')),
  delivered('Errors and where they went', { command: 'traces errors' }),
  delivered('Heat maps of performance', panel('Duration, spread')),
  delivered('Versions', { command: 'versions compatibility' }),
  delivered('Executions while they run', { command: 'workflows active' }, panel('Flows under way')),
  notDelivered('Replay of an execution', 'Its trace and its lines are kept and can be read; nothing plays them again.'),
  delivered('Down to the step', panel('Slowest steps'), { command: 'workflows steps' }),
  delivered('Branches compared', panel('Slowest steps')),
  delivered('Marks on graphs', board, { command: 'deploy --target' }),
  delivered('Errors stand out', panel('Errors'), { command: 'traces show' }),
  delivered('Export and sharing', { command: 'preview --export' }, { command: 'traces show --json' }),
];
const recommendations = [
  delivered('Resource allocation', { command: 'recommend' }, asked('recommend')),
  delivered('Structure of flows', { command: 'recommend' }),
  delivered('Branches side by side', { command: 'recommend' }),
  delivered('Version of a component', { command: 'versions advice' }, { command: 'recommend' }),
  delivered('Strategy of merging', { command: 'recommend' }, engine.merges),
  delivered('Memory', { command: 'recommend' }),
  delivered('What to do about errors', { command: 'recommend' }),
  delivered('From what was measured', { command: 'recommend' }),
  delivered('What it would change', { command: 'recommend' }),
  delivered('How to do it', { command: 'recommend' }),
  delivered('Before and after', { command: 'recommend --after' }, { test: 'test/unit/operate/recommend' }),
  delivered('Improvement over time', { command: 'recommend --save' }, { command: 'baseline compare' }),
  delivered('Versions considered', { command: 'recommend' }),
  delivered('In order of priority', { command: 'recommend' }),
];
const capacity = [
  delivered('LoadForecastingEngine', { command: 'capacity' }, { test: 'test/unit/operate/capacity.test.ts' }),
  delivered('CapacityModelingSystem', { command: 'capacity --what-if' }),
  delivered('GrowthAnalyzer', { command: 'capacity' }),
  delivered('SaturationPredictor', { command: 'capacity --limit' }, alerts.memoryFills),
  delivered('ScalingRecommender', { command: 'capacity --limit' }),
  delivered('What will be needed in the long term', { command: 'capacity --within' }),
  delivered('Peaks', { command: 'capacity' }),
  delivered('Bottlenecks', { command: 'traces bottlenecks' }),
  delivered('When to scale', { command: 'capacity --limit' }, { doc: 'docs/kubernetes.md' }),
  delivered('Transitions of versions', { command: 'versions advice' }),
  notDelivered(
    'How the infrastructure should evolve',
    'What runs out when, and what it costs, is told; what to build instead is for people.',
  ),
  delivered('Cost', { command: 'capacity --price' }),
];
const versions = [
  delivered('VersionUtilizationMonitor', { command: 'versions usage' }, panel('Versions')),
  delivered('VersionPerformanceAnalyzer', { command: 'versions compare' }, asked('versions')),
  delivered('VersionTransitionTracker', { command: 'versions transitions' }),
  delivered('VersionImpactAssessor', { command: 'versions compare' }, alerts.worseVersion),
  delivered('VersionOptimizationAdvisor', { command: 'versions advice' }),
  delivered('Which runs now', { command: 'versions usage' }, process.component),
  delivered('Which ran before', { command: 'versions transitions' }, boardOf('versions')),
  delivered('Which is better', { command: 'versions compare' }),
  delivered('Which to go to', { command: 'versions advice' }),
  delivered('Which fit each other', { command: 'versions compatibility' }),
  delivered('Deprecated ones are told', alerts.oldVersion, orchestrator),
  delivered('Up or down', { command: 'versions advice' }),
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
