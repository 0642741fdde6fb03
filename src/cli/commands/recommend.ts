import type { OutsideFailure, Recommendation } from '../../program.ts';
import { asking, askingOptions, type Question } from '../ask/asking.ts';
import type { Column } from '../ask/output.ts';
import { countIn } from '../ask/service-names.ts';
import { CHOICES, choiceOption } from '../choices.ts';
import type { CommandKind } from '../command.ts';
import type { ExitCode } from '../exit.ts';
import { count } from '../print.ts';
import { printable } from '../printable.ts';
import { unknownName } from '../refuse.ts';
import { showAftermath } from './recommend/aftermath.ts';
import { folderIn, KEPT_IN } from './recommend/folder.ts';

const NEEDS = { engines: ['prometheus'], also: ['tempo'], definitions: true, since: '7d' } as const;

export const recommendCommand: CommandKind = {
  name: 'recommend',
  summary: 'what the data suggests to change: each with what was seen, what it should bring, and how it came out later',
  configure: (command) =>
    askingOptions(command, NEEDS)
      .addOption(choiceOption('--kind <kind>', 'only this kind of advice', CHOICES.advice))
      .option('--limit <count>', 'so many at most', '20')
      .option('--save <name>', 'keep what is suggested, to measure it again later')
      .option('--after <name>', 'measure again what was suggested and kept by this name')
      .option('--recommendations <folder>', 'where they are kept', KEPT_IN),
  run: asking(NEEDS, async (question) => {
    const { isKeptName } = await import('../../program.ts');
    const { after, save } = question.invocation.options;
    const name = after ?? save;
    if (after !== undefined && save !== undefined)
      return question.refuse('`--save` and `--after` are two questions: write one of them.');
    if (name !== undefined && !isKeptName(String(name))) return question.refuse(NO_NAME);
    return after === undefined ? suggested(question) : showAftermath(question, String(after));
  }),
};

async function suggested(question: Question<'prometheus'>): Promise<ExitCode> {
  const { RECOMMEND_KINDS, recommend } = await import('../../program.ts');
  const { also, derived, environment, invocation, progress, scrapeSeconds, servers, show, span } = question;
  const limit = countIn(invocation.options, 'limit');
  if (typeof limit === 'string') return question.refuse(limit);
  const kind = invocation.options['kind']?.toString();
  if (kind !== undefined && !RECOMMEND_KINDS.includes(kind))
    return question.refuse(await unknownName('kind', kind, RECOMMEND_KINDS, RECOMMEND_KINDS.length));
  if (!derived) throw new Error('needs definitions');
  const without = (failure: OutsideFailure) => question.warn(withoutTraces(failure));
  const asked = { at: span.to, seconds: span.seconds, derived, environment, kind, progress, scrapeSeconds, tempo: also.tempo };
  const all = await recommend(servers.prometheus, { ...asked, without });
  await kept(question, all);
  const rows = all.slice(0, limit);
  return show({
    json: { from: span.from.toISOString(), to: span.to.toISOString(), recommendations: rows },
    columns: invocation.options['format'] === 'csv' ? COLUMNS : COLUMNS.slice(0, 2),
    rows,
    more: rows.map(textOf).join('\n'),
    summary:
      rows.length === 0
        ? `Nothing to suggest by what was seen since ${span.print(span.from)}.`
        : `${count(all.length, 'suggestion')} by what was seen since ${span.print(span.from)}${all.length > rows.length ? `, ${rows.length} of them shown` : ''}. \`--json\` has a query to measure each with after; \`--save NAME\`, and \`--after NAME\` then, does it.`,
  });
}

async function kept({ invocation, span, warn }: Question<'prometheus'>, all: readonly Recommendation[]): Promise<void> {
  const { saveRecommendations } = await import('../../program.ts');
  const { save } = invocation.options;
  if (save === undefined) return;
  const list = { version: 1, from: span.from.toISOString(), to: span.to.toISOString(), recommendations: all } as const;
  await saveRecommendations(folderIn(invocation), String(save), list);
  warn(`Kept ${count(all.length, 'suggestion')} as ${String(save)}.`);
}

function withoutTraces({ message, detail }: OutsideFailure): string {
  const why = [message, detail].filter(Boolean).join(': ');
  return `${why}; left out what only traces tell: of flow structure, parallelism and merge strategy.`;
}

const NO_NAME = "A kept list's name is letters, digits, dots, dashes and underscores, as of a file: 'before-1.4'.";

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
