import { service, system } from 'signalbox';
import * as engine from './metrics/engine.ts';
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
  retired: { below: '2.0.0' },
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
    retired: { below: '2.0.0' },
  });

export const importer = worker('flow-importer', 'Importers');
export const processor = worker('flow-processor', 'Processors');
export const exporter = worker('flow-exporter', 'Exporters');
export const stepServices = [importer, processor, exporter] as const;
