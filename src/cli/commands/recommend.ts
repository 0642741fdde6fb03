import { asking, askingOptions } from '../ask/asking.ts';
import { countIn } from '../ask/service-names.ts';
import type { CommandKind } from '../command.ts';
import { count } from '../print.ts';
import { unknownName } from '../refuse.ts';

const NEEDS = { engines: ['prometheus'], definitions: true, since: '7d' } as const;

export const recommendCommand: CommandKind = {
  name: 'recommend',
  summary: 'what the data suggests to change: each with what was seen, what it should bring, and how to measure it after',
  configure: (command) =>
    askingOptions(command, NEEDS)
      .option('--kind <kind>', 'only this kind of advice')
      .option('--limit <count>', 'so many at most', '20'),
  run: asking(NEEDS, async (question) => {
    const { RECOMMEND_KINDS, recommend } = await import('../../program.ts');
    const { derived, invocation, progress, servers, show, span } = question;
    const limit = countIn(invocation.options, 'limit');
    if (typeof limit === 'string') return question.refuse(limit);
    const kind = invocation.options['kind']?.toString();
    if (kind !== undefined && !RECOMMEND_KINDS.includes(kind))
      return question.refuse(await unknownName('kind', kind, RECOMMEND_KINDS));
    if (!derived) throw new Error('needs definitions');
    const all = await recommend(servers.prometheus, { at: span.to, seconds: span.seconds, derived, kind, progress });
    const rows = all.slice(0, limit);
    return show({
      json: { from: span.from.toISOString(), to: span.to.toISOString(), recommendations: rows },
      columns: [
        { name: 'kind', value: (row) => row.kind },
        { name: 'about', value: (row) => row.about },
        { name: 'advice', value: (row) => row.advice },
        { name: 'evidence', value: (row) => row.evidence },
        { name: 'effect', value: (row) => row.effect },
      ],
      rows,
      summary:
        rows.length === 0
          ? `Nothing to suggest by what was seen since ${span.print(span.from)}.`
          : `${count(all.length, 'suggestion')} by what was seen since ${span.print(span.from)}${all.length > rows.length ? `, ${rows.length} of them shown` : ''}. \`--json\` has a query to measure each with after.`,
    });
  }),
};
