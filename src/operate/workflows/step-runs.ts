import { grouped } from '../../kernel/grouped.ts';
import { durationOf, earlier, type TraceSpan } from '../traces/span.ts';

/** One run of a step; milliseconds from the first of its execution. */
export interface StepRun {
  readonly step: string;
  readonly start: number;
  readonly end: number;
  readonly failed: boolean;
}

/** One execution of a workflow as its spans tell it, steps in the order they began. */
export interface ExecutionRun {
  readonly workflow: string;
  readonly steps: readonly StepRun[];
  /** From the first step to the last. */
  readonly milliseconds: number;
}

/** As `runWorkflow` of `signalbox/runtime` names them; then as other engines do. */
export const STEP_ATTRIBUTES = ['workflow.step', 'flow.step.id', 'step.id', 'step_id'] as const;
const WORKFLOW_ATTRIBUTES = ['workflow.name', 'flow.id', 'workflow', 'flow_id'] as const;
const EXECUTION_ATTRIBUTES = ['workflow.execution.id', 'flow.execution.id', 'execution.id', 'execution_id'] as const;

/** The executions in one trace; a step that ran again counts as it ran first. */
export function executionRuns(spans: readonly TraceSpan[]): ExecutionRun[] {
  const steps = spans.filter((span) => said(span, STEP_ATTRIBUTES) !== undefined);
  return [...grouped(steps, (span) => said(span, EXECUTION_ATTRIBUTES) ?? '').values()].map((of) => {
    const began = of.reduce((least, { start }) => earlier(least, start), of[0]?.start ?? 0n);
    const since = (at: bigint) => Number(at - began) / 1e6;
    const all = of.map((span) => ({
      step: said(span, STEP_ATTRIBUTES) ?? '',
      start: since(span.start),
      end: since(span.start + durationOf(span)),
      failed: span.failed,
    }));
    const first = new Map(all.toSorted((a, b) => b.start - a.start).map((run) => [run.step, run]));
    return {
      workflow: of.map((span) => said(span, WORKFLOW_ATTRIBUTES)).find((one) => one !== undefined) ?? '',
      steps: [...first.values()].sort((a, b) => a.start - b.start || (a.step < b.step ? -1 : 1)),
      milliseconds: Math.max(...all.map(({ end }) => end)),
    };
  });
}

function said({ attributes }: TraceSpan, names: readonly string[]): string | undefined {
  const name = names.find((one) => attributes[one] !== undefined);
  return name === undefined ? undefined : String(attributes[name]);
}
