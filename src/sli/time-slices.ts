import type { QueryContext, Site } from '../authored/context.ts';
import type { Expr } from '../authored/expr.ts';
import type { LabelName } from '../authored/vector.ts';
import { parseDuration, printDuration } from '../kernel/duration.ts';
import type { Duration } from '../kernel/literals.ts';
import { type AskedOptions, askedProblems, noQuantity, worst } from './asked.ts';
import { authoredSli } from './authored-sli.ts';
import type { AuthoredSli, SliKind, SliProblem, SliSample } from './kind.ts';
import { sampleOf } from './sample.ts';
import { conditionIn, oppositeOf, valuesOf } from './slice-condition.ts';

export interface TimeSlicesOptions<M extends Expr> extends AskedOptions {
  /** How long a slice is; each is good or bad as a whole. */
  readonly slice: Duration;
  /** One comparison, true for a good slice: `` promql`${errorRatio} < 0.01` ``, over a window of its own, as long as the slice or longer. */
  readonly good: M;
  /** Keep the objective apart for each value of these labels. @default []: one objective, and the worst series speaks for all */
  readonly groupBy?: readonly LabelName<NoInfer<M>>[];
}

/**
 * Good minutes: the share of slices in which a condition held, asked once at the end of each. Compiles to the recording `slo:sli_bad:state` in a
 * group that runs once a slice. A slice with one event weighs like one with a million: count `events` where the sum of them matters.
 */
export function timeSlices<M extends Expr>(options: TimeSlicesOptions<M>): AuthoredSli {
  return authoredSli('time-slices', options, timeSlices);
}

interface Settings extends AskedOptions {
  readonly slice: string;
  readonly good: Expr;
  readonly groupBy?: readonly string[];
}

export const timeSlicesKind: SliKind<Settings> = {
  type: 'time-slices',
  groupBy: ({ groupBy = [] }) => groupBy,
  reads: () => undefined,
  problems: (settings, shortestMs) => [
    ...sliceProblems(settings, shortestMs),
    ...askedProblems(settings.missing, settings.groupBy),
  ],
  state: (settings, context, site) => {
    const { groupBy = [], missing } = settings;
    const { expr, text } = context.promql(settings.good, site);
    const condition = expr && conditionIn(expr);
    return worst(groupBy, condition ? oppositeOf(condition) : text, missing, parseDuration(settings.slice) || undefined);
  },
  samples: (settings, context, site) => samplesOf(settings, context, site),
};

function samplesOf({ good, groupBy }: Settings, context: QueryContext, site: Site): SliSample[] {
  const { expr } = context.promql(good, site);
  const condition = expr && conditionIn(expr);
  const values = condition && valuesOf(condition);
  if (!values || condition?.left.kind !== 'vector') return [];
  return [{ series: sampleOf(condition.left, {}, { groupBy }), ...values }];
}

function sliceProblems({ slice }: Settings, shortestMs: number): SliProblem[] {
  const milliseconds = parseDuration(slice);
  if (!milliseconds) return [noQuantity('slice', slice, "how long one is: '1m'")];
  if (milliseconds <= shortestMs) return [];
  return [
    {
      code: 'slo/slice-too-long',
      message: `A slice of ${slice} does not fit into the shortest window of the objective, ${printDuration(shortestMs)}: most evaluations would see none.`,
      fix: `make slices ${printDuration(shortestMs)} or shorter`,
    },
  ];
}
