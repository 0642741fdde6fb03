import type {
  AggregateOperator,
  AttributeScope,
  ComparisonOperator,
  FieldOperator,
  MetricsOperator,
  StaticType,
  StructureOperator,
} from './tree.ts';

/** What an expression yields; `any` is only known when the query runs, `nil` is `parent`, which Tempo refuses. */
export type ValueType = Exclude<StaticType, 'variable'> | 'any' | 'nil';

/** Those without a scope. Tempo adds no more of them: the scoped names are the ones to write. */
const UNSCOPED: readonly (readonly [name: string, type: ValueType])[] = [
  ['duration', 'duration'],
  ['name', 'string'],
  ['status', 'status'],
  ['statusMessage', 'string'],
  ['kind', 'kind'],
  ['parent', 'nil'],
  ['rootName', 'string'],
  ['rootServiceName', 'string'],
  ['traceDuration', 'duration'],
  ['nestedSetLeft', 'int'],
  ['nestedSetRight', 'int'],
  ['nestedSetParent', 'int'],
];
const SCOPED: readonly (readonly [name: string, type: ValueType])[] = [
  ['trace:duration', 'duration'],
  ['trace:rootName', 'string'],
  ['trace:rootService', 'string'],
  ['trace:id', 'string'],
  ['span:duration', 'duration'],
  ['span:name', 'string'],
  ['span:kind', 'kind'],
  ['span:status', 'status'],
  ['span:statusMessage', 'string'],
  ['span:id', 'string'],
  ['span:parentID', 'string'],
  ['span:childCount', 'int'],
  ['event:name', 'string'],
  ['event:timeSinceStart', 'duration'],
  ['link:traceID', 'string'],
  ['link:spanID', 'string'],
  ['instrumentation:name', 'any'],
  ['instrumentation:version', 'any'],
];
/** Name → what it holds. */
export const INTRINSICS: ReadonlyMap<string, ValueType> = new Map([...UNSCOPED, ...SCOPED]);

/** Words that are values. `minInt` and `maxInt` are the ends of a 64-bit integer. */
export const WORD_STATICS: ReadonlyMap<string, Exclude<StaticType, 'variable'>> = new Map([
  ...['true', 'false'].map((word) => [word, 'boolean'] as const),
  ...['ok', 'error', 'unset'].map((word) => [word, 'status'] as const),
  ...['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'].map((word) => [word, 'kind'] as const),
  ...['minInt', 'maxInt'].map((word) => [word, 'int'] as const),
]);

export const SCOPES: ReadonlySet<string> = new Set<AttributeScope>(['span', 'resource', 'event', 'link', 'instrumentation']);

/** A higher one binds tighter; `^` binds to the right. `&&` and `||` bind alike. */
export const FIELD_LEVELS: ReadonlyMap<string, number> = new Map<FieldOperator, number>([
  ['&&', 1],
  ['||', 1],
  ...(['=', '!=', '<', '<=', '>', '>=', '=~', '!~'] as const).map((op) => [op, 2] as const),
  ['+', 3],
  ['-', 3],
  ['*', 5],
  ['/', 5],
  ['%', 5],
  ['^', 6],
]);
export const RIGHT_LEVEL = 6;
/** A minus takes what binds tighter than `+` with it, `!` what binds tighter than itself. */
export const UNARY_LEVELS = { '-': 3, '!': 4 } as const;
export const COMPARISON_LEVEL = 2;
export const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '^']);

export const STRUCTURE_LEVELS: ReadonlyMap<string, number> = new Map<StructureOperator, number>([
  ['&&', 1],
  ['||', 1],
  ...(['>', '<', '>>', '<<', '~'] as const).map((op) => [op, 2] as const),
  ...(['!>', '!<', '!>>', '!<<', '!~'] as const).map((op) => [op, 2] as const),
  ...(['&>', '&<', '&>>', '&<<', '&~'] as const).map((op) => [op, 2] as const),
]);

/** Comparisons of numbers, of aggregates and of series. */
export const NUMBER_COMPARISONS: ReadonlySet<string> = new Set<ComparisonOperator>(['=', '!=', '<', '<=', '>', '>=']);

export const AGGREGATES: ReadonlySet<string> = new Set<AggregateOperator>(['count', 'avg', 'max', 'min', 'sum']);
/** Metrics functions, and whether they read a field. */
export const METRICS: ReadonlyMap<string, boolean> = new Map<MetricsOperator, boolean>([
  ['rate', false],
  ['count_over_time', false],
  ['min_over_time', true],
  ['max_over_time', true],
  ['avg_over_time', true],
  ['sum_over_time', true],
  ['quantile_over_time', true],
  ['histogram_over_time', true],
]);
export const PIPELINE_WORDS: ReadonlySet<string> = new Set(['by', 'coalesce', 'select', 'with', 'compare', 'topk', 'bottomk']);

/** Every operator and sign, longest first. */
export const SIGNS: readonly string[] = [
  ...['!>>', '!<<', '&>>', '&<<'],
  ...['!=', '=~', '!~', '>=', '<=', '&&', '||', '>>', '<<', '!>', '!<', '&~', '&>', '&<'],
  ...[',', '{', '}', '(', ')', '=', '>', '<', '+', '-', '/', '%', '*', '^', '!', '|', '~'],
];

/** Words that mean something, so that a hint cannot be called so. */
export const RESERVED: ReadonlySet<string> = new Set([
  ...[...WORD_STATICS.keys()].filter((word) => word !== 'minInt' && word !== 'maxInt'),
  ...[...INTRINSICS.keys()].map((name) => name.slice(name.indexOf(':') + 1)),
  ...['nil', ...AGGREGATES, ...METRICS.keys(), ...PIPELINE_WORDS],
]);
