import { grouped } from '../../kernel/grouped.ts';
import { mean } from '../../kernel/moments.ts';
import { workflowNames } from '../workflows/names.ts';
import type { ExecutionRun } from '../workflows/step-runs.ts';
import { oneNumber, type RecommendContext } from './kind.ts';

/** Executions of each workflow, by name. */
export function byWorkflow(runs: readonly ExecutionRun[]): [string, ExecutionRun[]][] {
  return [...grouped(runs, ({ workflow }) => workflow)]
    .map(([name, of]): [string, ExecutionRun[]] => [name, [...of]])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The mean; milliseconds. */
export function took(runs: readonly ExecutionRun[]): number {
  return mean(runs.map(({ milliseconds }) => milliseconds));
}

/** How long executions of a workflow take, to be asked again later; by the traces where no metric tells. */
export async function meanSeconds(
  context: RecommendContext,
  workflow: string,
  milliseconds: number,
): Promise<{ readonly measure: string; readonly now: number }> {
  const range = `[${Math.round(context.seconds)}s]`;
  const asked = workflowNames(context.derived).map(({ executionDuration, workflow: label }) => {
    const of = `{${label}=${JSON.stringify(workflow)}}`;
    return `sum(rate(${executionDuration}_sum${of}${range})) / sum(rate(${executionDuration}_count${of}${range}))`;
  });
  const measure = asked.join(' or ');
  return { measure, now: (await oneNumber(context, measure)) ?? milliseconds / 1000 };
}
