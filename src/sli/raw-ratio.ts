import type { Expr } from '../authored/query.ts';
import { authoredSli } from './authored-sli.ts';
import type { AuthoredSli, SliKind } from './kind.ts';
import { sampleOf } from './sample.ts';

export interface RawRatioOptions {
  /** The share of good events at a moment, 0 to 1. */
  readonly good: Expr;
  /** The labels the answer has. @default [] */
  readonly groupBy?: readonly string[];
}

/**
 * The escape hatch: a query that already is a share of good events, asked at every evaluation of the SLO; compiles to the recording
 * `slo:sli_bad:state`, and windows are means of it. It cannot be weighted by events, so a busy minute counts like an idle one; prefer
 * `events` or `latency`. Moments without traffic (NaN) count neither way.
 */
export function rawRatio(options: RawRatioOptions): AuthoredSli {
  return authoredSli('raw-ratio', options, rawRatio);
}

export const rawRatioKind: SliKind<RawRatioOptions> = {
  type: 'raw-ratio',
  groupBy: ({ groupBy = [] }) => groupBy,
  reads: () => undefined,
  problems: () => [],
  state: ({ good }, context, site) => ({
    bad: `(1 - (${context.promql(good, site).text}) >= 0)`,
    everyMs: undefined,
    missing: 'ignored',
  }),
  // of a query that computes something nothing is known that makes it good or bad
  samples: ({ good, groupBy = [] }, context, site) => {
    const { expr } = context.promql(good, site);
    return expr?.kind === 'vector' ? [{ series: sampleOf(expr, {}, { groupBy }), good: 1, bad: 0 }] : [];
  },
};
