import type { WorkStats } from '../../../program.ts';
import { asking, askingOptions, type Question } from '../../ask/asking.ts';
import { events, percent, short, took } from '../../ask/numbers.ts';
import type { Column } from '../../ask/output.ts';
import type { CommandKind } from '../../command.ts';
import type { ExitCode } from '../../exit.ts';
import { count } from '../../print.ts';

const NEEDS = { engines: ['prometheus'], definitions: false, since: '24h' } as const;

export const statsCommand: CommandKind = {
  name: 'stats',
  summary: 'executions, success rate with its interval, durations, waiting, tokens and cost of each workflow',
  configure: (command) => askingOptions(command.argument('[workflow]', 'only this one'), NEEDS),
  run: asking(NEEDS, async (question) => {
    const { workflowStats } = await import('../../../program.ts');
    return shown(question, await workflowStats(question.servers.prometheus, await asked(question)), [
      ...BEFORE,
      ...OUTCOME,
      ...TIMES,
      WAIT,
      ...SPENT,
    ]);
  }),
};

export const stepsCommand: CommandKind = {
  name: 'steps',
  summary: 'the same of each step: where failures, retries, time, tokens and money go',
  configure: (command) => askingOptions(command.argument('[workflow]', 'only this one'), NEEDS),
  run: asking(NEEDS, async (question) => {
    const { stepStats } = await import('../../../program.ts');
    const rows = await stepStats(question.servers.prometheus, await asked(question));
    return shown(question, rows, [
      ...BEFORE,
      { name: 'step', value: ({ step }) => step ?? null },
      ...OUTCOME,
      ...TIMES,
      ...SPENT,
    ]);
  }),
};

async function asked({ derived, invocation, span }: Question<'prometheus'>) {
  const { workflowNames } = await import('../../../program.ts');
  return { at: span.to, seconds: span.seconds, workflow: invocation.args[0], names: workflowNames(derived) };
}

function number(
  name: string,
  value: (row: WorkStats) => number | null | undefined,
  print: (value: number | null) => string = short,
): Column<WorkStats> {
  const read = (row: WorkStats) => value(row) ?? null;
  return { name, value: read, text: (row) => print(read(row)), side: 'right' };
}

/** `< 0.1s` where all were in the first bucket. */
function quantile(name: string, read: (row: WorkStats) => number | undefined): Column<WorkStats> {
  const below = ({ belowSeconds }: WorkStats) => (belowSeconds === undefined ? undefined : `< ${took(belowSeconds)}`);
  return { name, value: (row) => read(row) ?? null, text: (row) => below(row) ?? took(read(row)), side: 'right' };
}

const BEFORE: readonly Column<WorkStats>[] = [{ name: 'workflow', value: ({ workflow }) => workflow }];
const OUTCOME: readonly Column<WorkStats>[] = [
  number('completed', ({ completed }) => completed, events),
  number('failed', ({ failed }) => failed, events),
  number('cancelled', ({ cancelled }) => cancelled, events),
  number(
    'success',
    ({ successRatio }) => successRatio,
    (value) => percent(value, 2),
  ),
  number(
    'success_from',
    ({ successBetween }) => successBetween?.from,
    (value) => percent(value, 2),
  ),
  number(
    'success_to',
    ({ successBetween }) => successBetween?.to,
    (value) => percent(value, 2),
  ),
];
const TIMES: readonly Column<WorkStats>[] = [
  number('mean_seconds', ({ meanSeconds }) => meanSeconds, took),
  quantile('p50_seconds', ({ p50Seconds }) => p50Seconds),
  quantile('p95_seconds', ({ p95Seconds }) => p95Seconds),
];
const WAIT = number('wait_p95_seconds', ({ waitP95Seconds }) => waitP95Seconds, took);
const SPENT: readonly Column<WorkStats>[] = [
  number('retries', ({ retries }) => retries, events),
  number('tokens', ({ tokens }) => tokens, events),
  number('cost_usd', ({ costUsd }) => costUsd),
];

async function shown(
  { invocation, show, span }: Question<'prometheus'>,
  rows: readonly WorkStats[],
  columns: readonly Column<WorkStats>[],
): Promise<ExitCode> {
  const since = `since ${span.print(span.from)}`;
  const sum = (read: (row: WorkStats) => number) => rows.reduce((all, row) => all + read(row), 0);
  const [completed, failed, cancelled] = [sum((row) => row.completed), sum((row) => row.failed), sum((row) => row.cancelled)];
  const ratio = completed + failed > 0 ? completed / (completed + failed) : undefined;
  const [name] = invocation.args;
  const nothing =
    name === undefined
      ? `Nothing tells of workflows ${since}: are the metrics of \`workflowMetrics\` scraped?`
      : `Nothing tells of a workflow ${name} ${since}.`;
  return show({
    json: { from: span.from.toISOString(), to: span.to.toISOString(), workflows: rows.map(jsonOf) },
    columns,
    rows,
    summary:
      rows.length === 0
        ? nothing
        : `${count(Math.round(completed + failed + cancelled), 'end')} ${since}: ${percent(ratio, 2)} good of the ${Math.round(completed + failed)} that nobody cancelled.`,
  });
}

/** What nobody measured is `null`, not left out. */
function jsonOf(row: WorkStats): object {
  const entries = Object.entries({ ...row }).map(([name, value]) => [name, value ?? null]);
  return Object.fromEntries(entries);
}
