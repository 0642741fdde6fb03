/** Aggregations over a range of lines. https://grafana.com/docs/loki/latest/query/metric_queries/ */
export interface RangeOperation {
  /** Needs `| unwrap`, must not have it, or takes either. */
  readonly unwrap: 'needs' | 'refuses' | 'either';
  readonly param?: true;
  /** May be followed by `by (…)`. */
  readonly grouping?: true;
}

export const RANGE_OPERATIONS: ReadonlyMap<string, RangeOperation> = new Map<string, RangeOperation>([
  ['rate', { unwrap: 'either' }],
  ['rate_counter', { unwrap: 'needs' }],
  ['count_over_time', { unwrap: 'refuses' }],
  ['bytes_rate', { unwrap: 'refuses' }],
  ['bytes_over_time', { unwrap: 'refuses' }],
  ['absent_over_time', { unwrap: 'either' }],
  ['sum_over_time', { unwrap: 'needs' }],
  ['avg_over_time', { unwrap: 'needs', grouping: true }],
  ['max_over_time', { unwrap: 'needs', grouping: true }],
  ['min_over_time', { unwrap: 'needs', grouping: true }],
  ['stddev_over_time', { unwrap: 'needs', grouping: true }],
  ['stdvar_over_time', { unwrap: 'needs', grouping: true }],
  ['quantile_over_time', { unwrap: 'needs', param: true, grouping: true }],
  ['first_over_time', { unwrap: 'needs', grouping: true }],
  ['last_over_time', { unwrap: 'needs', grouping: true }],
]);

/** Aggregations over series. */
export const VECTOR_OPERATIONS: ReadonlySet<string> = new Set([
  ...['sum', 'avg', 'max', 'min', 'count', 'stddev', 'stdvar', 'sort', 'sort_desc'],
  ...['topk', 'bottomk', 'approx_topk'],
]);
/** Those that take a number first. */
export const COUNTED: ReadonlySet<string> = new Set(['topk', 'bottomk', 'approx_topk']);
export const SORTS: ReadonlySet<string> = new Set(['sort', 'sort_desc']);

/** A higher one binds tighter; `^` binds to the right. */
export const PRECEDENCE: ReadonlyMap<string, number> = new Map([
  ['or', 1],
  ['and', 2],
  ['unless', 2],
  ...['==', '!=', '>', '>=', '<', '<='].map((op) => [op, 3] as const),
  ...['+', '-'].map((op) => [op, 4] as const),
  ...['*', '/', '%'].map((op) => [op, 5] as const),
  ['^', 6],
]);
export const SET_OPERATORS: ReadonlySet<string> = new Set(['and', 'or', 'unless']);

export const PARSERS = ['json', 'logfmt', 'regexp', 'pattern', 'unpack', 'decolorize'] as const;
export const CONVERSIONS = ['duration', 'duration_seconds', 'bytes'] as const;

/** Words that are one only before `(` or `by (`; elsewhere they name a label. Whatever their case. */
export const FUNCTIONS: ReadonlySet<string> = new Set([
  ...RANGE_OPERATIONS.keys(),
  ...VECTOR_OPERATIONS,
  ...CONVERSIONS,
  ...['vector', 'label_replace', 'ip'],
]);

/** Words that name no label anywhere. Whatever their case. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  ...PARSERS,
  ...['by', 'without', 'on', 'ignoring', 'group_left', 'group_right', 'bool', 'offset', 'and', 'or', 'unless'],
  ...['line_format', 'label_format', 'unwrap', 'drop', 'keep', 'variants', 'of'],
]);
