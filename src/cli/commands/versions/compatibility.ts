import type { TraceSpan, VersionPair } from '../../../program.ts';
import { asking, askingOptions } from '../../ask/asking.ts';
import { percent } from '../../ask/numbers.ts';
import type { Column } from '../../ask/output.ts';
import { countIn, unknownService } from '../../ask/service-names.ts';
import type { CommandKind } from '../../command.ts';
import { count } from '../../print.ts';

const NEEDS = { engines: ['tempo'], definitions: false, since: '24h' } as const;
const STYLE = { worse: 'red', same: undefined, unknown: 'dim', 'only one': 'dim' } as const;

export const compatibilityCommand: CommandKind = {
  name: 'compatibility',
  summary: 'which version calls which, as traces have it, and whether two of them fail together more than others do',
  configure: (command) =>
    askingOptions(command.argument('[service...]', 'only calls from or to these'), NEEDS).option(
      '--limit <count>',
      'so many traces at most',
      '200',
    ),
  run: asking(NEEDS, async (question) => {
    const { VERSIONED_QUERY, versionPairs } = await import('../../../program.ts');
    const { derived, invocation, progress, servers, show, span } = question;
    const limit = countIn(invocation.options, 'limit');
    if (typeof limit === 'string') return question.refuse(limit);
    const unknown = await unknownService(derived, invocation.args);
    if (unknown !== undefined) return question.refuse(unknown);
    const found = await servers.tempo.search(VERSIONED_QUERY, span, limit);
    const traces: (readonly TraceSpan[])[] = [];
    for (const { traceID } of found) {
      progress(`${traces.length} of ${found.length} traces …`);
      traces.push(await servers.tempo.trace(traceID));
    }
    const meant = ({ callee, caller }: VersionPair) =>
      invocation.args.length === 0 || [callee, caller].some((name) => invocation.args.includes(name));
    const rows = versionPairs(traces).filter(meant);
    const worse = rows.filter(({ verdict }) => verdict === 'worse');
    const since = `since ${span.print(span.from)}`;
    return show({
      json: { from: span.from.toISOString(), to: span.to.toISOString(), traces: traces.length, pairs: rows },
      columns: COLUMNS,
      rows,
      summary:
        rows.length === 0
          ? `No trace ${since} has a call between services that say their version (\`service.version\`).`
          : `${count(rows.length, 'pair')} of versions in ${count(traces.length, 'trace')} ${since}${worse.length > 0 ? `, ${worse.length} of them worse than others: ${worse.map(pairText).join('; ')}` : ', none worse than others'}.`,
    });
  }),
};

const COLUMNS: readonly Column<VersionPair>[] = [
  { name: 'caller', value: ({ caller }) => caller },
  { name: 'caller_version', value: ({ callerVersion }) => callerVersion, text: ({ callerVersion }) => callerVersion || '–' },
  { name: 'callee', value: ({ callee }) => callee },
  { name: 'callee_version', value: ({ calleeVersion }) => calleeVersion, text: ({ calleeVersion }) => calleeVersion || '–' },
  { name: 'calls', value: ({ calls }) => calls, side: 'right' },
  { name: 'failed', value: ({ failed }) => failed, side: 'right' },
  { name: 'error_ratio', value: (row) => row.errorRatio, text: (row) => percent(row.errorRatio, 2), side: 'right' },
  { name: 'error_from', value: (row) => row.errorBetween.from, text: (row) => percent(row.errorBetween.from, 2), side: 'right' },
  { name: 'error_to', value: (row) => row.errorBetween.to, text: (row) => percent(row.errorBetween.to, 2), side: 'right' },
  { name: 'verdict', value: ({ verdict }) => verdict, style: ({ verdict }) => STYLE[verdict] },
];

function pairText({ callee, calleeVersion, caller, callerVersion }: VersionPair): string {
  return `${caller} ${callerVersion} with ${callee} ${calleeVersion}`;
}
