import { pipelineOf } from '../../../../query/logql/pipeline.ts';
import type { Unwrap } from '../../../../query/logql/tree.ts';
import { fieldKind } from './fields.ts';
import { pipelineRule } from './logql-use.ts';

export const unwrapNoNumber = pipelineRule(
  {
    code: 'logql/unwrap-no-number',
    severity: 'error',
    why: 'A line whose value is no number becomes an error instead of a sample, and one such sample fails the whole query.',
    bad: 'logql`sum(sum_over_time(${accessLogs} | unwrap route | __error__="" [5m])) > 100`;',
    good: 'logql`sum(sum_over_time(${accessLogs} | unwrap durationMs | __error__="" [5m])) > 100`;',
  },
  function* (logs, streams) {
    for (const { stage, made } of pipelineOf(logs)) {
      if (stage.kind !== 'unwrap' || made.has(stage.label)) continue;
      const isLabel = streams.length > 0 && streams.every(({ labels }) => labels[stage.label] !== undefined);
      const wrong = wrongWith(stage, isLabel ? 'index' : fieldKind(stage.label, streams));
      if (wrong) yield { ...wrong, span: stage.span };
    }
  },
);

function wrongWith({ conversion, label }: Unwrap, kind: 'index' | ReturnType<typeof fieldKind>) {
  if (kind === 'number' && conversion?.startsWith('duration'))
    return { message: `${conversion}() reads texts like 1.5s, and ${label} is a bare number.`, fix: `write unwrap ${label}` };
  const text = kind === 'trace-id' || (conversion === undefined && (kind === 'label' || kind === 'index'));
  if (!text) return undefined;
  const seen = { 'trace-id': 'an id', index: 'a label', label: 'a text', number: 'a number' }[kind];
  return {
    message: `${label} is ${seen} and no number.`,
    fix: `unwrap a number field, or convert a text: duration(${label}), bytes(${label})`,
  };
}
