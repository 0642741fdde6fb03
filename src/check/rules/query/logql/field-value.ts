import { lokiName } from '../../../../authored/log.ts';
import { didYouMean } from '../../../../kernel/nearest.ts';
import type { LogStream } from '../../../../model/telemetry.ts';
import { comparisonsOf, pipelineOf } from '../../../../query/logql/pipeline.ts';
import type { LabelComparison } from '../../../../query/logql/tree.ts';
import { fieldKind } from './fields.ts';
import { type Finding, pipelineRule } from './logql-use.ts';

export const fieldValue = pipelineRule(
  {
    code: 'logql/field-value',
    severity: 'error',
    why: 'A filter for a value the field never has lets nothing through, and the alert is silent for ever. Where Loki cannot convert the value to compare it, every line gets through, with an error in __error__.',
    bad: 'logql`sum(count_over_time(${accessLogs} | json | level="eror" [5m])) > 100`;',
    good: 'logql`sum(count_over_time(${accessLogs} | json | level="error" [5m])) > 100`;',
  },
  function* (logs, streams) {
    if (streams.length === 0) return;
    for (const { stage, made, open } of pipelineOf(logs)) {
      if (stage.kind !== 'label-filter' || open) continue;
      for (const compared of comparisonsOf(stage.condition)) {
        const found = made.has(compared.label) ? undefined : (wrongValue(compared, streams) ?? wrongKind(compared, streams));
        if (found) yield found;
      }
    }
  },
);

/** A label of the stream with a closed set of values, held against another. */
function wrongValue({ label, op, value, span }: LabelComparison, streams: readonly LogStream[]): Finding | undefined {
  if (op !== '=' || value.type !== 'string' || value.text === '' || value.text.includes('$')) return undefined;
  const sets = streams.map(({ labels }) => Object.entries(labels).find(([name]) => lokiName(name) === label)?.[1].values);
  if (!sets.every((set) => set !== undefined)) return undefined;
  const values = [...new Set(sets.flat())].sort();
  if (values.includes(value.text)) return undefined;
  const fix = didYouMean(value.text, values) ?? `use one of ${values.join(', ')}`;
  return { message: `${label} is never ${JSON.stringify(value.text)}: it is ${values.join(', ')}.`, span, fix };
}

/** A bare number is no duration and no size: Loki cannot convert it, and lets the line through with an error. https://grafana.com/docs/loki/latest/query/log_queries/#label-filter-expression */
function wrongKind({ label, value, span }: LabelComparison, streams: readonly LogStream[]): Finding | undefined {
  if (fieldKind(label, streams) !== 'number') return undefined;
  if (value.type === 'duration' || value.type === 'bytes') {
    const message = `${label} is a number, and ${value.text} is a ${value.type === 'bytes' ? 'size' : 'duration'}: Loki cannot compare them.`;
    return { message, span, fix: `write a number in the unit of ${label}` };
  }
  if (value.type !== 'string' || value.text === '' || /\d|\$|^\.[*+]$/.test(value.text)) return undefined;
  const message = `${label} is a number, and is never ${JSON.stringify(value.text)}.`;
  return { message, span, fix: `compare with a number: ${label} > 0` };
}
