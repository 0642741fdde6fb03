/** How a series becomes one number. https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/calculation-types/ */
export type Reducer = 'lastNotNull' | 'mean' | 'min' | 'max' | 'sum';

export interface Reduced {
  /** How the time range becomes one number. @default 'lastNotNull' */
  readonly reduce?: Reducer;
}

export function reduceOptions(reduce: Reducer) {
  return { calcs: [reduce], fields: '', values: false } as const;
}
