import type { Unit } from '../kernel/unit.ts';

export type MetricType = 'counter' | 'gauge' | 'histogram' | 'summary' | 'info' | 'stateset';

/** What one label of a metric may hold: a closed set, or free text of about `series` values. */
export interface LabelShape {
  readonly values?: readonly string[];
  readonly series?: number;
}

/** What a query must know of a declared metric. */
export interface MetricShape {
  readonly name: string;
  readonly type: MetricType;
  readonly unit: Unit;
  readonly labels: Readonly<Record<string, LabelShape>>;
  /** Upper bounds of a classic histogram. */
  readonly buckets?: readonly number[];
  /** Only native buckets: there is no `_bucket`, `_sum` or `_count` series. */
  readonly native?: boolean;
  /** The scrape jobs that expose it. */
  readonly jobs: readonly string[];
}

/** Every metric a query may name, and the labels every series carries. */
export interface MetricCatalogue {
  /** The metrics of a series name, of one job where it is given; `x_bucket`, `x_sum` and `x_count` find histogram or summary `x`. */
  find(seriesName: string, job?: string): readonly MetricShape[];
  /** Every declared name, for "did you mean". */
  readonly names: readonly string[];
  /** `job`, `instance`, and the external or static labels of every target. */
  readonly targetLabels: ReadonlySet<string>;
}
