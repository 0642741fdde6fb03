import { handlesErrors } from '../../../../query/logql/pipeline.ts';
import { pipelineRule } from './logql-use.ts';

export const unwrapErrors = pipelineRule(
  {
    code: 'logql/unwrap-errors',
    severity: 'warning',
    why: 'One line whose value cannot be read fails the whole query: the panel is empty, and the alert does not fire.',
    bad: 'logql`max(max_over_time(${accessLogs} | unwrap durationMs [5m])) > 1000`;',
    good: 'logql`max(max_over_time(${accessLogs} | unwrap durationMs | __error__="" [5m])) > 1000`;',
  },
  function* ({ stages }) {
    const at = stages.findIndex(({ kind }) => kind === 'unwrap');
    const unwrap = stages[at];
    if (!unwrap || stages.slice(at + 1).some(handlesErrors)) return;
    yield {
      message: 'Nothing is said of lines whose value cannot be read.',
      span: unwrap.span,
      fix: 'write | __error__="" behind unwrap',
    };
  },
);
