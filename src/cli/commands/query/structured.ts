import { asking, type Question } from '../../ask/asking.ts';
import { short } from '../../ask/numbers.ts';
import type { Column } from '../../ask/output.ts';
import type { Invocation } from '../../command.ts';
import type { ExitCode } from '../../exit.ts';
import { count } from '../../print.ts';
import { refuse } from '../../refuse.ts';

interface Row {
  readonly labels: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, number>>;
}

/** The JSON query of the FlowOrchestrator document: translated to PromQL, a row for each group. */
export async function runStructured(invocation: Invocation, text: string): Promise<ExitCode> {
  const { parseStructured } = await import('../../../program.ts');
  const asked = parseStructured(text);
  if (typeof asked === 'string') return refuse(invocation, `The query is wrong: ${asked}`);
  const { timeRange } = asked.filter;
  const told = timeRange ? { ...invocation.options, from: timeRange.start, to: timeRange.end } : invocation.options;
  const needs = { engines: ['prometheus'], definitions: false, since: '1h' } as const;
  return asking(needs, (question) => answer(question, asked))({ ...invocation, options: told });
}

async function answer(
  question: Question<'prometheus'>,
  asked: Parameters<typeof import('../../../program.ts').translate>[0],
): Promise<ExitCode> {
  const { knownMetrics, translate, unknownLabels } = await import('../../../program.ts');
  const { servers, span, derived, refuse: no, show, warn } = question;
  const translation = translate(asked, await knownMetrics(servers.prometheus, span.to, derived));
  if (typeof translation === 'string') return no(`The query is wrong: ${translation}.`);
  const { queries, groupBy } = translation;
  for (const line of derived ? unknownLabels(translation, derived) : []) warn(line);
  const names = queries.map(({ name }) => name);
  const sorted = asked.sort && names.find((name) => name === asked.sort?.field || name.startsWith(`${asked.sort?.field} `));
  if (asked.sort && sorted === undefined)
    return no(`The query is wrong: sort.field ${asked.sort.field} is none of ${names.join(', ')}.`);
  const groups = new Map<string, Row>();
  for (const { name, promql } of queries)
    for (const { labels, value } of await servers.prometheus.instant(promql, span.to)) {
      const key = JSON.stringify(groupBy.map((label) => labels[label] ?? ''));
      const row = groups.get(key) ?? { labels, values: {} };
      groups.set(key, { ...row, values: { ...row.values, [name]: value } });
    }
  const rows = ordered([...groups.values()], sorted, asked.sort?.order ?? 'ASC').slice(0, asked.limit);
  return show({
    json: { at: span.to.toISOString(), queries, groups: rows },
    columns: [
      ...groupBy.map((label): Column<Row> => ({ name: label, value: ({ labels }) => labels[label] ?? '' })),
      ...names.map((name): Column<Row> => {
        const value = ({ values }: Row) => values[name] ?? null;
        return { name, value, text: (row) => short(value(row)), side: 'right' };
      }),
    ],
    rows,
    more: queries.map(({ name, promql }) => `${name}: ${promql}\n`).join(''),
    summary:
      rows.length === 0
        ? 'No series has a sample like that.'
        : `${count(rows.length, 'group')} of ${groups.size} at ${span.print(span.to)}.`,
  });
}

/** A group without the number comes last. */
function ordered(rows: readonly Row[], by: string | undefined, order: 'ASC' | 'DESC'): Row[] {
  if (by === undefined) return [...rows];
  const sign = order === 'ASC' ? 1 : -1;
  const value = ({ values }: Row) => values[by] ?? Number.POSITIVE_INFINITY * sign;
  return rows.toSorted((a, b) => sign * (value(a) - value(b)) || 0);
}
