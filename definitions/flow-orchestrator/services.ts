import { nodeExporter, service, system } from 'signalbox';
import * as engine from './metrics/engine.ts';
import { OLDEST } from './metrics/labels.ts';
import * as process from './metrics/process.ts';
import * as steps from './metrics/steps.ts';
import { flows } from './teams.ts';

export const flowOrchestrator = system({ name: 'flow-orchestrator', title: 'FlowOrchestrator', owner: flows });

export const orchestrator = service({
  name: 'flow-engine',
  title: 'Flow engine',
  system: flowOrchestrator,
  tier: 1,
  metrics: [engine, process],
  scrape: { port: 9464 },
  retired: { below: OLDEST },
});

/** Importers, processors and exporters tell the same of what they do. */
const worker = (name: string, title: string) =>
  service({
    name,
    title,
    system: flowOrchestrator,
    tier: 2,
    metrics: [steps, process],
    scrape: { port: 9464 },
    retired: { below: OLDEST },
  });

export const importer = worker('flow-importer', 'Importers');
export const processor = worker('flow-processor', 'Processors');
export const exporter = worker('flow-exporter', 'Exporters');
export const stepServices = [importer, processor, exporter] as const;

/** Processors, memory, network and disks of the machines they run on. */
export const host = service({
  name: 'flow-host',
  title: 'Hosts of the flows',
  system: flowOrchestrator,
  tier: 2,
  metrics: nodeExporter.pick(
    'node_cpu_seconds_total',
    'node_memory_MemAvailable_bytes',
    'node_memory_MemTotal_bytes',
    'node_filesystem_avail_bytes',
    'node_filesystem_size_bytes',
    'node_network_receive_bytes_total',
    'node_network_transmit_bytes_total',
  ),
  scrape: { port: 9100 },
});
export const everything = [orchestrator, ...stepServices, host] as const;
