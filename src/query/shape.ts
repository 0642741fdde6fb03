import type { Unit } from '../kernel/unit.ts';
import type { Facts } from './promql/facts.ts';
import type { Matcher } from './promql/tree.ts';

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
  /** Quantiles of a summary. */
  readonly quantiles?: readonly number[];
  /** Only native buckets: there is no `_bucket`, `_sum` or `_count` series. */
  readonly native?: boolean;
  /** The scrape jobs that expose it. */
  readonly jobs: readonly string[];
  /** How often it is scraped, where that is most often; 15 s where absent. */
  readonly scrapeSeconds?: number;
  /** Of a recording: what its own expression gives, with the labels of its rule. No target's labels are added to it. */
  readonly recorded?: Facts;
}

/** Every metric a query may name, and the labels every series carries. */
export interface MetricCatalogue {
  /** The metrics of a series name, of one job where it is given; `x_bucket`, `x_sum` and `x_count` find histogram or summary `x`. */
  find(seriesName: string, job?: string): readonly MetricShape[];
  /** The recordings of that name, of those whose rules' labels can meet the matchers: as one metric, or none. */
  recorded?(record: string, matchers: readonly Matcher[]): readonly MetricShape[];
  /** Every declared name, for "did you mean". */
  readonly names: readonly string[];
  /** `job`, `instance`, and the external or static labels of every target. */
  readonly targetLabels: ReadonlySet<string>;
  /** Labels Prometheus adds only to what it sends to others, recordings included; a rule does not see them, its target labels lack them. */
  readonly externalLabels?: ReadonlySet<string>;
  /** How many targets a job has, in the environment where it has most; one where it is not listed. */
  readonly instances?: ReadonlyMap<string, number>;
  /** What a label of unknown size is counted as; ten where absent. */
  readonly unknownValues?: number;
  /** The names on the way round, where a recording of the one name reads itself, over a recording of the other or at once. */
  circleOf?(record: string, reads: string): readonly string[] | undefined;
}
