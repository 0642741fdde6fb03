/** Ordinary days of the orchestrator and its workers, and what can go wrong in them. */
import { component, nodeExporter } from 'signalbox';
import { budgetState, burns, late, noData, scenario, spent, unanswered } from '../simulator/scenario.ts';
import { serviceGraph } from '../simulator/service-graph.ts';
import { counts, is, ramp, says, stands, takes } from '../simulator/statement.ts';
import * as alerts from './alerts.ts';
import { engineLogs, stepLogs } from './logs.ts';
import * as engine from './metrics/engine.ts';
import * as process from './metrics/process.ts';
import * as steps from './metrics/steps.ts';
import { exporter, host, importer, orchestrator, processor, stepServices } from './services.ts';
import { completion, startsSoon } from './slos.ts';
import { engineTraces, exportTraces, importTraces, processTraces } from './traces.ts';

const node = nodeExporter.metrics;
const objectives = [completion, startsSoon];
const GB = 1_000_000_000;
const HOUR = 3_600;
/** Series of a process: two steps of each type. */
const STEPS = 6;
/** Of the two gigabytes that a process holds. */
const STEP_HOLDS = (2 * GB) / STEPS;

const missed = (slo: typeof completion) => [
  ...burns(slo),
  spent(slo),
  budgetState(slo, 'below-50'),
  budgetState(slo, 'below-10'),
];

