import type { PromqlFeature } from './features.ts';

/** https://prometheus.io/docs/prometheus/latest/querying/basics/#expression-language-data-types */
export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string';

/** What the first series argument should be for the result to mean something. */
export type Wants = 'counter' | 'gauge' | 'any';

export interface FunctionShape {
  readonly name: string;
  readonly args: readonly ValueType[];
  /** Which of the arguments is its series; 0 where none is. */
  readonly input: number;
  /** How many arguments more than `args.length - 1` are taken; -1 is any number, 0 exactly `args`. */
  readonly variadic: number;
  readonly result: ValueType;
  readonly experimental: boolean;
  /** The feature flag it needs, or needed until `stable`. */
  readonly feature?: PromqlFeature | undefined;
  /** First Prometheus version, where it came after 2.0. */
  readonly since?: string;
  /** First version that needs no feature flag, where it began with one. */
  readonly stable?: string;
  /** First version that has it no more. */
  readonly until?: string;
  /** What to use where it is missing. */
  readonly instead?: string;
  readonly wants: Wants;
  /** The result has no metric name. */
  readonly dropsName: boolean;
}

type Extra = Partial<
  Pick<FunctionShape, 'variadic' | 'experimental' | 'since' | 'stable' | 'until' | 'instead' | 'wants' | 'dropsName'>
>;
type Row = readonly [names: string, args: string, result: ValueType, extra?: Extra];

const FLAG = 'promql-experimental-functions' satisfies PromqlFeature;
const EXPERIMENTAL: Extra = { experimental: true };
const KEEPS_NAME: Extra = { dropsName: false };

/** Prometheus 3.15. https://prometheus.io/docs/prometheus/latest/querying/functions/ */
const ROWS: readonly Row[] = [
  ['abs ceil exp floor ln log10 log2 sqrt', 'vector', 'vector'],
  ['sgn', 'vector', 'vector', { since: '2.26' }],
  ['acos acosh asin asinh atan atanh cos cosh deg rad sin sinh tan tanh', 'vector', 'vector', { since: '2.31' }],
  ['absent', 'vector', 'vector'],
  ['absent_over_time', 'matrix', 'vector', { since: '2.16' }],
  ['present_over_time', 'matrix', 'vector', { since: '2.29' }],
  [
    'avg_over_time count_over_time max_over_time min_over_time sum_over_time stddev_over_time stdvar_over_time',
    'matrix',
    'vector',
  ],
  ['last_over_time', 'matrix', 'vector', { since: '2.26', ...KEEPS_NAME }],
  ['first_over_time', 'matrix', 'vector', { since: '3.7', stable: '3.14', ...KEEPS_NAME }],
  ['mad_over_time', 'matrix', 'vector', { since: '2.49', ...EXPERIMENTAL }],
  ['ts_of_max_over_time ts_of_min_over_time ts_of_last_over_time', 'matrix', 'vector', { since: '3.5', ...EXPERIMENTAL }],
  ['ts_of_first_over_time', 'matrix', 'vector', { since: '3.7', ...EXPERIMENTAL }],
  ['quantile_over_time', 'scalar matrix', 'vector'],
  ['changes', 'matrix', 'vector'],
  ['rate increase irate', 'matrix', 'vector', { wants: 'counter' }],
  ['resets', 'matrix', 'vector', { wants: 'counter' }],
  ['delta deriv idelta', 'matrix', 'vector', { wants: 'gauge' }],
  ['predict_linear', 'matrix scalar', 'vector', { wants: 'gauge' }],
  [
    'double_exponential_smoothing',
    'matrix scalar scalar',
    'vector',
    { since: '3.0', instead: 'it was called holt_winters()', wants: 'gauge', ...EXPERIMENTAL },
  ],
  [
    'holt_winters',
    'matrix scalar scalar',
    'vector',
    { until: '3.0', instead: 'it is called double_exponential_smoothing()', wants: 'gauge' },
  ],
  ['clamp', 'vector scalar scalar', 'vector', { since: '2.26' }],
  ['clamp_max clamp_min', 'vector scalar', 'vector'],
  ['round', 'vector scalar', 'vector', { variadic: 1 }],
  ['days_in_month day_of_month day_of_week hour minute month year', 'vector', 'vector', { variadic: 1 }],
  ['day_of_year', 'vector', 'vector', { variadic: 1, since: '2.35' }],
  ['histogram_quantile', 'scalar vector', 'vector'],
  ['histogram_quantiles', 'vector string scalar scalar', 'vector', { variadic: 9, since: '3.11', ...EXPERIMENTAL }],
  ['histogram_fraction', 'scalar scalar vector', 'vector', { since: '2.40' }],
  ['histogram_avg', 'vector', 'vector', { since: '2.51' }],
  ['histogram_count histogram_sum', 'vector', 'vector', { since: '2.40' }],
  ['histogram_stddev histogram_stdvar', 'vector', 'vector', { since: '2.48' }],
  ['info', 'vector vector', 'vector', { variadic: 1, since: '2.55', ...KEEPS_NAME, ...EXPERIMENTAL }],
  ['label_replace', 'vector string string string string', 'vector', KEEPS_NAME],
  ['label_join', 'vector string string string', 'vector', { variadic: -1, ...KEEPS_NAME }],
  ['sort sort_desc', 'vector', 'vector', KEEPS_NAME],
  [
    'sort_by_label sort_by_label_desc',
    'vector string',
    'vector',
    { variadic: -1, since: '2.49', ...KEEPS_NAME, ...EXPERIMENTAL },
  ],
  ['timestamp', 'vector', 'vector'],
  ['start_timestamp', 'vector', 'vector', { since: '3.14', ...EXPERIMENTAL }],
  ['scalar', 'vector', 'scalar'],
  ['vector', 'scalar', 'vector'],
  ['time', '', 'scalar'],
  ['pi', '', 'scalar', { since: '2.31' }],
  ['start end step range', '', 'scalar', { since: '3.12', ...EXPERIMENTAL }],
  ['max_of min_of', 'scalar scalar', 'scalar', { since: '3.13', ...EXPERIMENTAL }],
];

