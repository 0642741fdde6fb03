/** ServiceScalingManager: how many importers, processors and exporters run follows how busy they are. KEDA does it in the cluster. */
import { promql, scaling } from 'signalbox';
import * as engine from './metrics/engine.ts';
import * as steps from './metrics/steps.ts';
import { exporter, importer, processor, type stepServices } from './services.ts';

/** A replica has eight workers; it is full when six of them run a step. */
const BUSY = 6;
const byWorkers = (service: (typeof stepServices)[number]) => ({
  query: promql`sum(${steps.workersBusy.where({ job: service.name })})`,
  each: BUSY,
});

export const importers = scaling({
  service: importer,
  name: 'importers',
  signals: [byWorkers(importer)],
  min: 2,
  max: 10,
  whenUnknown: 4,
});
/** Flows begin with an importer and stay in the queue for processors: a hundred that wait are one more. */
export const processors = scaling({
  service: processor,
  name: 'processors',
  signals: [byWorkers(processor), { query: promql`sum(${engine.queued})`, each: 100 }],
  min: 2,
  max: 20,
  whenUnknown: 6,
});
export const exporters = scaling({
  service: exporter,
  name: 'exporters',
  signals: [byWorkers(exporter)],
  min: 2,
  max: 10,
  whenUnknown: 4,
});
