import { pipelineOf } from '../../../../query/logql/pipeline.ts';
import { pipelineRule } from './logql-use.ts';

export const filterAfterParser = pipelineRule(
  {
    code: 'logql/filter-after-parser',
    severity: 'info',
    why: 'A line filter is the cheapest stage and a parser the dearest: behind the parser, Loki parses lines it then throws away.',
    bad: 'logql`sum(count_over_time(${accessLogs} | json |= "panic" [5m])) > 0`;',
    good: 'logql`sum(count_over_time(${accessLogs} |= "panic" | json [5m])) > 0`;',
  },
  function* (logs) {
    for (const { stage, parsed, rewritten } of pipelineOf(logs)) {
      if (stage.kind !== 'line-filter' || !parsed || rewritten) continue;
      const message = 'The line filter stands behind a parser and does not need what it found.';
      yield { message, span: stage.span, fix: 'write it before the parser' };
    }
  },
);
