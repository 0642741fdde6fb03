/**
 * Conditions as the document writes them, and what each is here. Bounds are in base units: a second and not 1000 ms, a share and not percent.
 * What "the average over five minutes" is depends on what was measured. Samples of a gauge have a window (`condition`). Events of a counter and
 * observations of a histogram are counted over theirs in the query, which then has only a bound (`bound`).
 */
export interface AlertCondition<O extends Operator = Operator> {
  readonly operator: O;
  readonly threshold: number;
  readonly windowMs: number;
  readonly aggregation: 'avg' | 'sum' | 'min' | 'max' | 'count';
}
export type Operator = keyof typeof BOUNDS;

const BOUNDS = { gt: 'above', gte: 'atLeast', lt: 'below', lte: 'atMost', eq: 'equals', neq: 'not' } as const;

export function bound<const O extends Operator>({ operator, threshold }: Pick<AlertCondition<O>, 'operator' | 'threshold'>) {
  return { [BOUNDS[operator]]: threshold } as { readonly [B in (typeof BOUNDS)[O]]: number }; // the one bound of this operator
}

export function condition<const O extends Operator>({ aggregation, windowMs, ...rest }: AlertCondition<O>) {
  return { ...bound<O>(rest), window: `${BigInt(windowMs / 60_000)}m` as const, overTime: aggregation };
}
