import { comparisonsOf, pipelineOf } from '../../../../query/logql/pipeline.ts';
import { didYouMean } from '../../../../query/promql/nearest.ts';
import { isKnown, knownNames } from './fields.ts';
import { pipelineRule } from './logql-use.ts';

export const unknownField = pipelineRule(
  {
    code: 'logql/unknown-field',
    severity: 'warning',
    why: 'A filter on a field that no line has lets nothing through, or everything, and Loki says nothing.',
    bad: 'logql`sum(count_over_time(${accessLogs} | json | rout="/pay" [5m])) > 100`;',
    good: 'logql`sum(count_over_time(${accessLogs} | json | route="/pay" [5m])) > 100`;',
  },
  function* (logs, streams) {
    const known = knownNames(streams);
    if (!known) return;
    for (const { stage, made, open } of pipelineOf(logs)) {
      const asked = stage.kind === 'label-filter' ? comparisonsOf(stage.condition) : stage.kind === 'unwrap' ? [stage] : [];
      for (const { label, span } of open ? [] : asked) {
        if (label.startsWith('$') || made.has(label) || isKnown(label, known)) continue;
        const message = `No line of ${streams.map(({ name }) => name).join(', ')} has the field ${label}.`;
        yield { message, span, fix: didYouMean(label, known) ?? `add ${label} to the fields of the stream` };
      }
    }
  },
);
