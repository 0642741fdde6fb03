/**
 * The three samplers of the document, each where it is right: what is critical, what has many, what is counted on. Its three tools beside them (impact,
 * the best rate, cost against benefit) are `signalbox sampling`, which judges these.
 */
import { adaptive, confidence, importance, number, text, traces } from 'signalbox';
import { exporter, importer, orchestrator, processor } from './services.ts';

const propagation = ['tracecontext', 'baggage'] as const;
const attributes = {
  'flow.id': text(),
  'flow.execution.id': text(),
  'flow.branch': text(),
  'flow.step.id': text(),
  'service.version': text(),
  // what an execution used: its id is on the span, and would be too many values for a label
  'flow.memory.bytes': number(),
  'flow.data.bytes': number(),
};

/** ImportanceBasedSampler: what failed or took over five minutes and flows of high priority whole, of the others a tenth. */
export const engineTraces = traces({
  service: orchestrator,
  propagation,
  attributes: { ...attributes, 'flow.priority': text() },
  sampling: importance({
    keepErrors: true,
    keepSlowerThan: '5m',
    rules: [{ name: 'critical flows', where: { 'flow.priority': ['high', 'critical'] }, keep: '100%' }],
    otherwise: '10%',
    decideAfter: '10s',
  }),
});
/** AdaptiveRateSampler: less while there is much to read. */
export const importTraces = traces({
  service: importer,
  propagation,
  attributes,
  sampling: adaptive({ most: '50%', least: '1%' }),
});
/** StatisticalSignificanceSampler: as many as its share of failures needs to be known to a point. */
export const processTraces = traces({ service: processor, propagation, attributes, sampling: confidence({ halfWidth: '1%' }) });
export const exportTraces = traces({
  service: exporter,
  propagation,
  attributes,
  sampling: adaptive({ most: '50%', least: '1%' }),
});
