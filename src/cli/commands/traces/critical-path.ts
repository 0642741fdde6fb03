import { asking, askingOptions } from '../../ask/asking.ts';
import { lasting, percent } from '../../ask/numbers.ts';
import type { CommandKind } from '../../command.ts';
import { noTrace, ONE, operationOf, traceIn } from './selection.ts';

export const criticalPathCommand: CommandKind = {
  name: 'critical-path',
  summary: 'what the time of one trace was spent on, stretch by stretch: making anything else faster changes nothing',
  configure: (command) => askingOptions(command.argument('<trace>', 'its id'), ONE),
  run: asking(ONE, async (question) => {
    const { criticalPath, millisecondsOf } = await import('../../../program.ts');
    const spans = await traceIn(question);
    if (typeof spans === 'string') return question.refuse(spans);
    const path = criticalPath(spans);
    const first = path[0]?.start ?? 0n;
    const whole = millisecondsOf((path.at(-1)?.end ?? first) - first);
    const rows = path.map(({ end, span, start }) => ({
      spanId: span?.id ?? null,
      service: span?.service ?? null,
      name: span?.name ?? null,
      begins: millisecondsOf(start - first),
      milliseconds: millisecondsOf(end - start),
      share: whole === 0 ? 0 : millisecondsOf(end - start) / whole,
    }));
    const longest = rows.toSorted((a, b) => b.milliseconds - a.milliseconds)[0];
    const most =
      longest &&
      (longest.service === null ? 'nobody worked' : operationOf({ service: longest.service, name: longest.name ?? '' }));
    return question.show({
      json: { traceId: question.invocation.args[0], milliseconds: whole, path: rows },
      columns: [
        { name: 'begins_ms', value: ({ begins }) => begins, text: ({ begins }) => lasting(begins / 1000), side: 'right' },
        {
          name: 'milliseconds',
          value: ({ milliseconds }) => milliseconds,
          text: (row) => lasting(row.milliseconds / 1000),
          side: 'right',
        },
        { name: 'share', value: ({ share }) => share, text: ({ share }) => percent(share, 1), side: 'right' },
        { name: 'service', value: ({ service }) => service },
        { name: 'name', value: ({ name }) => name, text: ({ name }) => name ?? '(nobody worked)' },
      ],
      rows,
      summary: longest
        ? `${lasting(whole / 1000)} in all; the longest stretch: ${most}, ${percent(longest.share, 1)}.`
        : noTrace(question),
    });
  }),
};
