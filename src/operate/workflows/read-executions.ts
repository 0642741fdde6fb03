import { aFewAtATime } from '../../targets/a-few-at-a-time.ts';
import type { Steps } from '../servers/prometheus.ts';
import type { TempoReader } from '../servers/tempo.ts';
import { anyAttribute } from '../traces/query.ts';
import { type ExecutionRun, executionRuns, STEP_ATTRIBUTES } from './step-runs.ts';

/** Enough to tell what is always so from what is so now and then. */
const MOST_TRACES = 200;

/** What traces tell of executions of workflows; throws `OutsideFailure` where Tempo has no answer. */
export async function readExecutions(tempo: TempoReader, span: Pick<Steps, 'from' | 'to'>): Promise<ExecutionRun[]> {
  const found = await tempo.search(anyAttribute(STEP_ATTRIBUTES), span, MOST_TRACES);
  const traces = await aFewAtATime(found, ({ traceID }) => tempo.trace(traceID));
  return traces.flatMap(executionRuns);
}
