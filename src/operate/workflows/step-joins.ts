import { grouped } from '../../kernel/grouped.ts';
import { mean } from '../../kernel/moments.ts';
import { FEWEST_RUNS } from './step-order.ts';
import type { ExecutionRun, StepRun } from './step-runs.ts';

/** A step that begins when the last of several branches has ended. */
export interface Join {
  readonly step: string;
  readonly branches: readonly string[];
  readonly executions: number;
  /** The branch that ended last most often, and its share. */
  readonly slowest: string;
  readonly slowestShare: number;
  /** From the end of the last but one to that of the last, on average; milliseconds. */
  readonly waits: number;
  /** Of the time of the executions. */
  readonly share: number;
}

interface Seen {
  readonly step: string;
  readonly branches: readonly string[];
  readonly slowest: string;
  readonly waits: number;
  readonly milliseconds: number;
}

/** Where branches come together, and how long all wait for the slowest; the longest wait first. */
export function joins(runs: readonly ExecutionRun[]): Join[] {
  const all = grouped(runs.flatMap(joinsIn), ({ branches, step }) => JSON.stringify([step, branches]));
  return [...all.values()].flatMap((seen) => joinOf(seen) ?? []).sort((a, b) => b.waits - a.waits);
}

function joinOf(seen: readonly Seen[]): Join | undefined {
  const [first] = seen;
  if (!first || seen.length < FEWEST_RUNS) return undefined;
  const counts = new Map<string, number>();
  for (const { slowest } of seen) counts.set(slowest, (counts.get(slowest) ?? 0) + 1);
  const [slowest, times] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  const waits = mean(seen.map((one) => one.waits));
  return {
    step: first.step,
    branches: first.branches,
    executions: seen.length,
    slowest,
    slowestShare: times / seen.length,
    waits,
    share: waits / mean(seen.map(({ milliseconds }) => milliseconds)),
  };
}

/** The first step after several that ran side by side. */
function joinsIn({ milliseconds, steps }: ExecutionRun): Seen[] {
  return steps.flatMap((step, index): Seen[] => {
    const before = steps.slice(0, index);
    const last = lastOf(before);
    const isFirstAfter = last && step.start >= last.end && !before.some((one) => one !== last && one.start >= last.end);
    if (!last || !isFirstAfter) return [];
    const beside = before.filter((one) => one !== last && one.end > last.start && one.start < last.end);
    const next = lastOf(beside);
    if (!next) return [];
    const branches = [last, ...beside].map((one) => one.step).sort();
    return [{ step: step.step, branches, slowest: last.step, waits: last.end - next.end, milliseconds }];
  });
}

function lastOf(steps: readonly StepRun[]): StepRun | undefined {
  return steps.reduce<StepRun | undefined>((last, one) => (last && last.end >= one.end ? last : one), undefined);
}
