import type { Aftermath } from '../../../program.ts';
import type { Question } from '../../ask/asking.ts';
import { percent, short } from '../../ask/numbers.ts';
import type { Column } from '../../ask/output.ts';
import type { ExitCode } from '../../exit.ts';
import { count } from '../../print.ts';
import { unknownName } from '../../refuse.ts';
import { folderIn } from './folder.ts';

const STYLE = { improved: 'green', worse: 'red', unchanged: undefined, unknown: 'yellow' } as const;

/** What was recommended once, measured again now. */
export async function showAftermath(question: Question<'prometheus'>, name: string): Promise<ExitCode> {
  const { keptNames, measureAgain, readRecommendations } = await import('../../../program.ts');
  const { invocation, refuse, servers, show, span } = question;
  const folder = folderIn(invocation);
  const names = await keptNames(folder);
  if (!names.includes(name)) return refuse(await unknownName('saved list of recommendations', name, names));
  const then = await readRecommendations(folder, name);
  const rows = await measureAgain(servers.prometheus, then.recommendations, span.to);
  const of = (verdict: Aftermath['verdict']) => rows.filter((one) => one.verdict === verdict).length;
  const parts = (['improved', 'worse', 'unchanged', 'unknown'] as const).flatMap((verdict) =>
    of(verdict) > 0 ? [`${of(verdict)} ${verdict}`] : [],
  );
  return show({
    json: { name, saved: then.to, at: span.to.toISOString(), aftermath: rows.map(jsonOf) },
    columns: COLUMNS,
    rows,
    summary: `${count(rows.length, 'suggestion')} of ${span.print(new Date(then.to))}, measured again: ${parts.join(', ') || 'there were none'}.`,
  });
}

const COLUMNS: readonly Column<Aftermath>[] = [
  { name: 'kind', value: ({ kind }) => kind },
  { name: 'about', value: ({ about }) => about },
  { name: 'verdict', value: ({ verdict }) => verdict, style: ({ verdict }) => STYLE[verdict] },
  { name: 'before', value: ({ before }) => before, text: ({ before }) => short(before), side: 'right' },
  { name: 'after', value: ({ after }) => after ?? null, text: ({ after }) => short(after), side: 'right' },
  { name: 'change', value: ({ change }) => change ?? null, text: ({ change }) => percent(change, 1), side: 'right' },
  { name: 'better', value: ({ better }) => better },
];

function jsonOf({ after, change, ...row }: Aftermath): object {
  return { ...row, after: after ?? null, change: change ?? null };
}
