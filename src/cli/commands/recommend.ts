import type { Recommendation } from '../../program.ts';
import { asking, askingOptions } from '../ask/asking.ts';
import { type Column, printable } from '../ask/output.ts';
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
      columns: invocation.options['format'] === 'csv' ? COLUMNS : COLUMNS.slice(0, 2),
      rows,
      more: rows.map(textOf).join('\n'),
      summary:
        rows.length === 0
          ? `Nothing to suggest by what was seen since ${span.print(span.from)}.`
          : `${count(all.length, 'suggestion')} by what was seen since ${span.print(span.from)}${all.length > rows.length ? `, ${rows.length} of them shown` : ''}. \`--json\` has a query to measure each with after.`,
    });
  }),
};

/** A table has room for the first two; the rest is told below it. */
const COLUMNS: readonly Column<Recommendation>[] = [
  { name: 'kind', value: ({ kind }) => kind },
  { name: 'about', value: ({ about }) => about },
  { name: 'advice', value: ({ advice }) => advice },
  { name: 'evidence', value: ({ evidence }) => evidence },
  { name: 'effect', value: ({ effect }) => effect },
];

function textOf({ about, advice, effect, evidence }: Recommendation): string {
  return `${printable(about)}\n  ${printable(advice)}\n  Seen: ${printable(evidence)}\n  Effect: ${printable(effect)}\n`;
}
