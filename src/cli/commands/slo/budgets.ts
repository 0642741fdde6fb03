import type { BudgetOverTime } from '../../../program.ts';
import type { Question } from '../../ask/asking.ts';
import { chart } from '../../ask/chart.ts';
import { percent } from '../../ask/numbers.ts';
import type { Row } from './rows.ts';

const STEPS = 60;

/** What was left at each step, of one row. */
export type Budget = Omit<BudgetOverTime, 'groups'> & { readonly points: BudgetOverTime['groups'][number]['points'] };

/** Of all with `--series`; on a terminal of what was asked for by name, or has missed its objective. A text says what is wrong. */
export async function budgetsOf(
  { invocation, servers, span }: Question<'prometheus'>,
  rows: readonly Row[],
  periodMs: number | undefined,
): Promise<ReadonlyMap<Row, Budget> | string> {
  const { args, io, options } = invocation;
  const isAsked = options['series'] === true;
  const format = options['json'] === true ? 'json' : options['format'];
  if (isAsked && format !== 'table' && format !== 'json')
    return '`--series` is a chart of the table, or in the JSON: leave it out with --format csv and summary.';
  const isShown = ({ state }: Row) => args.length > 0 || state === 'missed';
  const meant = isAsked ? rows : io.terminal && format === 'table' ? rows.filter(isShown) : [];
  const { readBudget } = await import('../../../program.ts');
  const found = new Map<Row, Budget>();
  const read = new Map<Row['slo'], BudgetOverTime>();
  for (const row of meant) {
    const budget = read.get(row.slo) ?? (await readBudget(servers.prometheus, row.slo, { at: span.to, periodMs, steps: STEPS }));
    read.set(row.slo, budget);
    const { groups, ...axis } = budget;
    const of = groups.find(({ group }) => JSON.stringify(group) === JSON.stringify(row.report?.group ?? {}));
    if (of) found.set(row, { ...axis, points: of.points });
  }
  return found;
}

/** A line for each: their periods differ. */
export function budgetCharts(budgets: ReadonlyMap<Row, Budget>): string {
  const width = Math.max(0, ...[...budgets.keys()].map(({ name }) => name.length));
  const lines = [...budgets].map(([{ name }, { points, ...axis }]) =>
    chart([{ name: name.padEnd(width), points }], axis, (value) => percent(value, 2)),
  );
  return lines.length === 0 ? '' : `Budget left over the period:\n${lines.join('')}`;
}

/** For the JSON: times and shares. */
export function pointsOf(budget: Budget | undefined): object {
  if (!budget) return {};
  const points = budget.points.map(([at, left]) => ({ at: new Date(at * 1000).toISOString(), left }));
  return { budget: { stepSeconds: budget.stepSeconds, points } };
}
