import { pipelineOf } from '../../../../query/logql/pipeline.ts';
import { pipelineRule } from './logql-use.ts';

const OF_JSON: ReadonlySet<string> = new Set(['json', 'unpack']);
const PLAIN: ReadonlySet<string> = new Set(['syslog', 'journald']);

export const parserMismatch = pipelineRule(
  {
    code: 'logql/parser-mismatch',
    severity: 'error',
    why: 'The parser reads JSON and the lines are plain text: each gets __error__="JSONParserErr" and none gets a field.',
    bad: [
      "const kernelLogs = logs({ service: checkout, name: 'kernel', from: 'journald' });",
      'logql`sum(count_over_time(${kernelLogs} | json | unit="sshd" [5m])) > 100`;',
    ].join('\n'),
    good: [
      "const kernelLogs = logs({ service: checkout, name: 'kernel', from: 'journald' });",
      'logql`sum(count_over_time(${kernelLogs} | pattern "<unit>: <_>" | unit="sshd" [5m])) > 100`;',
    ].join('\n'),
  },
  function* (logs, streams) {
    if (streams.length === 0 || !streams.every(({ from }) => PLAIN.has(from))) return;
    for (const { stage, rewritten } of pipelineOf(logs)) {
      if (stage.kind !== 'parser' || !OF_JSON.has(stage.parser) || rewritten) continue;
      const message = `Lines of ${streams[0]?.from} are text, and ${stage.parser} reads JSON.`;
      yield { message, span: stage.span, fix: 'take fields with pattern, regexp or logfmt' };
    }
  },
);
