import { pipelineRule } from './logql-use.ts';

export const selectsEverything = pipelineRule(
  {
    code: 'logql/selects-everything',
    severity: 'warning',
    why: 'Loki reads every stream of the tenant for such a selector: the query is slow, costs every reader, and runs into limits.',
    bad: 'logql`sum(count_over_time({service_name=~".+"} |= "panic" [5m])) > 0`;',
    good: 'logql`sum(count_over_time(${accessLogs} |= "panic" [5m])) > 0`;',
  },
  function* ({ matchers, selectorSpan }) {
    const every = matchers.every(({ op, value }) => (op === '=~' && /^\.[+*]$/.test(value)) || (op === '!=' && value === ''));
    if (matchers.length === 0 || !every) return;
    const message = 'The selector takes every stream that has the label, which may be all there are.';
    yield { message, span: selectorSpan, fix: 'name the service: service_name="…"' };
  },
);
