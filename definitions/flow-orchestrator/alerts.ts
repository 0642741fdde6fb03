/** The six types of alerts of the document, each on what it is best at. */
import { anomaly, component, correlation, health, percentile, rate, seasonal, sum, threshold, trend, version } from 'signalbox';
import * as engine from './metrics/engine.ts';
import { OLDEST } from './metrics/labels.ts';
import * as process from './metrics/process.ts';
import * as steps from './metrics/steps.ts';
import { exporter, importer, orchestrator, processor } from './services.ts';

const look = (what: string, impact: string) => ({
  impact,
  steps: [what, 'Compare with what was deployed: `signalbox versions transitions`.'],
});
const LATE = 'Flows start late; what they deliver is late.';

/** ThresholdAlert */
export const queueLong = threshold({
  service: orchestrator,
  name: 'FlowQueueLong',
  severity: 'warning',
  of: engine.queued,
  aggregate: 'sum',
  above: 500,
  for: '10m',
  summary: 'More than 500 executions wait to start.',
  runbook: look('See which flows wait, and whether all workers are busy.', LATE),
});
export const stepsSlow = percentile({
  service: processor,
  name: 'FlowStepsSlow',
  severity: 'warning',
  of: steps.executionDuration,
  percentile: 95,
  above: '1m',
  by: ['flow_id', 'step_id'],
  window: '10m',
  runbook: look('Open a slow execution by its exemplar; the critical path names the step: `signalbox traces show`.', LATE),
});

/** AnomalyAlert */
export const throughputOdd = anomaly({
  service: orchestrator,
  name: 'FlowThroughputOdd',
  severity: 'warning',
  for: '10m',
  of: sum(rate(engine.executions, '5m'), { by: ['flow_id'] }),
  method: seasonal({ period: '1d' }),
  direction: 'drop',
  description: 'Flow {{ $labels.flow_id }} ends less often than at this hour of other days.',
  runbook: look('See whether it is started less often, or hangs.', 'What the flow delivers is missing.'),
});

/** TrendAlert */
export const memoryFills = trend({
  service: processor,
  name: 'FlowMemoryFills',
  severity: 'warning',
  of: sum(steps.memoryConsumption.where({ job: processor.name }), { by: ['instance'] }),
  reaches: '8GiB',
  within: '2h',
  from: '30m',
  summary: 'A processor will have used its memory within two hours.',
  description: '{{ $labels.instance }} holds {{ $value | humanize1024 }}B.',
  runbook: look(
    'See which flow has grown: its data volume is beside it on the board.',
    'Processors are killed, and flows begin anew.',
  ),
});

/** CorrelationAlert */
export const backedUp = correlation({
  service: orchestrator,
  name: 'FlowsBackedUp',
  severity: 'critical',
  all: [queueLong, throughputOdd],
  within: '15m',
  summary: 'Flows wait while fewer end than usual.',
  runbook: look('The steps they hang at are on the board of the flows; ask `signalbox workflows active`.', LATE),
});

/** HealthAlert */
export const schedulerDown = health({
  service: orchestrator,
  name: 'FlowSchedulerUnhealthy',
  severity: 'critical',
  for: '2m',
  of: component('scheduler'),
  is: 'down',
  summary: 'The scheduler of flows is unhealthy.',
  runbook: look('Ask `signalbox health --indicator scheduler`, and read its errors.', 'No flow starts.'),
});
const gone = (service: typeof importer, name: string, impact: string) =>
  health({
    service,
    name,
    severity: 'critical',
    for: '2m',
    of: service,
    is: 'down',
    whose: 'majority',
    runbook: look('See where they run and why they were stopped.', impact),
  });
export const importersGone = gone(importer, 'ImportersGone', 'Flows begin with nothing to work on.');
export const processorsGone = gone(processor, 'ProcessorsGone', 'Flows stop half way.');
export const exportersGone = gone(exporter, 'ExportersGone', 'Flows end without delivering.');

/** VersionAlert */
const deprecated = (service: typeof importer | typeof orchestrator, name: string) =>
  version({
    service,
    name,
    severity: 'info',
    for: '1h',
    of: process.component,
    below: OLDEST,
    runbook: look(
      `Replace it: \`signalbox versions advice ${service.name}\` says by what.`,
      'Nobody waits; its protocol is no longer looked after.',
    ),
  });
export const oldEngine = deprecated(orchestrator, 'FlowEngineDeprecated');
export const oldImporter = deprecated(importer, 'FlowImporterDeprecated');
export const oldProcessor = deprecated(processor, 'FlowProcessorDeprecated');
export const oldExporter = deprecated(exporter, 'FlowExporterDeprecated');
export const worseVersion = version({
  service: processor,
  name: 'ProcessorRegression',
  severity: 'warning',
  of: process.component,
  regression: { bad: steps.steps.where({ outcome: 'error' }), total: steps.steps },
  runbook: look(
    'Go back to the version before: it fails half as often or less.',
    'More executions fail than before the release.',
  ),
});
