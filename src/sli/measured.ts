import type { QueryContext, Site } from '../authored/context.ts';
import type { AnyRecording, Expr, Recorded } from '../authored/expr.ts';
import type { AnyGauge, AnyMetric, Of } from '../authored/metric.ts';
import type { Unit } from '../kernel/unit.ts';
import type { ValueSample } from './kind.ts';
import { sampleSeries } from './sample.ts';

/** What can be held against a number: a gauge, a recording, or a query. */
export type Measured<U extends Unit = Unit> = Of<AnyGauge<U>> | AnyRecording<U> | Recorded<U> | Expr<U>;

/** Its text, so that an operator may follow. */
export function measuredText(of: Measured, context: QueryContext, site: Site): string {
  const { text } = context.promql(of, site);
  return of.kind === 'expr' ? `(${text})` : text;
}

/** The metrics it is: none where a query or a recording has labels of its own. */
export function metricsIn(of: Measured): readonly Of<AnyMetric>[] | undefined {
  return of.kind === 'gauge' || of.kind === 'selection' ? [of] : undefined;
}

/** The gauge while it is good, and while it is bad. */
export function measuredSample(
  of: Measured,
  groupBy: readonly string[],
  values: Omit<ValueSample, 'series'>,
  context: QueryContext,
  site: Site,
): ValueSample[] {
  if (of.kind !== 'gauge' && of.kind !== 'selection') return [];
  return [{ series: sampleSeries(of, context.selector(of, site), { groupBy }), ...values }];
}
