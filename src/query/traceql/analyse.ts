import type { TraceqlProblem } from './problem.ts';
import type { Query } from './tree.ts';
export function analyseTraceql(_query: Query): TraceqlProblem[] {
  return [];
}
