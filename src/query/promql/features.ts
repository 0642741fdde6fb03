/** Syntax and functions that Prometheus has only with `--enable-feature=…`. https://prometheus.io/docs/prometheus/latest/feature_flags/ */
export type PromqlFeature =
  | 'promql-experimental-functions'
  | 'promql-duration-expr'
  | 'promql-extended-range-selectors'
  | 'promql-binop-fill-modifiers';

/** All of them. */
export const ALL_FEATURES: readonly PromqlFeature[] = [
  'promql-experimental-functions',
  'promql-duration-expr',
  'promql-extended-range-selectors',
  'promql-binop-fill-modifiers',
];
