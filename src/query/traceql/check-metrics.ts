import { checkFilter } from './check-types.ts';
import type { TraceqlProblem } from './problem.ts';
import type { Compare, Metrics, MetricsFunction, SecondStage, Static } from './tree.ts';

/** Tempo keeps five labels to a series; quantiles and histograms need one of them for the bucket. */
const MAX_GROUPS = 5;
const BUCKETED: ReadonlySet<string> = new Set(['quantile_over_time', 'histogram_over_time']);

export function checkMetrics({ first, second }: Metrics): TraceqlProblem[] {
  const problems = first.kind === 'compare' ? checkCompare(first) : checkFunction(first);
  const [stage] = second;
  const behind = first.kind === 'compare' && stage ? [behindCompare(stage)] : [];
  return [...problems, ...second.flatMap(checkLimit), ...behind];
}

function checkFunction({ op, quantiles, by, span }: MetricsFunction): TraceqlProblem[] {
  const problems = quantiles.flatMap(checkQuantile);
  const most = BUCKETED.has(op) ? MAX_GROUPS - 1 : MAX_GROUPS;
  if (by.length <= most) return problems;
  const message = `${op} groups by ${by.length} attributes; Tempo takes ${most}.`;
  return [...problems, { code: 'traceql/too-many-groups', message, span, fix: 'leave out what you do not look at' }];
}

function checkQuantile({ text, span }: Static): TraceqlProblem[] {
  if (Number(text) <= 1) return [];
  const share = Number(text) / 100;
  const fix = share <= 1 ? `write ${share}` : 'write a share between 0 and 1, as 0.99';
  return [{ code: 'traceql/quantile', message: `The quantile ${text} is not between 0 and 1.`, span, fix }];
}

function checkCompare({ selection, numbers }: Compare): TraceqlProblem[] {
  const [top, start, end] = numbers;
  const problems = [...checkFilter(selection)];
  const report = (message: string, { span }: Static, fix: string): number =>
    problems.push({ code: 'traceql/limit', message, span, fix });
  if (top && Number(top.text) <= 0) report('compare() shows no value at all.', top, 'write how many, as 10');
  if (!start || !end || (Number(start.text) === 0 && Number(end.text) === 0)) return problems;
  if (BigInt(end.text) <= BigInt(start.text) || BigInt(start.text) <= 0n) {
    report('The selection of compare() ends before it starts.', end, 'write start and end in unix nanoseconds');
  }
  return problems;
}

function checkLimit(stage: SecondStage): TraceqlProblem[] {
  if (stage.kind !== 'top-bottom' || Number(stage.limit.text) > 0) return [];
  const message = `${stage.op}(${stage.limit.text}) keeps nothing, and Tempo refuses it.`;
  return [{ code: 'traceql/limit', message, span: stage.limit.span, fix: `write ${stage.op}(10)` }];
}

function behindCompare({ span }: SecondStage): TraceqlProblem {
  const message = 'Nothing can follow compare(): it already keeps the values that differ most.';
  return { code: 'traceql/behind-compare', message, span, fix: 'give compare() the number: compare({ … }, 5)' };
}