export const play = scenario({
  system: 'flow-orchestrator',
  services: [
    { service: orchestrator, instances: 2 },
    { service: importer, instances: 2 },
    { service: processor, instances: 2 },
    { service: exporter, instances: 2 },
    { service: host },
    { service: serviceGraph },
  ],
  history: '102h', // seasons are learnt from four days
  labels: {
    component: ['scheduler', 'store'],
    flow_id: ['orders', 'reports'],
    step_id: ['read', 'convert'],
    branch_path: ['main', 'audit'],
    version: ['2.1.0'],
    mountpoint: ['/', '/var'],
    mode: ['idle', 'user'],
    client: ['flow-engine', 'flow-importer', 'flow-processor', 'flow-exporter', 'api'],
    server: ['flow-importer', 'flow-processor', 'flow-exporter', 'store', 'flow-engine'],
  },
  ordinary: [
    counts(engine.executions, 4),
    takes(engine.flowDuration, { around: 20 }),
    takes(engine.queueWait, { around: 3, perSecond: 2 }),
    stands(engine.queued, 20),
    counts(engine.merges, 3),
    takes(steps.executionDuration, { around: 4 }),
    counts(steps.steps, 12),
    counts(steps.dataVolume, 2_000_000),
    counts(steps.stepRetries, 0.05),
    stands(steps.workers, 8, 0),
    stands(steps.workersBusy, 3),
    stands(steps.memoryConsumption, STEP_HOLDS, 0.01),
    stands(steps.memoryLimit, 8.6 * GB, 0),
    counts(node.node_cpu_seconds_total, 2),
    stands(node.node_memory_MemAvailable_bytes, 6 * GB),
    stands(node.node_memory_MemTotal_bytes, 16 * GB, 0),
    stands(node.node_filesystem_avail_bytes, 40 * GB, 0.001),
    stands(node.node_filesystem_size_bytes, 100 * GB, 0),
  ],
  logs: [
    {
      stream: engineLogs,
      level: 'info',
      message: 'execution ended',
      fields: { flow_id: 'orders', version: '2.1.0' },
      perMinute: 6,
    },
    ...stepLogs.map(
      (stream) => ({ stream, level: 'info', message: 'step ended', fields: { step_id: 'read' }, perMinute: 6 }) as const,
    ),
  ],
  traces: [
    ...(['low', 'critical'] as const).map((priority) => ({
      tracing: engineTraces,
      root: `flow of ${priority} priority`,
      perMinute: 5,
      takes: { around: 20 },
      fails: 0.03,
      attributes: {
        ...{ 'flow.id': 'orders', 'flow.execution.id': 'orders-1', 'flow.priority': priority },
        ...{ 'flow.memory.bytes': 40_000_000, 'flow.data.bytes': 2_000_000 },
      },
      secrets: { 'source.password': 'of-the-source' },
      children: [
        { name: 'read', tracing: importTraces, attributes: { 'flow.step.id': 'read' } },
        { name: 'convert', tracing: processTraces, secrets: { 'http.request.header.authorization': 'Bearer of-a-step' } },
        { name: 'write', tracing: exportTraces },
      ],
    })),
    { tracing: importTraces, root: 'look for files', perMinute: 6, takes: { around: 1 }, children: [{ name: 'list' }] },
    { tracing: processTraces, root: 'warm up', perMinute: 3, takes: { around: 1 }, children: [{ name: 'load' }] },
  ],
  incidents: [
    {
      name: 'flows fail',
      at: '10m',
      for: '4h',
      what: [
        counts(engine.executions.where({ outcome: 'failed' }), 4),
        counts(engine.executions.where({ outcome: 'completed' }), 0),
      ],
      logs: [
        { stream: engineLogs, level: 'error', message: 'execution failed', fields: { error: 'schema' }, perMinute: 20 },
        ...stepLogs.map(
          (stream) => ({ stream, level: 'error', message: 'step failed', fields: { error: 'schema' }, perMinute: 5 }) as const,
        ),
      ],
      fires: missed(completion),
    },
    {
      name: 'flows hang, and nobody answers',
      at: '6h',
      for: '70m',
      what: [counts(engine.executions, 0.4), stands(engine.queued, ramp(20, 4_000, HOUR / 4))],
      fires: [alerts.queueLong, alerts.throughputOdd, alerts.backedUp, unanswered(orchestrator)],
    },
    {
      name: 'the scheduler is lost',
      at: '8h',
      for: '10m',
      what: [is(component('scheduler'), 'unhealthy')],
      fires: [alerts.schedulerDown],
    },
    {
      name: 'the network takes all workers',
      at: '9h',
      for: '40m',
      down: stepServices.map((service) => ({ service, instances: 2 })),
      fires: [alerts.importersGone, alerts.processorsGone, alerts.exportersGone, ...stepServices.map(unanswered)],
    },
    {
      name: 'the engine is gone',
      at: '9h',
      for: '30m',
      down: [{ service: orchestrator, instances: 2 }],
      fires: objectives.map(noData),
    },
    { name: 'rules wait', at: '11h', for: '30m', prometheusIsLate: true, fires: objectives.map(late) },
    {
      name: 'steps crawl',
      at: '11h',
      for: '30m',
      traces: [{ tracing: engineTraces, root: 'flow that crawls', perMinute: 4, takes: { around: 300 } }],
      what: [takes(steps.executionDuration, { around: 100 }), counts(steps.stepRetries, 3)],
      fires: [alerts.stepsSlow],
    },
    {
      name: 'a processor leaks',
      at: '12h',
      for: '1h',
      what: [stands(steps.memoryConsumption.where({ job: processor.name }), ramp(STEP_HOLDS, 3 * STEP_HOLDS, HOUR))],
      fires: [alerts.memoryFills],
    },
    {
      name: 'instances that nobody replaced',
      at: '14h',
      for: '90m',
      what: ['flow-engine', ...stepServices.map(({ name }) => name)].map((name) =>
        says(process.component.where({ instance: `${name}-2:9464` }), { version: '1.9.0' }),
      ),
      fires: [alerts.oldEngine, alerts.oldImporter, alerts.oldProcessor, alerts.oldExporter],
    },
    {
      name: 'a release of the processors fails more often',
      at: '26h',
      for: '40m',
      what: [
        says(process.component.where({ instance: 'flow-processor-2:9464' }), { version: '2.2.0' }),
        counts(steps.steps.where({ instance: 'flow-processor-2:9464', outcome: 'error' }), 2),
      ],
      fires: [alerts.worseVersion],
    },
    {
      name: 'flows wait for hours',
      at: '16h',
      for: '8h',
      what: [takes(engine.queueWait, { around: 200, perSecond: 2 })],
      fires: missed(startsSoon),
    },
  ],
});
