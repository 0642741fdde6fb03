import { mean } from '../../kernel/moments.ts';
import type { ExecutionRun, StepRun } from './step-runs.ts';

/** Two steps of which neither waits for what the other gives, and which run one after the other all the same. */
export interface IndependentSteps {
  readonly first: string;
  readonly second: string;
  /** Executions that had both. */
  readonly together: number;
  /** How it is known: they come in either order, or the second ends well though the first failed; and how often that was seen. */
  readonly known: 'either order' | 'without the first';
  readonly seen: number;
  /** What one execution would take less if they ran side by side, on average; milliseconds. */
  readonly saves: number;
}

/** Below so many executions nothing is said of an order. */
export const FEWEST_RUNS = 20;
/** Either order must be more than a slip. */
const EITHER = 0.1;
const FAILURES = 5;

/** Pairs of steps that could run side by side by what executions of one workflow show, what saves most first. */
export function independentSteps(runs: readonly ExecutionRun[]): IndependentSteps[] {
  const names = [...new Set(runs.flatMap(({ steps }) => steps.map(({ step }) => step)))].sort();
  const found = names.flatMap((one, index) => names.slice(index + 1).flatMap((other) => judge(runs, one, other) ?? []));
  return found.sort((a, b) => b.saves - a.saves);
}

function judge(runs: readonly ExecutionRun[], one: string, other: string): IndependentSteps | undefined {
  const pairs = runs.flatMap(({ steps }): [StepRun, StepRun][] => {
    const [a, b] = [steps.find(({ step }) => step === one), steps.find(({ step }) => step === other)];
    return a && b ? [[a, b]] : [];
  });
  if (pairs.length < FEWEST_RUNS || pairs.some(([a, b]) => a.start < b.end && b.start < a.end)) return undefined;
  const oneFirst = pairs.filter(([a, b]) => a.start < b.start).length;
  const [first, second] = oneFirst >= pairs.length / 2 ? [one, other] : [other, one];
  const either = Math.min(oneFirst, pairs.length - oneFirst);
  const saves = mean(pairs.map(([a, b]) => Math.min(a.end - a.start, b.end - b.start)));
  const common = { first, second, together: pairs.length, saves };
  if (either / pairs.length >= EITHER) return { ...common, known: 'either order', seen: either };
  const without = pairs.filter(([a, b]) => (first === one ? a : b).failed && !(first === one ? b : a).failed).length;
  return without >= FAILURES ? { ...common, known: 'without the first', seen: without } : undefined;
}

/** Two steps of which the second always begins after the first has ended, with time between in which no step runs. */
export interface Handover {
  readonly first: string;
  readonly second: string;
  readonly together: number;
  /** Between them, on average; milliseconds. */
  readonly gap: number;
  /** Of the time of the executions. */
  readonly share: number;
}

const ALWAYS = 0.95;

/** Steps that wait for each other although nobody works between them, the longest gap first. */
export function handovers(runs: readonly ExecutionRun[]): Handover[] {
  const gaps = new Map<string, { readonly of: readonly [string, string]; readonly gaps: number[]; readonly wholes: number[] }>();
  for (const { milliseconds, steps } of runs) {
    for (const [first, second, gap] of idle(steps)) {
      const key = JSON.stringify([first, second]);
      const known = gaps.get(key) ?? { of: [first, second], gaps: [], wholes: [] };
      known.gaps.push(gap);
      known.wholes.push(milliseconds);
      gaps.set(key, known);
    }
  }
  return [...gaps.values()]
    .flatMap(({ gaps: seen, of: [first, second], wholes }): Handover[] => {
      const with2 = runs.filter(({ steps }) => [first, second].every((name) => steps.some(({ step }) => step === name))).length;
      if (seen.length < FEWEST_RUNS || seen.length < ALWAYS * with2) return [];
      return [{ first, second, together: seen.length, gap: mean(seen), share: mean(seen) / mean(wholes) }];
    })
    .sort((a, b) => b.gap - a.gap);
}

/** Each time in which no step runs: who ended before it, who begins after it. */
function idle(steps: readonly StepRun[]): (readonly [string, string, number])[] {
  let last: StepRun | undefined;
  return steps.flatMap((step) => {
    const before = last;
    if (!last || step.end > last.end) last = step;
    return before && step.start > before.end ? [[before.step, step.step, step.start - before.end] as const] : [];
  });
}