export const FUNCTIONS: ReadonlyMap<string, FunctionShape> = new Map(ROWS.flatMap(functionsOf));

export interface AggregatorShape {
  readonly op: string;
  /** Type of the first argument, where it takes one. */
  readonly param?: 'scalar' | 'string';
  readonly experimental: boolean;
  readonly feature?: PromqlFeature;
  readonly since?: string;
  /** The output is input series, with all their labels and the metric name. */
  readonly keepsSeries: boolean;
  /** The value is a number of series (or 1), not one of the input's values. */
  readonly counts: boolean;
}

const PLAIN = { experimental: false, keepsSeries: false, counts: false } as const;
const PICKS = { experimental: false, keepsSeries: true, counts: false } as const;

/** https://prometheus.io/docs/prometheus/latest/querying/operators/#aggregation-operators */
const AGGREGATORS_LIST: readonly AggregatorShape[] = [
  ...['sum', 'avg', 'min', 'max', 'stddev', 'stdvar'].map((op) => ({ op, ...PLAIN })),
  { op: 'count', ...PLAIN, counts: true },
  { op: 'group', ...PLAIN, counts: true, since: '2.20' },
  { op: 'count_values', ...PLAIN, counts: true, param: 'string' },
  { op: 'quantile', ...PLAIN, param: 'scalar' },
  { op: 'topk', ...PICKS, param: 'scalar' },
  { op: 'bottomk', ...PICKS, param: 'scalar' },
  { op: 'limitk', ...PICKS, experimental: true, feature: FLAG, param: 'scalar', since: '2.54' },
  { op: 'limit_ratio', ...PICKS, experimental: true, feature: FLAG, param: 'scalar', since: '2.54' },
];

export const AGGREGATORS: ReadonlyMap<string, AggregatorShape> = new Map(AGGREGATORS_LIST.map((shape) => [shape.op, shape]));

function functionsOf([names, args, result, extra]: Row): [string, FunctionShape][] {
  // The table above spells only value types.
  const types = (args === '' ? [] : args.split(' ')) as ValueType[];
  const input = Math.max(
    0,
    types.findIndex((type) => type === 'vector' || type === 'matrix'),
  );
  const shape = {
    args: types,
    input,
    variadic: 0,
    result,
    experimental: false,
    wants: 'any',
    dropsName: true,
    ...extra,
  } as const;
  const feature = shape.experimental || extra?.stable !== undefined ? FLAG : undefined;
  return names.split(' ').map((name) => [name, { name, feature, ...shape }]);
}
