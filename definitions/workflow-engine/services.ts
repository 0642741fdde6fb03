import { nodeExporter, service, system } from 'signalbox';
import * as apiMetrics from './metrics/api.ts';
import * as engineMetrics from './metrics/engine.ts';
import * as workflowMetrics from './metrics/workflows.ts';
import { workflows } from './teams.ts';

export const workflowEngine = system({ name: 'workflow-engine', title: 'AutomatosX workflow engine', owner: workflows });

export const engine = service({
  name: 'automatosx-engine',
  title: 'Workflow engine',
  system: workflowEngine,
  tier: 1,
  metrics: [workflowMetrics, engineMetrics],
  scrape: { port: 9464 },
});

export const api = service({
  name: 'automatosx-api',
  title: 'Workflow API',
  system: workflowEngine,
  tier: 2,
  metrics: apiMetrics,
  scrape: { port: 9464 },
});

/** Processor, memory and disk: the database is a file there. */
export const host = service({
  name: 'automatosx-host',
  title: 'Hosts of the workflow engine',
  system: workflowEngine,
  tier: 2,
  metrics: nodeExporter.pick(
    'node_cpu_seconds_total',
    'node_memory_MemAvailable_bytes',
    'node_memory_MemTotal_bytes',
    'node_filesystem_avail_bytes',
    'node_filesystem_size_bytes',
  ),
  scrape: { port: 9100 },
});
