import type { DiagnosticSeverity } from '../../../kernel/diagnostic.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenMetrics } from './written-metrics.ts';

const MANY = 50;

export const buckets: Rule = {
  code: 'metric/buckets',
  severity: 'error',
  about: 'metric',
  why: 'Client libraries refuse bounds that do not grow, at start-up, in production. Each bound is also one more series for every combination of labels.',
  bad: "histogram({ name: 'wait_seconds', help: 'Time in the queue.', unit: 'seconds', buckets: [1, 0.5, 0.5] });",
  good: "histogram({ name: 'wait_seconds', help: 'Time in the queue.', unit: 'seconds', buckets: [0.5, 1, 5] });",
  *run({ derived }) {
    for (const metric of writtenMetrics(derived)) {
      const problem = metric.type === 'histogram' ? problemOf(metric.buckets) : undefined;
      if (problem)
        yield finding(buckets, metric, `${metric.name}: ${problem.message}`, { fix: problem.fix, severity: problem.severity });
    }
  },
};

interface BucketProblem {
  readonly message: string;
  readonly fix: string;
  readonly severity: DiagnosticSeverity;
}

function problemOf(bounds: readonly number[]): BucketProblem | undefined {
  const infinite = bounds.find((bound) => !Number.isFinite(bound));
  const fix = `write buckets: [${[...new Set(bounds.filter(Number.isFinite))].sort((a, b) => a - b).join(', ')}]`;
  if (infinite !== undefined)
    return { message: `the bound ${infinite} is no finite number; +Inf is added for you.`, fix, severity: 'error' };
  const index = bounds.findIndex((bound, at) => at > 0 && bound <= (bounds[at - 1] ?? 0));
  if (index > 0) {
    const kind = bounds[index] === bounds[index - 1] ? 'is there twice' : `stands after ${bounds[index - 1]}`;
    return { message: `the bound ${bounds[index]} ${kind}; bounds grow.`, fix, severity: 'error' };
  }
  if (bounds.length <= MANY) return undefined;
  const native = 'keep the bounds an objective asks at, and use native: true for the rest';
  return {
    message: `${bounds.length} bounds are ${bounds.length + 3} series for each combination of labels.`,
    fix: native,
    severity: 'warning',
  };
}
