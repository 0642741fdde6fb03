/** Every way of sampling the document names, where it is right: what is critical, what has many, what is counted on. */
import { adaptive, confidence, importance, text, traces } from 'signalbox';
import { exporter, importer, orchestrator, processor } from './services.ts';

const propagation = ['tracecontext', 'baggage'] as const;
const attributes = {
  'flow.id': text(),
  'flow.execution.id': text(),
  'flow.branch': text(),
  'flow.step.id': text(),
  'service.version': text(),
};

/** ImportanceBasedSampler: flows of high priority whole, of the others a tenth, failed or not. */
export const engineTraces = traces({
  service: orchestrator,
  propagation,
  attributes: { ...attributes, 'flow.priority': text() },
  sampling: importance({
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
